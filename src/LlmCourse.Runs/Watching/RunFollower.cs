using System.Runtime.CompilerServices;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Runs.Watching;

/// <summary>Follows a run's log with a cursor: from the store while behind, from the tail while live, each event once and in order.</summary>
/// <param name="store">Where every event is before anybody hears of it.</param>
/// <param name="pollInterval">How long to wait for the bell before looking into the store all the same.</param>
/// <param name="time">Measures that wait.</param>
public sealed class RunFollower(IRunStore store, TimeSpan pollInterval, TimeProvider time)
{
    /// <summary>Most events in one batch: a batch is one message on the wire.</summary>
    public const int MaxBatch = 500;

    /// <summary>All events after a number, then the live ones; ends after a final state.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> FollowAsync(
        EventTail tail,
        string runId,
        long afterNumber,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tail);
        var summary = await store.FindAsync(runId, cancellationToken) ?? throw new RunNotFoundException(runId);
        if (summary.State.IsFinal() && afterNumber >= summary.LastEvent)
        {
            yield break;
        }

        var last = afterNumber;
        var askStore = false;
        while (true)
        {
            var changed = tail.Changed;
            var batch = tail.After(last, MaxBatch);
            if (batch is null || (batch.Count == 0 && askStore))
            {
                batch = await store.ReadAsync(runId, last, MaxBatch, cancellationToken);
            }

            if (batch.Count == 0)
            {
                // A live tail says by itself when there is more; only after a silence may the store know better.
                askStore = !await RingsAsync(changed, cancellationToken);
                continue;
            }

            askStore = false;
            last = batch[^1].Number;
            yield return batch;
            if (batch[^1].Body is StateChanged { State: var state } && state.IsFinal())
            {
                yield break;
            }
        }
    }

    private async Task<bool> RingsAsync(Task changed, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(changed, Task.Delay(pollInterval, time, silence.Token));
        await silence.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == changed;
    }
}
