using System.Text;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class PublishedVocabularyTests
{
    private static readonly PublishedVocabularies Vocabularies = new(PublishedVocabularies.DefaultFolder);

    public static TheoryData<string> Names => [.. PublishedVocabularies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Encode_EqualsTiktoken_OnAMillionCharactersOfFuzz(string name)
    {
        var tokenizer = Vocabularies.Read(name);
        var texts = FuzzText.Make(seed: 2026, units: 1_000_000);
        var expected = await TokenizerPeer.EncodeAsync(name, texts);
        expected.Length.ShouldBe(texts.Count);
        var different = texts.Zip(expected).Where(pair => !tokenizer.Encode(pair.First).SequenceEqual(pair.Second)).ToList();
        different.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DecodeBytes_GivesTheBytesBack_ForAnyBytes(string name)
    {
        var tokenizer = Vocabularies.Read(name);
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            tokenizer.DecodeBytes(tokenizer.EncodeBytes(bytes)).ShouldBe(bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_CoversAMegabyteOfOneLetter(string name)
    {
        var text = new string('a', 1 << 20); // a quadratic encoder would take hours here
        var tokenizer = Vocabularies.Read(name);
        tokenizer.Decode(tokenizer.Encode(text)).ShouldBe(text);
    }

    [Fact]
    public void Encode_ReadsSpecialTokensAsAsked()
    {
        var tokenizer = Vocabularies.Read("cl100k_base");
        const string Text = "a<|endoftext|>b";
        tokenizer.Encode(Text).ShouldNotContain(tokenizer.EndOfText);
        tokenizer.Encode(Text, allowed: ["<|endoftext|>"], disallowed: []).ShouldBe([64, 100_257, 65]);
        Should.Throw<ArgumentException>(() => tokenizer.Encode(Text, allowed: [], disallowed: ["<|endoftext|>"])).Message.ShouldContain("not allowed here");
        Should.Throw<ArgumentException>(() => tokenizer.Encode(Text, allowed: ["<|x|>"], disallowed: [])).Message.ShouldContain("no special token of cl100k_base");
    }

    [Fact]
    public void Cut_PlacesThePiecesOfASplitCharacter()
    {
        var pieces = Vocabularies.Read("gpt2").Cut("a𝒜");
        pieces.Sum(piece => piece.Length).ShouldBe(3);
        pieces.SelectMany(piece => piece.Bytes.ToArray()).ShouldBe(Encoding.UTF8.GetBytes("a𝒜"));
    }

    [Fact]
    public void Read_SaysWhatToDo_WhenAVocabularyIsAbsent() =>
        Should.Throw<TokenizerFileException>(() => new PublishedVocabularies(Path.GetTempPath()).Read("gpt2")).Message.ShouldContain("install Node.js and build again");
}
