using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace LlmCourse.Trainer.Tests.Hosting;

public sealed class TrainerHostTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SubmittedRun_IsExecutedAndWatchedFromItsFirstEvent()
    {
        await using var host = await TrainerHost.StartAsync(folder, open: true);

        var run = await host.SubmitAsync();
        var events = await host.WatchToTheEndAsync(run.Id);

        events.Select(happened => happened.Number).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (long)number));
        events[0].Body.ShouldBe(new StateChanged(RunState.Queued));
        events[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        var logged = await host.Store.ReadAsync(run.Id, 0, 1_000, Token);
        logged.Select(happened => happened.Number).ShouldBe(events.Select(happened => happened.Number));
    }

    [Fact]
    public async Task SubmitAsync_RefusesWithAllProblems_AndKeepsNothing()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var spec = TrainerHost.Spec() with { Model = new ModelSpec { Heads = 3 }, Optimizer = new OptimizerSpec { LearningRate = -1, WarmupSteps = 0 } };

        var error = await Should.ThrowAsync<RunSpecException>(() => host.Runs.SubmitAsync(spec, TrainerHost.Guest, Token));

        error.Problems.Select(problem => problem.Field).ShouldBe(["model.heads", "optimizer.learningRate"]);
        (await host.Runs.ListAsync(new RunQuery(), Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Queue_TakesOneRunAtATime_InTheOrderOfSubmission()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var runs = new List<RunSummary>();
        for (var index = 0; index < 4; index++)
        {
            runs.Add(await host.SubmitAsync(steps: 1));
        }

        foreach (var (run, index) in runs.Select((run, index) => (run, index)))
        {
            var session = host.Sessions.Next();
            session.WaitUntilBefore(1);
            await host.WaitForStateAsync(run.Id, RunState.Running);
            (await host.Store.ListUnfinishedAsync(Token)).Count.ShouldBe(1);
            (await host.Runs.QueuePositionAsync(runs[^1].Id, Token)).ShouldBe(Math.Max(0, 2 - index));
            session.Allow(1);
            (await host.WatchToTheEndAsync(run.Id))[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        }
    }

    [Fact]
    public async Task QueuedRuns_AreTakenInOrder_AfterARestart()
    {
        RunSummary[] waiting;
        await using (var first = await TrainerHost.StartAsync(folder))
        {
            await first.SubmitAsync(steps: 1);
            var session = first.Sessions.Next();
            session.WaitUntilBefore(1);
            waiting = [await first.SubmitAsync(steps: 1), await first.SubmitAsync(steps: 1)];
            var stopping = first.StopAsync();
            session.Allow(1);
            await stopping;
        }

        await using var second = await TrainerHost.StartAsync(folder, open: true);

        foreach (var run in waiting)
        {
            (await second.WatchToTheEndAsync(run.Id))[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        }

        (await second.Runs.FindAsync(waiting[0].Id, Token))!.FinishedAt!.Value.ShouldBeLessThanOrEqualTo((await second.Runs.FindAsync(waiting[1].Id, Token))!.FinishedAt!.Value);
    }

    [Fact]
    public async Task QueuedRun_WithoutAJob_IsGivenOneAtTheStart()
    {
        string runId;
        await using (var never = await TrainerHost.StartAsync(folder, runs: false))
        {
            runId = (await never.Store.AddAsync(TrainerHost.Spec(), TrainerHost.Guest, Token)).Id;
        }

        await using var host = await TrainerHost.StartAsync(folder, open: true);

        (await host.WatchToTheEndAsync(runId))[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
    }

    [Fact]
    public async Task QueuedRun_WithoutAJob_IsNotOvertakenAtTheStart_ByALaterOneThatHasOne()
    {
        RunSummary[] waiting;
        await using (var never = await TrainerHost.StartAsync(folder, runs: false))
        {
            waiting = [await never.Store.AddAsync(TrainerHost.Spec(steps: 1), TrainerHost.Guest, Token), await never.SubmitAsync(steps: 2)];
            await (await never.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token)).Shutdown(waitForJobsToComplete: false, Token);
        }

        await using var host = await TrainerHost.StartAsync(folder, open: true);

        host.Sessions.Next().Description.StepsPlanned.ShouldBe(1);
        foreach (var run in waiting)
        {
            (await host.WatchToTheEndAsync(run.Id))[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        }
    }

    [Fact]
    public async Task RunOfADeadProcess_IsMarkedAsFailedAtTheStart()
    {
        RunSummary run;
        await using (var never = await TrainerHost.StartAsync(folder, runs: false))
        {
            run = await never.Store.AddAsync(TrainerHost.Spec(), TrainerHost.Guest, Token);
            var lease = (await never.Store.AcquireAsync(run.Id, "dead", Token))!;
            await never.Store.AppendAsync(
                run.Id,
                lease.Fence,
                [
                    new RunEvent(2, 0, new StateChanged(RunState.Running), new RunClock(DateTimeOffset.UnixEpoch)),
                    new RunEvent(3, 7, new StepTaken(1, 1, 1, 1), new RunClock(DateTimeOffset.UnixEpoch)),
                ],
                Token);
        }

        await using var host = await TrainerHost.StartAsync(folder);

        var events = await host.WatchToTheEndAsync(run.Id);
        var final = events[^1].Body.ShouldBeOfType<StateChanged>();
        final.State.ShouldBe(RunState.Failed);
        final.Message.ShouldNotBeNull().ShouldContain("step 7");
        events.Select(happened => happened.Number).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Stop_TakesAQueuedRunOut_AndItsWatchersSeeIt()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var running = await host.SubmitAsync(steps: 1);
        var session = host.Sessions.Next();
        session.WaitUntilBefore(1);
        var queued = await host.SubmitAsync();
        var watching = host.WatchToTheEndAsync(queued.Id);

        (await host.Runs.CommandAsync(queued.Id, new PauseRun(), TrainerHost.Guest, Token)).Accepted.ShouldBeFalse();
        (await host.Runs.CommandAsync(queued.Id, new StopRun(), TrainerHost.Guest, Token)).ShouldBe(CommandResult.Ok);

        (await watching)[^1].Body.ShouldBe(new StateChanged(RunState.Cancelled, "Stopped before it began."));
        session.Allow(1);
        await host.WatchToTheEndAsync(running.Id);
        (await host.SubmitAsync(steps: 1)).ShouldNotBeNull();
        host.Sessions.Next().Allow(1); // the next session is the new run's: the stopped one was never built
    }

    [Fact]
    public async Task Commands_TravelThroughTheHub_AndActBetweenSteps()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var run = await host.SubmitAsync(steps: 3);
        var session = host.Sessions.Next();
        session.WaitUntilBefore(1);

        (await host.Runs.CommandAsync(run.Id, new ChangeKnob("learningRate", 1e-5), TrainerHost.Guest, Token)).ShouldBe(CommandResult.Ok);
        (await host.Runs.CommandAsync(run.Id, new ChangeKnob("learningRate", 7), TrainerHost.Guest, Token)).Accepted.ShouldBeFalse();
        (await host.Runs.CommandAsync(run.Id, new SampleNow("Once"), TrainerHost.Guest, Token)).ShouldBe(CommandResult.Ok);
        session.Allow(3);
        var events = await host.WatchToTheEndAsync(run.Id);

        events.Select(happened => happened.Body).ShouldContain(new KnobChanged("learningRate", new OptimizerSpec().LearningRate, 1e-5));
        events.Select(happened => happened.Body).OfType<Sampled>().ShouldContain(sample => sample.Prompt == "Once");
        (await host.Runs.CommandAsync(run.Id, new PauseRun(), TrainerHost.Guest, Token)).Message.ShouldNotBeNull().ShouldContain("has ended");
        (await host.Runs.CommandAsync("nobody", new PauseRun(), TrainerHost.Guest, Token)).Message.ShouldNotBeNull().ShouldContain("no run 'nobody'");
    }

    [Fact]
    public async Task NextRun_IsTaken_WhenARunFails()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        host.Sessions.Creating = (spec, _) => spec.Training.Steps == 1 ? throw new InvalidOperationException("tripped") : new GatedSession(spec, open: true);
        var failing = await host.SubmitAsync(steps: 1);
        var next = await host.SubmitAsync(steps: 2);

        var events = await host.WatchToTheEndAsync(failing.Id);

        events[^1].Body.ShouldBeOfType<StateChanged>().Message.ShouldNotBeNull().ShouldContain("tripped");
        (await host.WatchToTheEndAsync(next.Id))[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
    }

    [Fact]
    public async Task Run_EndsWithACheckpoint_WhenTheHostStops()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var run = await host.SubmitAsync(steps: 100);
        var session = host.Sessions.Next();
        session.WaitUntilBefore(1);

        var stopping = host.StopAsync();
        session.Allow(1);
        await stopping;

        var events = await host.Store.ReadAsync(run.Id, 0, 100, Token);
        events[^1].Body.ShouldBeOfType<StateChanged>().State.ShouldBe(RunState.Cancelled);
        host.Services.GetRequiredService<IArtifactStore>().OpenRead(run.Id, "checkpoint.safetensors").ShouldNotBeNull().Dispose();
    }
}
