using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Runs;
using LlmCourse.Web.Tests.Fakes;
using NSubstitute;

namespace LlmCourse.Web.Tests;

public sealed class RunPairTests
{
    private static readonly RunActor Owner = new(Stage.VisitorId, "guest-heron-42", MayCommandAll: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_StartsBothInOrder()
    {
        var runs = new FakeRuns();

        var pair = await RunPair.SubmitAsync(runs, new RunSpec { Title = "One" }, new RunSpec { Title = "Other" }, Owner, Token);

        pair.One.Spec.Title.ShouldBe("One");
        pair.Other.Spec.Title.ShouldBe("Other");
        var found = (await RunPair.FindAsync(runs, pair.One.Id, pair.Other.Id, Token)).ShouldNotBeNull();
        (found.One.Id, found.Other.Id).ShouldBe((pair.One.Id, pair.Other.Id));
    }

    [Fact]
    public async Task Submit_StopsTheFirst_WhenTheSecondIsRefused()
    {
        var runs = Substitute.For<IRunService>();
        var first = new FakeRuns().Add();
        runs.SubmitAsync(Arg.Is<RunSpec>(spec => spec.Title == "One"), Owner, Token).Returns(first);
        runs.SubmitAsync(Arg.Is<RunSpec>(spec => spec.Title == "Other"), Owner, Token).Returns<RunSummary>(_ => throw new RunSpecException([]));

        await Should.ThrowAsync<RunSpecException>(() => RunPair.SubmitAsync(runs, new RunSpec { Title = "One" }, new RunSpec { Title = "Other" }, Owner, Token));

        await runs.Received(1).CommandAsync(first.Id, Arg.Any<StopRun>(), Owner, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("run-1", "run-9")]
    [InlineData("run-9", "run-1")]
    public async Task Find_GivesNeither_WhenOneIsNotKept(string one, string other)
    {
        var runs = new FakeRuns();
        runs.Add();

        (await RunPair.FindAsync(runs, one, other, Token)).ShouldBeNull();
    }
}
