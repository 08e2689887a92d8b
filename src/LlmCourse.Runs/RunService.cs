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
        ArgumentNullException.ThrowIfNull(owner);
        return await SubmitAsync(spec, owner, await FindOwnTextAsync(spec.Corpus, owner, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<RunSummary> CopyAsync(string runId, RunSpec spec, RunActor owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(owner);
        var text = await FindOwnTextAsync(spec.Corpus, owner, cancellationToken)
            ?? await FindSharedTextAsync(spec.Corpus, runId, cancellationToken);
        return await SubmitAsync(spec, owner, text, cancellationToken);
    }

    private async Task<RunSummary> SubmitAsync(RunSpec spec, RunActor owner, UploadedText? text, CancellationToken cancellationToken)
    {
        var problems = await CheckAsync(spec, text, cancellationToken);
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

    private async Task<UploadedText?> FindOwnTextAsync(CorpusSpec corpus, RunActor owner, CancellationToken cancellationToken) =>
        NamesText(corpus) ? await uploads.FindAsync(corpus.UploadId!, owner.Id, cancellationToken) : null;

    // Whoever sees a run reads what its model writes, so its text is no secret to them; and everybody sees every run.
    private async Task<UploadedText?> FindSharedTextAsync(CorpusSpec corpus, string runId, CancellationToken cancellationToken) =>
        NamesText(corpus) && await store.FindAsync(runId, cancellationToken) is { } run && NamesText(run.Spec.Corpus) && run.Spec.Corpus.UploadId == corpus.UploadId
            ? await uploads.FindAsync(run.Spec.Corpus.UploadId!, cancellationToken)
            : null;

    private static bool NamesText(CorpusSpec corpus) => corpus is { Kind: CorpusKind.Upload, UploadId.Length: > 0 };

    private async Task<IReadOnlyList<RunSpecProblem>> CheckAsync(RunSpec spec, UploadedText? text, CancellationToken cancellationToken)
    {
        var problems = new List<RunSpecProblem>();
        if (NamesText(spec.Corpus) && text is null)
        {
            problems.Add(new RunSpecProblem(
                "corpus.uploadId",
                "You have no such uploaded text: it was taken back, or somebody else uploaded it.",
                "Upload the text yourself, or start a copy of a run that learns from it."));
        }

        var found = validator.Validate(spec, text is null ? null : new CorpusFacts(text.Characters));
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
