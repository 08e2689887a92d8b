using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Stores;

/// <summary>Runs and their append-only logs.</summary>
public interface IRunStore
{
    /// <summary>Adds a queued run; its first event is the state <see cref="RunState.Queued"/>.</summary>
    Task<RunSummary> AddAsync(RunSpec spec, RunActor owner, CancellationToken cancellationToken);

    /// <summary>One run, or null.</summary>
    Task<RunSummary?> FindAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Newest first, one page (at most 1,000 rows).</summary>
    Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Appends events that continue the log without a gap and updates the summary in the same transaction.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="fence">The trainer's lease number; an older one is refused.</param>
    /// <param name="events">Consecutive events.</param>
    /// <param name="cancellationToken">Cancels before the transaction commits.</param>
    /// <exception cref="LeaseLostException">Another trainer holds the run.</exception>
    /// <exception cref="RunLogException">The events leave a gap, repeat a number, or follow the run's end; nothing was appended.</exception>
    Task AppendAsync(string runId, long fence, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Events after a number, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RunEvent>> ReadAsync(string runId, long afterNumber, int limit, CancellationToken cancellationToken);

    /// <summary>Takes the run's lease; every later call gives a larger fence. Null when the run is final or gone.</summary>
    Task<RunLease?> AcquireAsync(string runId, string trainerId, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels a run that still waits: appends the final state and closes the log to any trainer that was about to take it.
    /// Null when the run is gone or no longer waits.
    /// </summary>
    Task<RunSummary?> CancelQueuedAsync(string runId, string message, CancellationToken cancellationToken);

    /// <summary>Gives all runs of one owner to another, under a name for show: a guest's to an account, or with the same identifier a new name.</summary>
    /// <param name="fromOwnerId">Whose runs.</param>
    /// <param name="toOwnerId">Who commands them from now on; null for nobody.</param>
    /// <param name="name">Name for show.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>How many runs changed.</returns>
    Task<int> GiveAsync(string fromOwnerId, string? toOwnerId, string name, CancellationToken cancellationToken);

    /// <summary>Runs that wait, in the order they were submitted.</summary>
    Task<IReadOnlyList<RunSummary>> ListQueuedAsync(CancellationToken cancellationToken);

    /// <summary>How many queued runs were submitted before this one; 0 when it does not wait.</summary>
    Task<int> CountQueuedBeforeAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Runs that are neither queued nor final: after a start, those that a dead process left behind.</summary>
    Task<IReadOnlyList<RunSummary>> ListUnfinishedAsync(CancellationToken cancellationToken);
}

/// <summary>A run's log was asked to do what an append-only log does not do; nothing was appended.</summary>
public sealed class RunLogException(string message) : InvalidOperationException(message);

/// <summary>There is no run of that identifier.</summary>
public sealed class RunNotFoundException(string runId) : InvalidOperationException($"There is no run '{runId}'. It may have been deleted, or the address may be mistyped.");

/// <summary>Which runs to list.</summary>
/// <param name="Owner">Only those of owners with this name; null for all.</param>
/// <param name="Skip">Rows to pass over.</param>
/// <param name="Take">Rows to return, at most 1,000.</param>
/// <param name="OwnerId">Only this owner's; null for all.</param>
public sealed record RunQuery(string? Owner = null, int Skip = 0, int Take = 50, string? OwnerId = null);

/// <summary>One page of runs.</summary>
/// <param name="Runs">The rows.</param>
/// <param name="Total">Rows in all.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs, int Total);

/// <summary>The right to append to a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Fence">Grows with every lease of the run.</param>
/// <param name="LastEvent">Number of the run's newest event when the lease was taken.</param>
public sealed record RunLease(string RunId, long Fence, long LastEvent);

/// <summary>Another trainer took the run over; this one must stop touching it.</summary>
public sealed class LeaseLostException(string runId) : InvalidOperationException($"Another trainer holds run '{runId}'; this one may no longer append to its log.");
