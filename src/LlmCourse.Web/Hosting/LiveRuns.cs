using LlmCourse.Runs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Web.Hosting;

/// <summary>
/// The newest runs, read once a second for all pages that show them, and only while one does: a class of two hundred
/// costs the store one query a second.
/// </summary>
public sealed class LiveRuns(IRunService runs, TimeProvider time, ILogger<LiveRuns> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Func<Task>> watchers = [];
    private bool polling;

    /// <summary>Newest first; at most 100.</summary>
    public IReadOnlyList<RunSummary> Newest { get; private set; } = [];

    /// <summary>Those that are queued or under way, the one that trains first.</summary>
    public IEnumerable<RunSummary> Active =>
        Newest.Where(run => !run.State.IsFinal()).OrderBy(run => run.State == RunState.Queued).ThenBy(run => run.SubmittedAt);

    /// <summary>Calls <paramref name="changed"/> after each change until the returned object is disposed.</summary>
    public IDisposable Watch(Func<Task> changed)
    {
        lock (gate)
        {
            watchers.Add(changed);
            if (!polling) _ = Task.Run(PollAsync);
            polling = true;
        }

        return new Watcher(this, changed);
    }

    /// <summary>Reads the runs now, for a page's first picture.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        Newest = (await runs.ListAsync(new RunQuery(Take: 100), cancellationToken)).Runs;

    /// <inheritdoc />
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task PollAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                Func<Task>[] listening;
                lock (gate)
                {
                    polling = watchers.Count > 0; // known before the gate opens: whoever watches next begins a new loop
                    if (!polling) return;
                    listening = [.. watchers];
                }

                if (await ChangedAsync()) await Task.WhenAll(listening.Select(TellAsync));
            }
        }
        catch (OperationCanceledException)
        {
            // the site stops
        }
    }

    private async Task TellAsync(Func<Task> watcher)
    {
        try
        {
            await watcher();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "A page could not show the newest runs"); // the others are told all the same
        }
    }

    private async Task<bool> ChangedAsync()
    {
        try
        {
            var before = Newest;
            await RefreshAsync(stopping.Token);
            return !before.SequenceEqual(Newest);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The newest runs could not be read; trying again in {Interval}", Interval);
            return false;
        }
    }

    private sealed class Watcher(LiveRuns live, Func<Task> changed) : IDisposable
    {
        public void Dispose()
        {
            lock (live.gate) live.watchers.Remove(changed);
        }
    }
}
