using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Trainer.Tests.Execution;

public sealed class RunCommandsInStepsTests
{
    [Fact]
    public async Task Pause_HoldsAfterTheCurrentStep_AndResumeGoesOn()
    {
        using var run = new RunHarness(steps: 2);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        var paused = run.NextStateAsync(RunState.Paused);

        run.Post(new PauseRun());
        session.Allow(2);
        (await paused).Step.ShouldBe(1);
        session.StepsTaken.ShouldBe(1);

        run.Post(new ResumeRun());
        (await running).ShouldBe(RunState.Completed);
        run.States.ShouldBe([RunState.Starting, RunState.Running, RunState.Paused, RunState.Running, RunState.Completed]);
    }

    [Fact]
    public async Task Step_TakesExactlyOneStepEach_AndStaysPaused()
    {
        using var run = new RunHarness(steps: 10);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        var paused = run.NextStateAsync(RunState.Paused);
        run.Post(new PauseRun());
        session.Allow(100); // only now: the ten steps could be over before the pause is posted
        var before = (await paused).Step;

        var first = run.NextAsync(body => body is StepTaken);
        run.Post(new StepRun());
        (await first).Step.ShouldBe(before + 1);
        var sampled = run.NextAsync(body => body is Sampled { Prompt: "here" });
        run.Post(new StepRun());
        run.Post(new StepRun());
        run.Post(new SampleNow("here"));

        await sampled;
        session.StepsTaken.ShouldBeLessThanOrEqualTo(before + 3);
        run.Post(new StopRun());
        (await running).ShouldBe(RunState.Cancelled);
        run.States.Count(state => state == RunState.Paused).ShouldBe(1);
    }

    [Fact]
    public async Task Step_PausesFirst_WhenTheRunIsRunning()
    {
        using var run = new RunHarness(steps: 5);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        var second = run.NextAsync(body => body is StepTaken { TokensSeen: 20 });

        run.Post(new StepRun());
        session.Allow(5);
        await second;

        var sampled = run.NextAsync(body => body is Sampled { Prompt: "here" });
        run.Post(new SampleNow("here"));
        (await sampled).Step.ShouldBe(2); // it holds there
        run.Post(new StopRun());
        await running;
    }

    [Fact]
    public async Task Stop_EndsWithACheckpoint_AndSaysWhatWasKept()
    {
        using var run = new RunHarness(steps: 100);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.Allow(3);
        session.WaitUntilBefore(4);

        run.Post(new StopRun());
        session.Allow(1);

        (await running).ShouldBe(RunState.Cancelled);
        run.Final.Message.ShouldBe("Stopped after step 4 of 100.");
        run.Final.Help.ShouldNotBeNull().ShouldContain("weights of step 4");
        run.Bodies.OfType<CheckpointSaved>().ShouldHaveSingleItem();
        session.Disposals.ShouldBe(1);
    }

    [Fact]
    public async Task Stop_EndsTheRun_WhileItIsPrepared()
    {
        using var run = new RunHarness();
        run.Sessions.Creating = (_, token) =>
        {
            token.WaitHandle.WaitOne();
            throw new OperationCanceledException(token);
        };
        var starting = run.NextStateAsync(RunState.Starting);
        var running = run.Start();
        await starting;

        run.Post(new StopRun());

        (await running).ShouldBe(RunState.Cancelled);
        run.Final.Message.ShouldBe("Stopped before the first step.");
    }

    [Fact]
    public async Task Stop_EndsAPausedRun()
    {
        using var run = new RunHarness();
        var paused = run.NextStateAsync(RunState.Paused);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        run.Post(new PauseRun());
        session.Allow(1);
        await paused;

        run.Post(new StopRun());

        (await running).ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task LearningRate_ChangesFromTheNextStepOn_AndIsMarked()
    {
        using var run = new RunHarness(steps: 2);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);

        run.Post(new ChangeKnob("learningRate", 1e-4));
        session.Allow(2);
        await running;

        var mark = run.Events.Single(happened => happened.Body is KnobChanged);
        mark.Body.ShouldBe(new KnobChanged("learningRate", new OptimizerSpec().LearningRate, 1e-4));
        mark.Step.ShouldBe(1);
        run.Bodies.OfType<StepTaken>().Select(step => step.LearningRate).ShouldBe([new OptimizerSpec().LearningRate, 1e-4]);
    }

    [Theory]
    [InlineData("learningRate", -1e-3)]
    [InlineData("learningRate", 0)]
    [InlineData("learningRate", double.NaN)]
    [InlineData("width", 3)]
    public void Post_Refuses_WhenTheKnobCannotBeTurnedSo(string knob, double value)
    {
        using var run = new RunHarness();

        var result = run.Mailbox.Post(new ChangeKnob(knob, value));

        result.Accepted.ShouldBeFalse();
        result.Message.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task SampleNow_WritesWithItsOwnPrompt_AndWorksWhilePaused()
    {
        using var run = new RunHarness();
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        var paused = run.NextStateAsync(RunState.Paused);
        run.Post(new PauseRun());
        session.Allow(1);
        await paused;
        var sampled = run.NextAsync(body => body is Sampled);

        run.Post(new SampleNow("Once"));

        (await sampled).Body.ShouldBe(new Sampled("Once", "text after step 1", 0.8, 0, 1.0));
        run.Post(new StopRun());
        await running;
    }

    [Fact]
    public async Task Post_Refuses_WhenTheRunHasEnded()
    {
        using var run = new RunHarness(open: true);
        await run.Start();

        run.Mailbox.Post(new PauseRun()).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Pause_EndsInAStopWithCheckpoint_WhenNobodyComesBack()
    {
        using var run = new RunHarness();
        run.Options.MaxPauseMinutes = 15;
        var paused = run.NextStateAsync(RunState.Paused);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        run.Post(new PauseRun());
        session.Allow(1);
        await paused;

        run.Time.WaitForTimer(TimeSpan.FromMinutes(15));
        run.Time.Advance(TimeSpan.FromMinutes(15));

        (await running).ShouldBe(RunState.Cancelled);
        run.Final.Message.ShouldNotBeNull().ShouldContain("paused for 15 minutes");
        run.Bodies.OfType<CheckpointSaved>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shutdown_EndsWithACheckpoint_WhetherRunningOrPaused(bool whilePaused)
    {
        using var run = new RunHarness();
        var paused = run.NextStateAsync(RunState.Paused);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.WaitUntilBefore(1);
        if (whilePaused)
        {
            run.Post(new PauseRun());
            session.Allow(1);
            await paused;
        }

        run.ShutDown();
        session.Allow(1);

        (await running).ShouldBe(RunState.Cancelled);
        run.Final.Message.ShouldNotBeNull().ShouldContain("shut down");
        run.Bodies.OfType<CheckpointSaved>().ShouldHaveSingleItem();
    }
}
