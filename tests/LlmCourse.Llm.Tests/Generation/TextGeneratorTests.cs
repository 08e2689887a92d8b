using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tests.Models;
using LlmCourse.Llm.Tokenization;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Generation;

public sealed class TextGeneratorTests
{
    private static readonly CharacterTokenizer Letters = CharacterTokenizer.Train(["abcdefghij \n"]);

    private static readonly GptConfig Config = SmallGpt.Config with { VocabularySize = Letters.VocabularySize, BlockSize = 12 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Generate_WritesTheSameWithAndWithoutCache_PastTheEndOfTheBlock(double temperature)
    {
        using var model = SmallGpt.Bold(Config);
        var options = new SamplingOptions(temperature);
        using var plain = new PlainNextToken(model);
        using var cached = new CachedNextToken(model);

        var expected = Write(plain, model, 60, options);
        var actual = Write(cached, model, 60, options);

        expected.Ids.Count.ShouldBeGreaterThan(Config.BlockSize);
        actual.Ids.ShouldBe(expected.Ids);
    }

    [Fact]
    public void Generate_RepeatsItself_ForTheSameSeedOnly()
    {
        using var model = SmallGpt.Bold(Config);

        var first = Generate(model, seed: 1);

        Generate(model, seed: 1).Text.ShouldBe(first.Text);
        Generate(model, seed: 2).Text.ShouldNotBe(first.Text);
    }

    [Fact]
    public void Generate_ContinuesThePrompt_WithoutRepeatingIt()
    {
        using var model = SmallGpt.Bold(Config);

        var generated = Generate(model, seed: 1, prompt: "abc", maxTokens: 5);

        generated.Prompt.ShouldBe("abc");
        generated.Ids.Count.ShouldBeLessThanOrEqualTo(5);
        generated.Text.ShouldBe(Letters.Decode([.. generated.Ids]));
    }

    [Fact]
    public void Generate_StopsAtTheEndMark()
    {
        using var model = SmallGpt.Bold(Config);
        AlwaysSay(model, Letters.EndOfText);

        var generated = Generate(model, seed: 1);

        generated.Ended.ShouldBeTrue();
        generated.Text.ShouldBeEmpty();
    }

    [Fact]
    public void Generate_StopsAfterTheMostTokens_WhenNothingEnds()
    {
        using var model = SmallGpt.Bold(Config);
        AlwaysSay(model, 3);

        var generated = Generate(model, seed: 1, maxTokens: 30);

        generated.Ended.ShouldBeFalse();
        generated.Ids.ShouldBe(Enumerable.Repeat(3, 30));
    }

    [Fact]
    public void Generate_LeavesTheModelTraining_AndKeepsItsWeights()
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(Config with { Dropout = 0.5 });
        model.train();
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => SmallGpt.Floats(entry.Value));

        var first = Generate(model, seed: 1);

        model.training.ShouldBeTrue();
        Generate(model, seed: 1).Text.ShouldBe(first.Text, "dropout must be off while writing");
        foreach (var (name, weight) in model.state_dict())
            SmallGpt.Floats(weight).ShouldBe(before[name]);
    }

    [Fact]
    public void Generate_Stops_WhenCancelled()
    {
        using var model = SmallGpt.Bold(Config);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            TextGenerator.Generate(model, Letters, "", 10, new SamplingOptions(), seed: 1, cancellationToken: cancelled.Token));
    }

    [Fact]
    public void Generate_BeginsWithALineBreak_WhenTheModelNeverSawABeginning()
    {
        using var model = SmallGpt.Bold(Config);

        var running = TextGenerator.Generate(model, Letters, "", 20, SamplingOptions.Greedy, seed: 1, startDocument: false);
        var explicitly = TextGenerator.Generate(model, Letters, "\n", 20, SamplingOptions.Greedy, seed: 1, startDocument: false);

        running.Ids.ShouldBe(explicitly.Ids);
    }

    private static GeneratedText Generate(Gpt model, int seed, string prompt = "", int maxTokens = 40) =>
        TextGenerator.Generate(model, Letters, prompt, maxTokens, new SamplingOptions(Temperature: 1), seed);

    private static GeneratedText Write(INextToken nextToken, Gpt model, int maxTokens, SamplingOptions options) =>
        TextGenerator.Write(nextToken, model, new Endless(), "abc", maxTokens, options, seed: 3, startDocument: false, CancellationToken.None);

    /// <summary>Makes the final norm ignore its input and point at one token's embedding.</summary>
    private static void AlwaysSay(Gpt model, int id)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var weights = model.state_dict();
        weights["norm.weight"].zero_();
        weights["norm.bias"].copy_(weights["tokens.weight"][id] * 1000);
    }

    /// <summary>Letters whose end mark the model cannot say, so that texts grow past the block.</summary>
    private sealed class Endless : ITokenizer
    {
        public string Kind => Letters.Kind;

        public int VocabularySize => Letters.VocabularySize;

        public int EndOfText => -1;

        public int? Unknown => Letters.Unknown;

        public int[] Encode(string text) => [Letters.EndOfText, .. Letters.Encode(text)];

        public string Decode(ReadOnlySpan<int> ids) => Letters.Decode(ids);

        public IReadOnlyList<TextPiece> Cut(string text) => Letters.Cut(text);

        public string TextOf(int id) => Letters.TextOf(id);
    }
}
