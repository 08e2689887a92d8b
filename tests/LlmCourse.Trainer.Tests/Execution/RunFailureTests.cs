using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Tests.Execution;

public sealed class RunFailureTests
{
    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(3, double.PositiveInfinity)]
    public async Task Failed_NamesStepAndLikelyCause_WhenTheLossIsNoLongerANumber(double loss, double norm)
    {
        using var run = new RunHarness(steps: 10);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.AtStep[3] = () => new StepOutcome(loss, 0.75, norm, 10);
        session.Allow(10);

        (await running).ShouldBe(RunState.Failed);

        run.Final.Message.ShouldNotBeNull().ShouldContain("step 3");
        run.Final.Message.ShouldContain("learning rate of 0.75");
        run.Final.Help.ShouldNotBeNull().ShouldContain("up to step 3 is kept");
        run.Bodies.OfType<StepTaken>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Failed_KeepsTheLog_WhenAnEvaluationIsNoNumber()
    {
        using var run = new RunHarness(steps: 10);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.Evaluation = () => new Evaluated(1, double.NaN);
        session.Allow(10);

        (await running).ShouldBe(RunState.Failed);

        run.Bodies.OfType<Evaluated>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_CarriesTheMessage_WhenAStepThrows()
    {
        using var run = new RunHarness(steps: 10);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.AtStep[2] = () => throw new InvalidOperationException("the kernel tripped");
        session.Allow(10);

        (await running).ShouldBe(RunState.Failed);

        run.Final.Message.ShouldNotBeNull().ShouldContain("the kernel tripped");
        session.Disposals.ShouldBe(1);
    }

    [Fact]
    public async Task Failed_SaysWhatToDo_WhenTheInputCannotBeTrainedOn()
    {
        using var run = new RunHarness();
        run.Sessions.Creating = (_, _) => throw new RunInputException("The text has 5 tokens; a block needs 129.", "Upload a longer text.");

        (await run.Start()).ShouldBe(RunState.Failed);

        run.Final.Message.ShouldBe("The text has 5 tokens; a block needs 129.");
        run.Final.Help.ShouldNotBeNull().ShouldStartWith("Upload a longer text.");
        run.States.ShouldBe([RunState.Starting, RunState.Failed]);
    }

    [Fact]
    public async Task Failed_SuggestsASmallerModel_WhenMemoryRunsOut()
    {
        using var run = new RunHarness();
        var running = run.Start();
        var session = run.Sessions.Next();
        session.AtStep[1] = () =>
        {
            GC.KeepAlive(new byte[int.MaxValue][]);
            return new StepOutcome(1, 1, 1, 1);
        };
        session.Allow(4);

        (await running).ShouldBe(RunState.Failed);

        run.Final.Help.ShouldNotBeNull().ShouldContain("smaller");
    }

    [Fact]
    public async Task ExecuteAsync_Throws_WhenTheLogCannotBeKept()
    {
        using var run = new RunHarness(steps: 10, open: true);
        run.Refuse = happened => happened.Body is StepTaken { TokensSeen: >= 30 };

        (await Should.ThrowAsync<IOException>(() => run.Start())).Message.ShouldBe("disk full");

        run.Sessions.Next().Disposals.ShouldBe(1);
        run.States.ShouldNotContain(RunState.Failed);
    }
}
