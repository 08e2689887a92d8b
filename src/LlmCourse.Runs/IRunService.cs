using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Runs;

/// <summary>What pages ask of runs: store and queue for submitting and listing, the trainer's hub for watching and commanding.</summary>
public interface IRunService
{
    /// <summary>Checks the spec and queues a run. Of uploaded texts, it may name the submitter's own.</summary>
    /// <exception cref="RunSpecException">The spec has problems; none of it was kept.</exception>
    Task<RunSummary> SubmitAsync(RunSpec spec, RunActor owner, CancellationToken cancellationToken);

    /// <summary>
    /// Queues a run that was set up from another: beside what <see cref="SubmitAsync"/> takes, it may go on with the
    /// uploaded text of that run, whoever uploaded it.
    /// </summary>
    /// <param name="runId">The run whose settings were taken over.</param>
    /// <param name="spec">The settings, as changed since.</param>
    /// <param name="owner">Who submits, and owns the copy.</param>
    /// <param name="cancellationToken">Stops before the run is kept.</param>
    /// <exception cref="RunSpecException">The spec has problems; none of it was kept.</exception>
    Task<RunSummary> CopyAsync(string runId, RunSpec spec, RunActor owner, CancellationToken cancellationToken);

    /// <summary>One run, or null.</summary>
    Task<RunSummary?> FindAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Newest first, one page.</summary>
    Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>How many queued runs stand before this one; 0 when it is next or already started.</summary>
    Task<int> QueuePositionAsync(string runId, CancellationToken cancellationToken);

    /// <summary>See <see cref="Hub.ITrainerClient.WatchAsync"/>; one upstream subscription a run serves all circuits of this process.</summary>
    IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, CancellationToken cancellationToken);

    /// <summary>Puts a command into the run's mailbox; a queued run can be stopped. Refused, with words for the asker, when the run does not obey them.</summary>
    Task<CommandResult> CommandAsync(string runId, RunCommand command, RunActor by, CancellationToken cancellationToken);
}

/// <summary>One thing wrong with a spec.</summary>
/// <param name="Field">Path in camelCase, e.g. <c>model.heads</c>.</param>
/// <param name="Message">What is wrong, with the numbers.</param>
/// <param name="Help">What to do.</param>
public sealed record RunSpecProblem(string Field, string Message, string Help);

/// <summary>A spec that cannot be run.</summary>
public sealed class RunSpecException(IReadOnlyList<RunSpecProblem> problems)
    : ArgumentException(string.Join(" ", problems.Select(problem => $"{problem.Message} {problem.Help}")))
{
    /// <summary>Everything that is wrong, not just the first.</summary>
    public IReadOnlyList<RunSpecProblem> Problems { get; } = problems;
}
