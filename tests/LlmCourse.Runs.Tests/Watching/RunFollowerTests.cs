using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Tests.Stores;
using LlmCourse.Runs.Watching;

namespace LlmCourse.Runs.Tests.Watching;

public sealed class RunFollowerTests : IDisposable
{
    // No test waits this long: whoever follows is woken by the bell, or the test fails.
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task FollowAsync_GivesTheWholeLogToEachOfMany_WhileItGrowsAndTheTailIsShort()
    {
        const int appends = 300;
        var tail = new EventTail(capacity: 16);
        var follower = new RunFollower(store.Store, Never, TimeProvider.System);
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        var followers = Enumerable.Range(0, 8).Select(after => FollowAsync(follower, tail, run.Id, after)).ToArray();

        for (var number = 2; number <= appends; number += 3)
        {
            await AppendAsync(tail, lease, TestStore.Events(number, 3));
        }

        await AppendAsync(tail, lease, [TestStore.Event(appends + 2, new StateChanged(RunState.Completed))]);

        foreach (var (numbers, after) in (await Task.WhenAll(followers)).Select((numbers, after) => (numbers, after)))
        {
            numbers.ShouldBe(Enumerable.Range(after + 1, appends + 2 - after).Select(number => (long)number));
        }
    }

    [Fact]
    public async Task FollowAsync_ReadsTheStore_WhenTheWatcherFellBehindTheTail()
    {
        var tail = new EventTail(capacity: 4);
        var follower = new RunFollower(store.Store, Never, TimeProvider.System);
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        await using var slow = follower.FollowAsync(tail, run.Id, 0, TestStore.Token).GetAsyncEnumerator(TestStore.Token);
        (await slow.MoveNextAsync()).ShouldBeTrue();
        var numbers = slow.Current.Select(happened => happened.Number).ToList();

        await AppendAsync(tail, lease, TestStore.Events(2, 1_200));
        await AppendAsync(tail, lease, [TestStore.Event(1_202, new StateChanged(RunState.Completed))]);
        while (await slow.MoveNextAsync())
        {
            numbers.AddRange(slow.Current.Select(happened => happened.Number));
        }

        numbers.ShouldBe(Enumerable.Range(1, 1_202).Select(number => (long)number));
    }

    [Fact]
    public async Task FollowAsync_FindsWhatAnotherProcessWrote_AfterASilence()
    {
        var tail = new EventTail(capacity: 16);
        var follower = new RunFollower(store.Store, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        var run = await store.AddAsync();
        var lease = await store.AcquireAsync(run.Id);
        tail.Append([TestStore.Event(1)]);
        var following = FollowAsync(follower, tail, run.Id, 0);

        await store.AppendAsync(lease, TestStore.Event(2), TestStore.Event(3, new StateChanged(RunState.Failed)));

        (await following.WaitAsync(TestStore.Token)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task FollowAsync_EndsAtOnce_WhenTheRunEndedAndAllWasSeen()
    {
        var follower = new RunFollower(store.Store, Never, TimeProvider.System);
        var run = await store.AddAsync();
        await store.AppendAsync(await store.AcquireAsync(run.Id), TestStore.Event(2, new StateChanged(RunState.Cancelled)));

        (await FollowAsync(follower, new EventTail(4), run.Id, 2)).ShouldBeEmpty();
        await Should.ThrowAsync<RunNotFoundException>(() => FollowAsync(follower, new EventTail(4), "nobody", 0));
    }

    [Fact]
    public void EventTails_SharesOneFeed_AndEndsItWithTheLastWatcher()
    {
        var feeds = new List<Feed>();
        var tails = new EventTails(4, (_, _) =>
        {
            feeds.Add(new Feed());
            return feeds[^1];
        });

        var first = tails.Join("run");
        var second = tails.Join("run");
        second.Tail.ShouldBeSameAs(first.Tail);
        tails.Watchers.ShouldBe(2);
        first.Dispose();
        first.Dispose();
        feeds.ShouldHaveSingleItem().Disposed.ShouldBeFalse();
        second.Dispose();

        feeds[0].Disposed.ShouldBeTrue();
        tails.Join("run").Tail.ShouldNotBeSameAs(first.Tail);
        feeds.Count.ShouldBe(2);
    }

    private async Task AppendAsync(EventTail tail, RunLease lease, RunEvent[] events)
    {
        await store.AppendAsync(lease, events);
        tail.Append(events);
    }

    private static async Task<List<long>> FollowAsync(RunFollower follower, EventTail tail, string runId, long after)
    {
        var numbers = new List<long>();
        await foreach (var batch in follower.FollowAsync(tail, runId, after, TestStore.Token))
        {
            numbers.AddRange(batch.Select(happened => happened.Number));
        }

        return numbers;
    }

    private sealed class Feed : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }
}
