using System.Text;
using LlmCourse.Llm.Corpora;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class TextCorpusTests
{
    [Fact]
    public void FromText_TrainsOnTheFirstPartAndValidatesOnTheLast()
    {
        var corpus = TextCorpus.FromText("digits", "0123456789", 0.2);
        corpus.Training.ShouldBe([new Document("01234567", null)]);
        corpus.Validation.ShouldBe([new Document("89", null)]);
        corpus.HasDocuments.ShouldBeFalse();
    }

    [Fact]
    public void FromText_NeverCutsACharacterInTwo()
    {
        var corpus = TextCorpus.FromText("faces", "😀😀😀", 0.5);
        corpus.Training[0].Text.ShouldBe("😀");
        corpus.Validation[0].Text.ShouldBe("😀😀");
    }

    [Fact]
    public void FromText_DropsAByteOrderMarkAndKeepsLineEndings()
    {
        var corpus = TextCorpus.FromText("lines", "\uFEFFa\r\nb\nc\r", 0.5);
        (corpus.Training[0].Text + corpus.Validation[0].Text).ShouldBe("a\r\nb\nc\r");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("\uFEFF")]
    public void FromText_Refuses_WhenThereIsNoText(string text) =>
        Should.Throw<CorpusException>(() => TextCorpus.FromText("a.txt", text)).Message.ShouldContain("'a.txt' holds no text");

    [Fact]
    public void FromText_Refuses_WhenOnePartWouldBeEmpty() =>
        Should.Throw<CorpusException>(() => TextCorpus.FromText("a.txt", "abc", 0.1)).Message.ShouldContain("too short");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void FromText_Refuses_WhenTheFractionHoldsOutNothingOrEverything(double fraction) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TextCorpus.FromText("a.txt", "abc", fraction));

    [Fact]
    public void Decode_GivesTheText_WithoutItsByteOrderMark() =>
        Utf8Text.Decode([0xEF, 0xBB, 0xBF, .. "é😀"u8], "a.txt").ShouldBe("é😀");

    [Theory]
    [InlineData(new byte[] { 0x61, 0xC3, 0x28 }, 1)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0xFF }, 4)]
    [InlineData(new byte[] { 0x61, 0x62, 0xE2, 0x82 }, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0)]
    public void Decode_NamesTheOffset_WhenAByteIsNoUtf8(byte[] bytes, int offset) =>
        Should.Throw<CorpusException>(() => Utf8Text.Decode(bytes, "a.txt")).Message.ShouldContain($"at offset {offset} ");

    [Fact]
    public async Task ReadFileAsync_NamesTheFile_WhenItIsNoUtf8()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes("café"), TestContext.Current.CancellationToken);
        var error = await Should.ThrowAsync<CorpusException>(() => Utf8Text.ReadFileAsync(path, TestContext.Current.CancellationToken));
        error.Message.ShouldContain($"'{Path.GetFileName(path)}' is not UTF-8: the byte 0xE9 at offset 3");
        File.Delete(path);
    }
}
