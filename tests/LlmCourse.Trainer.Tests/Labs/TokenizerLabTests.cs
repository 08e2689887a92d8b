using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;
using LlmCourse.Trainer.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class TokenizerLabTests : IDisposable
{
    private static readonly string[] Learnt = [TokenizerNames.Character, TokenizerNames.Word, TokenizerNames.Bpe];
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tokenize_CutsByCharactersWordsAndBytePairs_AndLosesNothing()
    {
        const string text = "Tom took the red box.\nZyxgrüße 🐉";
        await using var host = await TrainerHost.StartAsync(folder);

        var reply = await TokenizeAsync(host.Client, new TokenizeRequest(text, Learnt));

        reply.Error.ShouldBeNull();
        reply.Cuts.Select(cut => cut.Tokenizer).ShouldBe(["character", "word", "bpe"]);
        foreach (var cut in reply.Cuts)
        {
            cut.Pieces.Sum(piece => piece.Length).ShouldBe(text.Length);
            cut.CharactersPerToken.ShouldBe((text.Length - 1.0) / cut.Pieces.Count); // the dragon is one character of two units
            string.Join(' ', cut.Pieces.Select(piece => piece.Bytes)).ShouldBe(reply.Cuts[0].Pieces.Select(piece => piece.Bytes).Aggregate((all, next) => $"{all} {next}"));
        }

        reply.Cuts[1].UnknownCount.ShouldBeGreaterThan(0);
        reply.Cuts[2].UnknownCount.ShouldBe(0);
        reply.Cuts[0].Pieces[0].ShouldBe(new TokenPiece(reply.Cuts[0].Pieces[0].Id, "T", 0, 1, "54"));
        reply.Cuts[0].Pieces[^1].Bytes.ShouldBe("f0 9f 90 89");
    }

    [Fact]
    public async Task Tokenize_CutsAsThePublishedVocabulariesDo_AndSaysWhatReadingThemTook()
    {
        const string text = "def f(x):\n    return x + 2024  # 東京 🙂";
        await using var host = await TrainerHost.StartAsync(folder);

        var reply = await TokenizeAsync(host.Client, new TokenizeRequest(text, [TokenizerNames.O200k, TokenizerNames.Gpt2, TokenizerNames.Cl100k]));

        var published = new PublishedVocabularies(PublishedVocabularies.DefaultFolder);
        reply.Cuts.Select(cut => cut.Tokenizer).ShouldBe(["gpt2", "cl100k", "o200k"]);
        foreach (var (cut, name) in reply.Cuts.Zip(PublishedVocabularies.Names))
        {
            cut.Pieces.Select(piece => piece.Id).ShouldBe(published.Read(name).Encode(text));
            cut.Cost.ShouldNotBeNull().AllocatedBytes.ShouldBeGreaterThan(0);
        }

        reply.Cuts.Select(cut => cut.VocabularySize).ShouldBe([50_257, 100_277, 200_019]);
    }

    [Fact]
    public async Task Tokenize_NamesTheMissingVocabulary_AndCutsWithTheOthers()
    {
        await using var host = await TrainerHost.StartAsync(folder, configure: services =>
            services.Configure<TrainerOptions>(options => options.VocabularyFolder = folder.Path));

        var reply = await TokenizeAsync(host.Client, new TokenizeRequest("Tom", [TokenizerNames.Character, TokenizerNames.Gpt2]));

        reply.Error.ShouldBeNull();
        reply.Cuts[0].Pieces.Count.ShouldBe(3);
        reply.Cuts[1].Problem.ShouldNotBeNull().ShouldContain("gpt2");
        reply.Cuts[1].Pieces.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokenize_SaysSo_WhenTheTextIsTooLongOrEmpty()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var tooLong = await TokenizeAsync(host.Client, new TokenizeRequest(new string('a', 4_001)));
        var longest = await TokenizeAsync(host.Client, new TokenizeRequest(string.Concat(Enumerable.Repeat("🐉", 2_000)), Learnt));
        var empty = await TokenizeAsync(host.Client, new TokenizeRequest("", Learnt));

        tooLong.Error.ShouldNotBeNull().ShouldContain("4001 characters");
        longest.Error.ShouldBeNull();
        longest.Cuts[2].Pieces.Count.ShouldBe(8_000);
        empty.Cuts.ShouldAllBe(cut => cut.Pieces.Count == 0 && cut.CharactersPerToken == 0);
    }

    [Fact]
    public async Task Trace_MergesTheWordAtAPlace_UntilItIsWhatTheTokenizerGives()
    {
        const string text = "the strawberries";
        await using var host = await TrainerHost.StartAsync(folder);

        var trace = await host.Client.TraceAsync(new TraceRequest(TokenizerNames.Gpt2, text, 9), Token);

        trace.Error.ShouldBeNull();
        trace.Piece.ShouldBe(" strawberries");
        trace.Start.ShouldBe(3);
        trace.Parts.Count.ShouldBe(13);
        trace.End.Select(part => part.Id).ShouldBe(new PublishedVocabularies(PublishedVocabularies.DefaultFolder).Read("gpt2").Encode(" strawberries"));
        var parts = trace.Parts.ToList();
        foreach (var step in trace.Steps)
        {
            step.Candidates.Min(candidate => candidate.Rank).ShouldBe(step.Rank);
            (parts[step.Position].Bytes + " " + parts[step.Position + 1].Bytes).ShouldBe(step.Joined.Bytes);
            parts[step.Position] = step.Joined;
            parts.RemoveAt(step.Position + 1);
        }

        parts.ShouldBe(trace.End);
    }

    [Theory]
    [InlineData("character", "text", 0, "not merged")]
    [InlineData("gpt5", "text", 0, "no tokenizer 'gpt5'")]
    [InlineData("bpe", "text", 4, "no piece at that place")]
    [InlineData("bpe", "", 0, "no piece at that place")]
    public async Task Trace_SaysSo_WhenThereIsNothingToTrace(string tokenizer, string text, int position, string expected)
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var trace = await host.Client.TraceAsync(new TraceRequest(tokenizer, text, position), Token);
        trace.Error.ShouldNotBeNull().ShouldContain(expected);
        trace.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task LanguageCosts_AreCountedByTheTokenizersAskedFor_AndAMissingOneIsNamed()
    {
        await using var host = await TrainerHost.StartAsync(folder, configure: services =>
            services.Configure<TrainerOptions>(options => options.VocabularyFolder = folder.Path));

        var reply = await host.Client.LanguageCostsAsync(new LanguageCostRequest([TokenizerNames.Character, TokenizerNames.Cl100k]), Token);

        reply.Error.ShouldBeNull();
        reply.Sentences[0].Name.ShouldBe("English");
        var (characters, missing) = (reply.Tokenizers[0], reply.Tokenizers[1]);
        characters.Costs.Select(cost => cost.Tokens).ShouldBe(reply.Sentences.Select(sentence => sentence.Characters));
        characters.Costs[0].ShouldBe(new SentenceCost(reply.Sentences[0].Characters, 0, 1));
        missing.Problem.ShouldNotBeNull().ShouldContain("cl100k_base");
        missing.Costs.ShouldBeEmpty();
    }

    /// <summary>Asks until every tokenizer is ready, as the page does.</summary>
    private static async Task<TokenizeReply> TokenizeAsync(ITrainerClient client, TokenizeRequest request)
    {
        while (true)
        {
            var reply = await client.TokenizeAsync(request, Token);
            if (!reply.IsPreparing)
                return reply;
            await Task.Delay(20, Token);
        }
    }
}
