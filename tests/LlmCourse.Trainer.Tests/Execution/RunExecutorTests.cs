using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Trainer.Tests.Execution;

public sealed class RunExecutorTests
{
    [Fact]
    public async Task ExecuteAsync_TellsTheWholeStory_WhenNothingGoesWrong()
    {
        using var run = new RunHarness(steps: 2, open: true);

        var state = await run.Start(lastEvent: 1);

        state.ShouldBe(RunState.Completed);
        run.Events.Select(happened => happened.Number).ShouldBe(Enumerable.Range(2, run.Events.Count).Select(number => (long)number));
        run.Bodies.Select(body => body.GetType().Name).ShouldBe(
        [
            nameof(StateChanged), nameof(RunDescribed), nameof(StateChanged),
            nameof(StepTaken), nameof(Evaluated), nameof(Sampled), nameof(SnapshotTaken),
            nameof(StepTaken), nameof(Evaluated), nameof(Sampled), nameof(SnapshotTaken), nameof(CheckpointSaved),
            nameof(StateChanged),
        ]);
        run.States.ShouldBe([RunState.Starting, RunState.Running, RunState.Completed]);
        run.Bodies.OfType<StepTaken>().Select(step => step.TokensSeen).ShouldBe([10, 20]);
    }

    [Fact]
    public async Task ExecuteAsync_GivesEqualBodies_WhenTheSameSpecRunsTwice()
    {
        using var first = new RunHarness(steps: 60, open: true);
        using var second = new RunHarness(steps: 60, open: true);
        second.Time.Advance(TimeSpan.FromDays(3));

        await first.Start();
        await second.Start();

        second.Events.Select(Written).ShouldBe(first.Events.Select(Written));
        static string Written(RunEvent happened) => $"{happened.Number} {happened.Step} {System.Text.Json.JsonSerializer.Serialize(happened.Body, RunJson.Options)}";
    }

    [Fact]
    public async Task ExecuteAsync_LeavesWhatTheEventsName()
    {
        using var run = new RunHarness(steps: 3, open: true);

        await run.Start();

        foreach (var name in run.Bodies.OfType<SnapshotTaken>().Select(snapshot => snapshot.Artifact))
        {
            using var snapshot = run.Artifacts.OpenRead("run", name).ShouldNotBeNull();
        }

        using var tokenizer = run.Artifacts.OpenRead("run", TrainingLoop.TokenizerArtifact).ShouldNotBeNull();
        using var checkpoint = run.Artifacts.OpenRead("run", TrainingLoop.CheckpointArtifact).ShouldNotBeNull();
        checkpoint.ReadByte().ShouldBe(3);
    }

    [Fact]
    public async Task ExecuteAsync_SavesCheckpointsOnTheWay_WhenTheRunIsLong()
    {
        using var run = new RunHarness(steps: 7, open: true);
        run.Options.CheckpointEvery = 3;

        await run.Start();

        run.Events.Where(happened => happened.Body is CheckpointSaved).Select(happened => happened.Step).ShouldBe([3, 6, 7]);
    }

    [Fact]
    public async Task ExecuteAsync_MeasuresEarlyAndThenRegularly()
    {
        using var run = new RunHarness(steps: 250, open: true);
        run.Spec = run.Spec with { Evaluation = new EvaluationSpec { Every = 100 } };

        await run.Start();

        run.Events.Where(happened => happened.Body is Evaluated).Select(happened => happened.Step).ShouldBe([1, 20, 50, 100, 200, 250]);
    }

    [Fact]
    public async Task ExecuteAsync_ComputesOnAThreadOfItsOwn_AndDisposesTheSession()
    {
        using var run = new RunHarness(steps: 1);
        var running = run.Start();
        var session = run.Sessions.Next();
        session.Allow(1);

        await running;

        session.UsedOnThreadPool.ShouldBeFalse();
        session.Disposals.ShouldBe(1);
    }

    [Fact]
    public async Task Clock_CountsTrainingTimeAndThroughputWithoutPauses()
    {
        using var run = new RunHarness(steps: 3);
        var running = run.Start();
        var session = run.Sessions.Next();

        session.WaitUntilBefore(1);
        run.Time.Advance(TimeSpan.FromSeconds(2));
        session.Allow(1);
        session.WaitUntilBefore(2);
        var paused = run.NextStateAsync(RunState.Paused);
        run.Post(new PauseRun());
        run.Time.Advance(TimeSpan.FromSeconds(1));
        session.Allow(1);
        await paused;
        run.Time.Advance(TimeSpan.FromMinutes(5));
        run.Post(new ResumeRun());
        session.WaitUntilBefore(3);
        run.Time.Advance(TimeSpan.FromSeconds(4));
        session.Allow(1);
        await running;

        var steps = run.Events.Where(happened => happened.Body is StepTaken).ToArray();
        steps.Select(happened => happened.Clock.TrainingSeconds).ShouldBe([2, 3, 7]);
        steps[1].Clock.TokensPerSecond.ShouldBe(10); // 10 tokens in the second since the step before
        run.Events[^1].Clock.At.ShouldBe(run.Time.GetUtcNow());
    }
}
