using System.Text.Json;

namespace LlmCourse.Cli.Tests;

public sealed class TokenizerCommandTests : IDisposable
{
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Theory]
    [InlineData("bpe", 300)]
    [InlineData("word", 1000)]
    [InlineData("character", 512)]
    public async Task Train_WritesATokenizer_ThatEncodesAndDecodesStories(string kind, int vocabulary)
    {
        var file = runner.PathOf("t.json");
        var trained = await runner.RunAsync("tokenizer", "train", "--kind", kind, "--vocabulary", $"{vocabulary}", "--stories", "300", "--output", file);
        trained.Code.ShouldBe(0, trained.Error);
        trained.Output.ShouldContain($"Wrote a {kind} tokenizer of ");
        trained.Output.ShouldContain(file);

        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", file, "Mia smiled.");
        encoded.Code.ShouldBe(0);
        var decoded = await runner.RunAsync(["tokenizer", "decode", "--tokenizer", file, .. encoded.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]);
        decoded.Output.ShouldBe("Mia smiled." + Environment.NewLine);
    }

    [Fact]
    public async Task Train_StreamsMerges_AsJsonLines()
    {
        var corpus = runner.Write("corpus.txt", "abab abab");
        var trained = await runner.RunAsync("tokenizer", "train", "--vocabulary", "259", "--corpus", corpus, "--output", runner.PathOf("t.json"), "--json");
        trained.Code.ShouldBe(0);
        trained.Lines.Count.ShouldBe(3);
        trained.Lines[0].ShouldBe("""{"id":256,"left":"a","right":"b","count":4}""");
        trained.Lines[1].ShouldBe("""{"id":257,"left":"ab","right":"ab","count":2}""");
        using var result = JsonDocument.Parse(trained.Lines[2]);
        result.RootElement.GetProperty("kind").GetString().ShouldBe("bpe");
        result.RootElement.GetProperty("vocabularySize").GetInt32().ShouldBe(259);
        result.RootElement.GetProperty("fingerprint").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Train_SaysWhy_WhenTheTextGivesFewerMerges()
    {
        var corpus = runner.Write("corpus.txt", "abab");
        var trained = await runner.RunAsync("tokenizer", "train", "--corpus", corpus, "--output", runner.PathOf("t.json"));
        trained.Code.ShouldBe(0);
        trained.Error.ShouldContain("Training stopped at a vocabulary of 258 instead of 512");
        trained.Output.ShouldContain("of 258 tokens");
    }

    [Theory]
    [InlineData("", "'corpus.txt' holds no text")]
    public async Task Train_Fails_WhenTheCorpusIsEmpty(string text, string expected)
    {
        var trained = await runner.RunAsync("tokenizer", "train", "--corpus", runner.Write("corpus.txt", text), "--output", runner.PathOf("t.json"));
        trained.Code.ShouldBe(1);
        trained.Error.ShouldContain(expected);
        File.Exists(runner.PathOf("t.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Train_Fails_WhenTheCorpusIsNoUtf8()
    {
        await File.WriteAllBytesAsync(runner.PathOf("latin.txt"), [0x61, 0xE9, 0x61], TestContext.Current.CancellationToken);
        var trained = await runner.RunAsync("tokenizer", "train", "--corpus", runner.PathOf("latin.txt"), "--output", runner.PathOf("t.json"));
        trained.Code.ShouldBe(1);
        trained.Error.ShouldContain("'latin.txt' is not UTF-8: the byte 0xE9 at offset 1");
    }

    [Fact]
    public async Task Train_Fails_WhenTheVocabularyIsTooSmall()
    {
        var trained = await runner.RunAsync("tokenizer", "train", "--vocabulary", "100", "--stories", "5", "--output", runner.PathOf("t.json"));
        trained.Code.ShouldBe(1);
        trained.Error.ShouldContain("A byte-level vocabulary of 100 is too small");
    }

    [Fact]
    public async Task Train_StopsAndWritesNothing_WhenCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var output = new CancellingWriter(cancellation, "256");
        var trained = await runner.RunAsync(output, "", cancellation.Token, "tokenizer", "train", "--vocabulary", "500", "--stories", "200", "--output", runner.PathOf("t.json"), "--json");
        trained.Code.ShouldBe(130);
        trained.Error.ShouldContain("Stopped.");
        trained.Lines.Count.ShouldBe(1);
        File.Exists(runner.PathOf("t.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Encode_ReadsStandardInput_WhenThereIsNoText()
    {
        var file = await TrainLettersAsync();
        (await runner.RunWithInputAsync("abba", "tokenizer", "encode", "--tokenizer", file)).Output.Trim().ShouldBe("2 3 3 2");
        (await runner.RunAsync("tokenizer", "encode", "--tokenizer", file, "--file", runner.Write("in.txt", "ba"))).Output.Trim().ShouldBe("3 2");
        (await runner.RunWithInputAsync("2 3\n3 2\n", "tokenizer", "decode", "--tokenizer", file)).Output.Trim().ShouldBe("abba");
    }

    [Fact]
    public async Task Encode_DescribesEachPiece_AsJsonLines()
    {
        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", await TrainLettersAsync(), "az", "--json");
        encoded.Lines.ShouldBe(
        [
            """{"id":2,"text":"a","start":0,"length":1,"bytes":"61","unknown":false}""",
            """{"id":1,"text":"z","start":1,"length":1,"bytes":"7a","unknown":true}""",
        ]);
    }

    [Fact]
    public async Task Encode_EndsWithAUsageError_WhenTextAndFileAreGiven()
    {
        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", await TrainLettersAsync(), "a", "--file", runner.Write("in.txt", "b"));
        encoded.Code.ShouldBe(2);
        encoded.Error.ShouldContain("Give a text or --file, not both.");
    }

    [Theory]
    [InlineData("2 x", "'x' is no token id")]
    [InlineData("99", "Token id 99 is not in this vocabulary; its ids go from 0 to 3.")]
    public async Task Decode_Fails_WhenAnIdIsNone(string ids, string expected)
    {
        var decoded = await runner.RunWithInputAsync(ids, "tokenizer", "decode", "--tokenizer", await TrainLettersAsync());
        decoded.Code.ShouldBe(1);
        decoded.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Decode_Fails_WhenTheFileIsNoTokenizer()
    {
        var decoded = await runner.RunAsync("tokenizer", "decode", "--tokenizer", runner.Write("t.json", "{}"), "1");
        decoded.Code.ShouldBe(1);
        decoded.Error.ShouldContain("This is no tokenizer file");
    }

    private async Task<string> TrainLettersAsync()
    {
        var file = runner.PathOf("letters.json");
        var trained = await runner.RunAsync("tokenizer", "train", "--kind", "character", "--corpus", runner.Write("letters.txt", "ab"), "--output", file);
        trained.Code.ShouldBe(0, trained.Error);
        return file;
    }
}
