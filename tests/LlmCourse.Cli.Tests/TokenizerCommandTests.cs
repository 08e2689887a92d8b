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
        Directory.GetFiles(runner.PathOf(".")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("llmcourse", "t.json")]
    [InlineData("huggingface", "tokenizer.json")]
    [InlineData("gpt2", "folder")]
    [InlineData("tiktoken", "t.tiktoken", "--rule", "gpt2")]
    public async Task Train_WritesAnyFormat_ThatTheOtherCommandsRead(string format, string name, params string[] rule)
    {
        var corpus = runner.Write("corpus.txt", "abab abab");
        var trained = await runner.RunAsync("tokenizer", "train", "--vocabulary", "259", "--corpus", corpus, "--format", format, "--output", runner.PathOf(name));
        trained.Code.ShouldBe(0, trained.Error);
        var encoded = await runner.RunAsync(["tokenizer", "encode", "--tokenizer", runner.PathOf(name), .. rule, "ababa"]);
        encoded.Output.Trim().ShouldBe("257 97", encoded.Error);
        Directory.EnumerateFiles(runner.PathOf("."), "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Train_ReadsAFolderOfDocuments()
    {
        Directory.CreateDirectory(runner.PathOf("corpus"));
        runner.Write("corpus/a.jsonl", """
            {"text":"xy"}
            {"text":"xy"}
            """);
        runner.Write("corpus/b.txt", "z");
        var trained = await runner.RunAsync("tokenizer", "train", "--corpus", runner.PathOf("corpus"), "--output", runner.PathOf("t.json"), "--json");
        trained.Lines[0].ShouldBe("""{"id":256,"left":"x","right":"y","count":2}""");
    }

    [Theory]
    [InlineData("bpe")]
    [InlineData("word")]
    public async Task Train_LearnsTheSame_FromATextThatIsReadInChunks(string kind)
    {
        var text = string.Join(' ', Enumerable.Range(0, 220_000).Select(index => $"w{index * index % 997}{(index % 11 == 0 ? ".\n\n" : "")}"));
        text.Length.ShouldBeGreaterThan(Llm.Tokenization.TextChunks.DefaultChunkBytes);
        string[] corpora = [runner.Write("long.txt", text), runner.Write("long.jsonl", JsonSerializer.Serialize(new { text }))];
        foreach (var corpus in corpora)
            (await runner.RunAsync("tokenizer", "train", "--kind", kind, "--vocabulary", "300", "--corpus", corpus, "--output", corpus + ".json")).Code.ShouldBe(0);

        File.ReadAllText(corpora[0] + ".json").ShouldBe(File.ReadAllText(corpora[1] + ".json"));
    }

    [Fact]
    public async Task Train_EndsWithAUsageError_WhenTheFormatCannotHoldTheKind()
    {
        var trained = await runner.RunAsync("tokenizer", "train", "--kind", "word", "--format", "gpt2", "--output", runner.PathOf("t"));
        trained.Code.ShouldBe(2);
        trained.Error.ShouldContain("The format gpt2 holds merges of bytes, and a word tokenizer has none.");
    }

    [Theory]
    [InlineData("gpt2", "15496 11 995")]
    [InlineData("cl100k_base", "9906 11 1917")]
    [InlineData("o200k_base", "13225 11 2375")]
    public async Task Encode_TakesAPublishedName(string name, string expected)
    {
        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", name, "Hello, world");
        encoded.Output.Trim().ShouldBe(expected, encoded.Error);
        var decoded = await runner.RunAsync(["tokenizer", "decode", "--tokenizer", name, "--json", .. expected.Split(' ')]);
        decoded.Output.Trim().ShouldBe("""{"text":"Hello, world"}""");
    }

    [Fact]
    public async Task Encode_EndsWithAUsageError_WhenTheTokenizerIsNowhere()
    {
        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", "gpt3", "a");
        encoded.Code.ShouldBe(2);
        encoded.Error.ShouldContain("'gpt3' is neither gpt2, cl100k_base, o200k_base nor a file or folder that exists.");
    }

    [Fact]
    public async Task Encode_AsksForTheRule_WhenRanksDoNotSay()
    {
        await runner.RunAsync("tokenizer", "train", "--stories", "5", "--vocabulary", "260", "--format", "tiktoken", "--output", runner.PathOf("t.tiktoken"));
        var encoded = await runner.RunAsync("tokenizer", "encode", "--tokenizer", runner.PathOf("t.tiktoken"), "a");
        encoded.Code.ShouldBe(1);
        encoded.Error.ShouldContain("does not say how text is cut");
    }

    [Fact]
    public async Task Trace_ShowsEveryMerge()
    {
        var trained = await runner.RunAsync("tokenizer", "train", "--vocabulary", "259", "--corpus", runner.Write("corpus.txt", "abab abab"), "--output", runner.PathOf("t.json"));
        trained.Code.ShouldBe(0);
        (await runner.RunAsync("tokenizer", "trace", "--tokenizer", runner.PathOf("t.json"), "abab é")).Lines.ShouldBe(
        [
            "     a b a b",
            "  1  ab a b   a + b = 256, rank 0",
            "  2  ab ab   a + b = 256, rank 0",
            "  3  abab   ab + ab = 257, rank 1",
            "  =  257",
            @"     ␣ \xc3 \xa9",
            "  =  32 195 169",
        ]);

        var json = await runner.RunAsync("tokenizer", "trace", "--tokenizer", runner.PathOf("t.json"), "--json", "aba");
        json.Lines.ShouldHaveSingleItem().ShouldBe(
            """{"piece":"aba","start":[{"id":97,"text":"a","bytes":"61"},{"id":98,"text":"b","bytes":"62"},{"id":97,"text":"a","bytes":"61"}],"steps":""" +
            """[{"candidates":[{"position":0,"id":256,"rank":0}],"position":0,"rank":0,"left":{"id":97,"text":"a","bytes":"61"},"right":{"id":98,"text":"b","bytes":"62"},"joined":{"id":256,"text":"ab","bytes":"6162"}}],"end":""" +
            """[{"id":256,"text":"ab","bytes":"6162"},{"id":97,"text":"a","bytes":"61"}],"takenWhole":false}""");
    }

    [Fact]
    public async Task Trace_Fails_WhenThereIsNothingToShow()
    {
        var letters = await runner.RunAsync("tokenizer", "trace", "--tokenizer", await TrainLettersAsync(), "ab");
        letters.Code.ShouldBe(1);
        letters.Error.ShouldContain("'character' makes no merges");
        var longWord = await runner.RunAsync("tokenizer", "trace", "--tokenizer", "gpt2", new string('q', 300));
        longWord.Code.ShouldBe(1);
        longWord.Error.ShouldContain("has 300 bytes; merges are shown for at most 256");
    }

    [Fact]
    public async Task Compare_MeasuresTokenizersSideBySide()
    {
        var letters = await TrainLettersAsync();
        var compared = await runner.RunAsync("tokenizer", "compare", "--tokenizer", "gpt2", "--tokenizer", letters, "--json", "Hello, world");
        compared.Code.ShouldBe(0, compared.Error);
        compared.Lines[0].ShouldBe("""{"name":"gpt2","vocabularySize":50257,"tokens":3,"unknown":0,"charactersPerToken":4,"bytesPerToken":4,"isLossless":true}""");
        compared.Lines[1].ShouldContain(""","vocabularySize":4,"tokens":12,"unknown":12,"charactersPerToken":1,"bytesPerToken":1,"isLossless":false}""");

        var table = await runner.RunAsync("tokenizer", "compare", "Hello, world");
        table.Lines.ShouldBe(
        [
            "12 characters, 12 bytes of UTF-8.",
            "tokenizer    vocabulary     tokens  characters/token  bytes/token   unknown  round trip",
            "gpt2             50,257          3              4.00         4.00         0  exact",
            "cl100k_base     100,277          3              4.00         4.00         0  exact",
            "o200k_base      200,019          3              4.00         4.00         0  exact",
        ]);
    }

    [Theory]
    [InlineData("train", "--format huggingface")]
    [InlineData("encode", "--tokenizer gpt2")]
    [InlineData("decode", "--tokenizer gpt2 44 544")]
    [InlineData("trace", "--tokenizer gpt2")]
    [InlineData("compare", "--file book.txt")]
    public async Task Help_EndsInExamples(string command, string example)
    {
        var help = await runner.RunAsync("tokenizer", command, "--help");
        help.Code.ShouldBe(0);
        help.Output[help.Output.IndexOf("Examples:")..].ShouldContain(example);
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
        decoded.Error.ShouldNotContain("(Parameter");
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
