using System.Runtime.CompilerServices;
using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Web.Tests.Fakes;

/// <summary>Runs and trainer as pages see them, in memory: a test appends the events that it wants a page to show.</summary>
internal sealed class FakeRuns : IRunService, ITrainerClient
{
    private readonly Lock gate = new();
    private readonly List<RunSummary> runs = [];
    private readonly Dictionary<string, List<RunEvent>> logs = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool connected = true;

    public event EventHandler? ConnectionChanged;

    public bool IsConnected
    {
        get => connected;
        set
        {
            connected = value;
            ConnectionChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    public List<RunCommand> Commands { get; } = [];

    /// <summary>Runs of which copies were started.</summary>
    public List<string> Copied { get; } = [];

    public CommandResult CommandAnswer { get; set; } = CommandResult.Ok;

    public RunSummary Add(RunSpec? spec = null, string owner = "guest-heron-42", string ownerId = Stage.VisitorId)
    {
        lock (gate)
        {
            var id = $"run-{runs.Count + 1}";
            var run = new RunSummary(id, $"maple-{runs.Count + 1}", owner, spec ?? new RunSpec(), RunState.Queued, 0, null, 0, DateTimeOffset.UtcNow, null, null) { OwnerId = ownerId };
            runs.Insert(0, run);
            logs[id] = [];
            Append(id, 0, new StateChanged(RunState.Queued));
            return run;
        }
    }

    public void Append(string runId, int step, RunEventBody body, double tokensPerSecond = 26_400)
    {
        lock (gate)
        {
            var log = logs[runId];
            log.Add(new RunEvent(log.Count + 1, step, body, new RunClock(DateTimeOffset.UtcNow, step / 20.0, tokensPerSecond)));
            var index = runs.FindIndex(run => run.Id == runId);
            runs[index] = RunFold.Apply(runs[index], log[^1]);
            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public Task<RunSummary> SubmitAsync(RunSpec spec, RunActor owner, CancellationToken cancellationToken) => Task.FromResult(Add(spec, owner.Name, owner.Id));

    public Task<RunSummary> CopyAsync(string runId, RunSpec spec, RunActor owner, CancellationToken cancellationToken)
    {
        lock (gate) Copied.Add(runId);
        return SubmitAsync(spec, owner, cancellationToken);
    }

    public Task<RunSummary?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(runs.Find(run => run.Id == runId));
    }

    public Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(new RunPage([.. runs.Skip(query.Skip).Take(query.Take)], runs.Count));
    }

    public Task<int> QueuePositionAsync(string runId, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(runs.Count(run => !run.State.IsFinal() && run.Id != runId));
    }

    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = afterNumber;
        while (true)
        {
            List<RunEvent> fresh;
            Task more;
            lock (gate)
            {
                fresh = [.. logs[runId].Where(happened => happened.Number > last)];
                more = changed.Task;
            }

            if (fresh.Count > 0)
            {
                last = fresh[^1].Number;
                yield return fresh;
                if (fresh[^1].Body is StateChanged { State: var state } && state.IsFinal()) yield break;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    public Task<CommandResult> CommandAsync(string runId, RunCommand command, RunActor by, CancellationToken cancellationToken) => CommandAsync(runId, command, cancellationToken);

    public Task<CommandResult> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken)
    {
        lock (gate) Commands.Add(command);
        return Task.FromResult(CommandAnswer);
    }

    public Task<TokenizeReply> TokenizeAsync(TokenizeRequest request, CancellationToken cancellationToken)
    {
        var characters = request.Text.EnumerateRunes().Select((rune, index) => new TokenPiece(rune.Value % 97, rune.ToString(), index, rune.Utf16SequenceLength, "")).ToList();
        var words = System.Text.RegularExpressions.Regex.Matches(request.Text, @"\s+|\w+|[^\w\s]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => new TokenPiece(match.Value.Length > 8 ? 0 : match.Value.Length * 7, match.Value, match.Index, match.Length, "", match.Value.Length > 8)).ToList();
        return Task.FromResult(new TokenizeReply(
        [
            new TokenizerCut("character", "Characters", 97, characters, 1, 0),
            new TokenizerCut("word", "Words", 400, words, 4, words.Count(word => word.Unknown)),
            new TokenizerCut("bpe", "Byte pairs", 512, words, 3, 0),
        ]));
    }

    public Task<LanguageCostReply> LanguageCostsAsync(LanguageCostRequest request, CancellationToken cancellationToken) => Task.FromResult(new LanguageCostReply([], [], "Nothing is measured here."));

    public Task<DuelPlan> PlanDuelAsync(DuelRequest request, CancellationToken cancellationToken) => Task.FromResult(new DuelPlan([], "Nothing is planned here."));

    public Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken) => Task.FromResult(TraceReply.Failed("Nothing merges here."));

    public Task<GuessDesk> OpenGuessingAsync(GuessDeskRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(GuessDesk.Failed("Nobody counts here."));

    public Task<GuessReply> GuessAsync(GuessRequest request, CancellationToken cancellationToken) => Task.FromResult(GuessReply.Failed("Nobody plays here."));

    public IAsyncEnumerable<PipelineNews> RunPipelineAsync(PipelineSettings settings, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PipelineList> ListPipelineAsync(PipelineListRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PipelineDocument> ReadPipelineAsync(PipelineDocumentRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LeakNews> LeakAsync(LeakRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<BpeTrainingProgress> TrainBpeAsync(BpeTrainingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = request.Probe.Select((letter, index) => new TokenPiece(letter, letter.ToString(), index, 1, "")).ToList();
        for (var size = 257; size <= request.VocabularySize; size++)
        {
            await Task.Delay(1, cancellationToken);
            if (pieces.Count > 6 && size % 5 == 0)
            {
                var at = size * 7 % (pieces.Count - 1);
                pieces[at] = new TokenPiece(size, pieces[at].Text + pieces[at + 1].Text, pieces[at].Start, pieces[at].Length + pieces[at + 1].Length, "");
                pieces.RemoveAt(at + 1);
            }

            yield return new BpeTrainingProgress(size, request.VocabularySize, [new BpeMerge(size, "t", $"h{size % 10}", 9_000 - size)], [.. pieces], (double)request.Probe.Length / pieces.Count, Completed: size == request.VocabularySize);
        }
    }
}
