using System.Runtime.CompilerServices;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Runs;

/// <summary>Runs as the pages of one process see them.</summary>
public sealed class RunService : IRunService
{
    private readonly IRunStore store;
    private readonly IUploadStore uploads;
    private readonly IRunQueue queue;
    private readonly ITrainerClient trainer;
    private readonly RunSpecValidator validator;
    private readonly RunLimits limits;
    private readonly IShardInspector? shards;
    private readonly RunFollower follower;
    private readonly EventTails tails;

    /// <summary>Puts store, queue and trainer together.</summary>
    public RunService(
        IRunStore store,
        IUploadStore uploads,
        IRunQueue queue,
        ITrainerClient trainer,
        RunSpecValidator validator,
        IOptions<RunLimits> limits,
        IOptions<StorageOptions> storage,
        TimeProvider time,
        ILogger<RunService> logger,
        IShardInspector? shards = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(storage);
        this.store = store;
        this.uploads = uploads;
        this.queue = queue;
        this.trainer = trainer;
        this.validator = validator;
        this.limits = limits.Value;
        this.shards = shards;
        var poll = TimeSpan.FromSeconds(storage.Value.PollSeconds);
        follower = new RunFollower(store, poll, time);
        tails = new EventTails(storage.Value.TailEvents, (runId, tail) => UpstreamFeed.Start(trainer, store, runId, tail, poll, time, logger));
    }

    /// <inheritdoc />
    public async Task<RunSummary> SubmitAsync(RunSpec spec, RunActor owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var problems = await CheckAsync(spec, cancellationToken);
        if (problems.Count > 0)
        {
            throw new RunSpecException(problems);
        }

        var run = await store.AddAsync(spec, owner, cancellationToken);

        // The run is in the store now: whether or not the caller waits on, it must reach the queue. If the process dies in
        // between, the trainer finds it among the queued runs when it starts.
        await queue.EnqueueAsync(run, CancellationToken.None);
        return run;
    }

    /// <inheritdoc />
    public Task<RunSummary?> FindAsync(string runId, CancellationToken cancellationToken) => store.FindAsync(runId, cancellationToken);

    /// <inheritdoc />
    public Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    /// <inheritdoc />
    public Task<int> QueuePositionAsync(string runId, CancellationToken cancellationToken) => store.CountQueuedBeforeAsync(runId, cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var seat = tails.Join(runId);
        await foreach (var batch in follower.FollowAsync(seat.Tail, runId, afterNumber, cancellationToken))
        {
            yield return batch;
        }
    }

    /// <inheritdoc />
    public async Task<CommandResult> CommandAsync(string runId, RunCommand command, RunActor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var run = await store.FindAsync(runId, cancellationToken);
        return run switch
        {
            null => CommandResult.Refused(new RunNotFoundException(runId).Message),
            _ when !by.MayCommand(run) => CommandResult.Refused("This run obeys only its owner and instructors. Nothing was changed. You can watch it, and start one with the same settings."),
            { State: var state } when state.IsFinal() => CommandResult.Refused("The run has ended; it takes no more commands. Its log and results are kept."),
            _ => await trainer.CommandAsync(runId, command, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<RunSpecProblem>> CheckAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        var problems = new List<RunSpecProblem>();
        CorpusFacts? facts = null;
        if (spec.Corpus is { Kind: CorpusKind.Upload, UploadId: { Length: > 0 } uploadId })
        {
            var upload = await uploads.FindAsync(uploadId, cancellationToken);
            if (upload is null)
            {
                problems.Add(new RunSpecProblem("corpus.uploadId", "The uploaded text is no longer kept.", "Upload it again."));
            }
            else
            {
                facts = new CorpusFacts(upload.Characters);
            }
        }

        var found = validator.Validate(spec, facts);
        if (found.Count == 0 && shards is not null && spec.Corpus is { Kind: CorpusKind.Shards, Shards: { } folder })
        {
            found = CheckShards(spec, folder, shards);
        }

        problems.AddRange(found);
        var waiting = await store.ListQueuedAsync(cancellationToken);
        if (waiting.Count >= limits.MaxQueuedRuns)
        {
            problems.Add(new RunSpecProblem(
                "",
                $"{waiting.Count} runs wait already; no more are taken ({RunLimits.Section}:{nameof(RunLimits.MaxQueuedRuns)}).",
                "Stop a waiting run, or come back when some have ended."));
        }

        return problems;
    }

    // Only a name that the validator let pass is ever looked up.
    private IReadOnlyList<RunSpecProblem> CheckShards(RunSpec spec, string folder, IShardInspector inspector)
    {
        try
        {
            return validator.Validate(spec, shards: inspector.Inspect(folder));
        }
        catch (RunSpecException error)
        {
            return error.Problems;
        }
    }
}
