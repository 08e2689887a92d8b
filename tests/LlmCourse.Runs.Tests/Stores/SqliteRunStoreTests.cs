using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Runs.Tests.Stores;

public sealed class SqliteRunStoreTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task AddAsync_QueuesTheRunWithItsFirstEvent()
    {
        var spec = new RunSpec { Title = "Mine", Seed = 7, Model = new ModelSpec { Layers = 2 } };

        var run = await store.Store.AddAsync(spec, new RunActor("id-ada", "ada"), TestStore.Token);

        run.Spec.ShouldBe(spec);
        run.State.ShouldBe(RunState.Queued);
        run.LastEvent.ShouldBe(1);
        var first = (await store.ReadAsync(run.Id)).ShouldHaveSingleItem();
        first.Body.ShouldBe(new StateChanged(RunState.Queued));
        (await store.Store.FindAsync(run.Id, TestStore.Token)).ShouldBe(run);
    }

    [Fact]
    public async Task AddAsync_GivesDistinctNamesAndMoments_WhenRunsComeAtOnce()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => store.AddAsync()));

        runs.Select(run => run.Name).Distinct().Count().ShouldBe(60);
        runs.Select(run => run.SubmittedAt).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task AppendAsync_KeepsEveryKindOfEventAsItWas()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        RunEventBody[] bodies =
        [
            new StateChanged(RunState.Running, "goes", "nothing to do"),
            new RunDescribed(810_000, 65, 1_000, 100, 1.0, 4.17, 3.3, null, null, 20, 96.5),
            new StepTaken(4.1, 2e-3, 0.7, 96),
            new Evaluated(4.0, 4.05),
            new Sampled("Tom", " found\na box — «ß» 🐉", 0.8, 0, 1.0),
            new CheckpointSaved("checkpoint.safetensors"),
            new KnobChanged("learningRate", 2e-3, 1e-3),
            new Noted("a remark"),
        ];

        await store.AppendAsync(lease, [.. bodies.Select((body, index) => TestStore.Event(2 + index, body))]);

        (await store.ReadAsync(run.Id, after: 1)).Select(happened => happened.Body).ShouldBe(bodies);
        (await store.ReadAsync(run.Id, after: 1))[0].Clock.ShouldBe(TestStore.Event(2).Clock);
    }

    [Fact]
    public async Task AppendAsync_KeepsTheTokensOfASnapshot()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);

        await store.AppendAsync(lease, TestStore.Event(2, new SnapshotTaken("attention.safetensors", ["Tom", " ran"], [5, 9])));

        var snapshot = (await store.ReadAsync(run.Id, after: 1))[0].Body.ShouldBeOfType<SnapshotTaken>();
        snapshot.Tokens.ShouldBe(["Tom", " ran"]);
        snapshot.TokenIds.ShouldBe([5, 9]);
    }

    [Fact]
    public async Task AppendAsync_UpdatesTheSummary()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);

        await store.AppendAsync(
            lease,
            TestStore.Event(2, new StateChanged(RunState.Running)),
            TestStore.Event(3, new Evaluated(3, 2.5)),
            TestStore.Event(4, new Evaluated(2, 2.9)),
            TestStore.Event(5, new StateChanged(RunState.Failed, "It broke.")));

        var summary = (await store.Store.FindAsync(run.Id, TestStore.Token)).ShouldNotBeNull();
        summary.State.ShouldBe(RunState.Failed);
        summary.Message.ShouldBe("It broke.");
        summary.BestValidationLoss.ShouldBe(2.5);
        summary.Step.ShouldBe(5);
        summary.LastEvent.ShouldBe(5);
        summary.FinishedAt.ShouldBe(TestStore.Event(5).Clock.At);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task AppendAsync_RefusesAndKeepsNothing_WhenTheNumberDoesNotFollow(long number)
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);

        await Should.ThrowAsync<RunLogException>(() => store.AppendAsync(lease, TestStore.Event(number)));
        await Should.ThrowAsync<RunLogException>(() => store.AppendAsync(lease, TestStore.Event(2), TestStore.Event(4)));

        (await store.ReadAsync(run.Id)).Count.ShouldBe(1);
        (await store.Store.FindAsync(run.Id, TestStore.Token))!.LastEvent.ShouldBe(1);
    }

    [Fact]
    public async Task AppendAsync_RefusesTheOlderLease_WhenAnotherTrainerTookTheRun()
    {
        var run = await store.AddAsync();
        var old = await store.AcquireAsync(run.Id);
        await store.AppendAsync(old, TestStore.Event(2));
        var newer = await store.AcquireAsync(run.Id);

        await Should.ThrowAsync<LeaseLostException>(() => store.AppendAsync(old, TestStore.Event(3)));
        await store.AppendAsync(newer, TestStore.Event(3));

        newer.Fence.ShouldBeGreaterThan(old.Fence);
        newer.LastEvent.ShouldBe(2);
        (await store.ReadAsync(run.Id)).Select(happened => happened.Number).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task AppendAsync_LetsOneOfManyWritersWin_WhenAllAppendTheSameNumber()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await store.AppendAsync(lease, TestStore.Event(2));
                return true;
            }
            catch (RunLogException)
            {
                return false;
            }
        }));

        attempts.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task AppendAsync_RefusesEvents_WhenTheRunHasEnded()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        await store.AppendAsync(lease, TestStore.Event(2, new StateChanged(RunState.Completed)));

        await Should.ThrowAsync<RunLogException>(() => store.AppendAsync(lease, TestStore.Event(3)));
    }

    [Fact]
    public async Task AcquireAsync_GivesNothing_WhenTheRunIsFinalOrGone()
    {
        var run = await store.AddAsync();
        await store.AppendAsync(await store.AcquireAsync(run.Id), TestStore.Event(2, new StateChanged(RunState.Completed)));

        (await store.Store.AcquireAsync(run.Id, "trainer", TestStore.Token)).ShouldBeNull();
        (await store.Store.AcquireAsync("nobody", "trainer", TestStore.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task CancelQueuedAsync_EndsTheRunAndFencesOffATrainerThatWasAboutToTakeIt()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);

        var cancelled = await store.Store.CancelQueuedAsync(run.Id, "Stopped before it began.", TestStore.Token);

        cancelled.ShouldNotBeNull().State.ShouldBe(RunState.Cancelled);
        await Should.ThrowAsync<LeaseLostException>(() => store.AppendAsync(lease, TestStore.Event(2)));
    }

    [Fact]
    public async Task CancelQueuedAsync_DoesNothing_WhenTheRunHasStarted()
    {
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        await store.AppendAsync(lease, TestStore.Event(2, new StateChanged(RunState.Starting)));

        (await store.Store.CancelQueuedAsync(run.Id, "no", TestStore.Token)).ShouldBeNull();

        await store.AppendAsync(lease, TestStore.Event(3));
    }

    [Fact]
    public async Task ListAsync_PagesNewestFirstAndFiltersByOwner()
    {
        var first = await store.AddAsync("ada");
        var second = await store.AddAsync("bob");
        var third = await store.AddAsync("ada");

        var all = await store.Store.ListAsync(new RunQuery(), TestStore.Token);
        var page = await store.Store.ListAsync(new RunQuery("ada", Skip: 1, Take: 1), TestStore.Token);

        all.Runs.Select(run => run.Id).ShouldBe([third.Id, second.Id, first.Id]);
        page.Total.ShouldBe(2);
        page.Runs.ShouldHaveSingleItem().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task CountQueuedBeforeAsync_CountsOnlyThoseThatWaitAhead()
    {
        var first = await store.AddAsync();
        var second = await store.AddAsync();
        var third = await store.AddAsync();
        await store.AppendAsync(await store.AcquireAsync(first.Id), TestStore.Event(2, new StateChanged(RunState.Running)));

        (await store.Store.CountQueuedBeforeAsync(third.Id, TestStore.Token)).ShouldBe(1);
        (await store.Store.CountQueuedBeforeAsync(second.Id, TestStore.Token)).ShouldBe(0);
        (await store.Store.CountQueuedBeforeAsync(first.Id, TestStore.Token)).ShouldBe(0);
        (await store.Store.ListQueuedAsync(TestStore.Token)).Select(run => run.Id).ShouldBe([second.Id, third.Id]);
        (await store.Store.ListUnfinishedAsync(TestStore.Token)).ShouldHaveSingleItem().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Reopening_FindsEverything()
    {
        var run = await store.AddAsync();
        await store.AppendAsync(await store.AcquireAsync(run.Id), TestStore.Events(2, 100));

        var reopened = store.Reopen();

        (await reopened.ReadAsync(run.Id, 90, 5, TestStore.Token)).Select(happened => happened.Number).ShouldBe([91, 92, 93, 94, 95]);
        (await reopened.AcquireAsync(run.Id, "next", TestStore.Token))!.Fence.ShouldBe(2);
    }
}
