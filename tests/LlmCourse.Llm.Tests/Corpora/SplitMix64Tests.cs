using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Next_GivesThePublishedSequence()
    {
        // First values of the reference implementation for the seed 1234567.
        var random = new SplitMix64(1234567);
        new[] { random.Next(), random.Next(), random.Next() }
            .ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]);
    }

    [Fact]
    public void NextDouble_StaysBelowOneAndFillsTheInterval()
    {
        var random = new SplitMix64(1);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToList();
        numbers.ShouldAllBe(number => number >= 0 && number < 1);
        numbers.Average().ShouldBe(0.5, 0.005);
    }
}
