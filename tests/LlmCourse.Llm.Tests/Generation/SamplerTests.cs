using LlmCourse.Llm.Generation;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Generation;

public sealed class SamplerTests
{
    private static readonly float[] Distribution = [0.05f, 0.4f, 0.2f, 0.3f, 0.05f];

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Probabilities_SharpenOrFlatten_WithTemperature(double temperature)
    {
        var powers = Distribution.Select(probability => Math.Pow(probability, 1 / temperature)).ToArray();

        var actual = Probabilities(new SamplingOptions(temperature));

        for (var id = 0; id < powers.Length; id++)
            ((double)actual[id]).ShouldBe(powers[id] / powers.Sum(), 1e-5);
    }

    [Fact]
    public void Probabilities_KeepTheLikeliest_WithTopK()
    {
        var actual = Probabilities(new SamplingOptions(Temperature: 1, TopK: 2));

        ShouldBe(actual, [0, 0.4 / 0.7, 0, 0.3 / 0.7, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(500)]
    public void Probabilities_KeepAll_WhenTopKIsOffOrLargerThanTheVocabulary(int topK) =>
        ShouldBe(Probabilities(new SamplingOptions(Temperature: 1, topK)), [0.05, 0.4, 0.2, 0.3, 0.05]);

    [Theory]
    [InlineData(0.35, 1)]
    [InlineData(0.65, 2)]
    [InlineData(0.75, 3)]
    public void Probabilities_KeepTheSmallestSetThatReachesTheSum_WithTopP(double topP, int kept)
    {
        var actual = Probabilities(new SamplingOptions(Temperature: 1, TopP: topP));

        var likeliest = Distribution.OrderDescending().Take(kept).ToArray();
        for (var id = 0; id < actual.Length; id++)
        {
            var expected = likeliest.Contains(Distribution[id]) ? Distribution[id] / likeliest.Sum() : 0;
            ((double)actual[id]).ShouldBe(expected, 1e-5);
        }
    }

    [Fact]
    public void Probabilities_KeepTheLikeliestToken_WhenItAloneExceedsTopP() =>
        ShouldBe(Probabilities(new SamplingOptions(Temperature: 1, TopP: 1e-6)), [0, 1, 0, 0, 0]);

    [Fact]
    public void Pick_TakesTheLikeliest_AtTemperatureZero()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);

        for (var draw = 0; draw < 20; draw++)
            Sampler.Pick(Logits(), SamplingOptions.Greedy, generator).ShouldBe(1);
    }

    [Fact]
    public void Pick_DrawsAsOftenAsProbable()
    {
        const int draws = 20_000;
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var counts = new int[Distribution.Length];

        for (var draw = 0; draw < draws; draw++)
        {
            using var inner = NewDisposeScope();
            counts[Sampler.Pick(Logits(), new SamplingOptions(Temperature: 1), generator)]++;
        }

        // Five standard deviations of a binomial count: once in two million draws by chance, and the seed is fixed.
        for (var id = 0; id < counts.Length; id++)
        {
            var deviation = Math.Sqrt(draws * Distribution[id] * (1 - Distribution[id]));
            ((double)counts[id]).ShouldBe(draws * Distribution[id], 5 * deviation);
        }
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0, 1.5)]
    public void Validate_Throws_WhenAnOptionIsOutOfRange(double temperature, int topK, double topP) =>
        Should.Throw<ArgumentOutOfRangeException>(new SamplingOptions(temperature, topK, topP).Validate);

    private static Tensor Logits() => tensor(Distribution.Select(probability => MathF.Log(probability)).ToArray());

    private static float[] Probabilities(SamplingOptions options)
    {
        using var scope = NewDisposeScope();
        return Sampler.Probabilities(Logits(), options).data<float>().ToArray();
    }

    private static void ShouldBe(float[] actual, double[] expected)
    {
        for (var id = 0; id < expected.Length; id++)
            ((double)actual[id]).ShouldBe(expected[id], 1e-5);
    }
}
