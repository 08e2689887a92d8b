using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Tests.Training;

public sealed class LearningRateScheduleTests
{
    private static readonly LearningRateSchedule Schedule = new(WarmupSteps: 9, Steps: 109, FinalFraction: 0.1);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(4, 0.5)]
    [InlineData(9, 1.0)]
    [InlineData(59, 0.55)]
    [InlineData(109, 0.1)]
    [InlineData(5000, 0.1)]
    public void At_WarmsUpAndFallsAsACosine(int step, double fraction) =>
        Schedule.At(step, peak: 2).ShouldBe(2 * fraction, 1e-12);

    [Fact]
    public void At_NeverIsZero_AndRisesThenFalls()
    {
        var rates = Enumerable.Range(0, 109).Select(step => Schedule.At(step, peak: 1)).ToArray();

        rates.ShouldAllBe(rate => rate > 0 && rate <= 1);
        rates[..10].ShouldBeInOrder(SortDirection.Ascending);
        rates[9..].ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void At_StartsAtThePeak_WithoutWarmup() =>
        new LearningRateSchedule(0, 10, 0).At(0, peak: 3).ShouldBe(3);
}
