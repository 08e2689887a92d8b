namespace LlmCourse.Runs.Tests;

public sealed class RunNamesTests
{
    [Fact]
    public void For_NeverRepeatsAName() => Enumerable.Range(1, 10_000).Select(sequence => RunNames.For(sequence)).Distinct().Count().ShouldBe(10_000);

    [Fact]
    public void For_IsAWordAndANumber() => RunNames.For(1).ShouldBe("maple-1");
}
