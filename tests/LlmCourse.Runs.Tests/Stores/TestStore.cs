using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Sqlite;

namespace LlmCourse.Runs.Tests.Stores;

/// <summary>A store in a file of its own, and short words for what tests do with it.</summary>
public sealed class TestStore : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly SqliteDatabase database;

    public TestStore()
    {
        database = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        Store = new SqliteRunStore(database, TimeProvider.System);
    }

    public SqliteRunStore Store { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RunEvent Event(long number, RunEventBody? body = null) => new(number, (int)number, body ?? new Noted($"event {number}"), new RunClock(DateTimeOffset.UnixEpoch.AddSeconds(number), number, 2));

    public static RunEvent[] Events(long first, int count) => [.. Enumerable.Range(0, count).Select(index => Event(first + index))];

    public Task<RunSummary> AddAsync(string owner = "guest") => Store.AddAsync(new RunSpec(), new RunActor($"id-{owner}", owner), Token);

    public async Task<RunLease> AcquireAsync(string runId) => (await Store.AcquireAsync(runId, "trainer", Token)).ShouldNotBeNull();

    public Task AppendAsync(RunLease lease, params RunEvent[] events) => Store.AppendAsync(lease.RunId, lease.Fence, events, Token);

    public Task<IReadOnlyList<RunEvent>> ReadAsync(string runId, long after = 0, int limit = 10_000) => Store.ReadAsync(runId, after, limit, Token);

    /// <summary>The same file as another process would open it.</summary>
    public SqliteRunStore Reopen() => new(new SqliteDatabase(folder.File("course.db"), TimeProvider.System), TimeProvider.System);

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
