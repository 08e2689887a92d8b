using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Runs.Hub;

/// <summary>
/// Everything the web tier asks of a trainer, as one contract: the hub's methods have these names and shapes, and the
/// web's client is a <c>HubConnection</c> behind this interface even when the trainer lives in the same process.
/// </summary>
public interface ITrainerClient
{
    /// <summary>Whether the connection to the trainer stands; a page shows it.</summary>
    bool IsConnected { get; }

    /// <summary>Raised, on any thread, after <see cref="IsConnected"/> changed.</summary>
    event EventHandler? ConnectionChanged;

    /// <summary>
    /// All events after <paramref name="afterNumber"/>, then the live ones, in batches, each event once and in order;
    /// ends after a final state. Survives a lost connection by asking again from the last number it delivered.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, CancellationToken cancellationToken);

    /// <summary>Puts a command into the run's mailbox.</summary>
    Task<CommandResult> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken);

    /// <summary>Cuts a text with every tokenizer asked for.</summary>
    Task<TokenizeReply> TokenizeAsync(TokenizeRequest request, CancellationToken cancellationToken);

    /// <summary>Shows how one word of a text was merged.</summary>
    Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken);

    /// <summary>Measures what one sentence costs in many languages.</summary>
    Task<LanguageCostReply> LanguageCostsAsync(LanguageCostRequest request, CancellationToken cancellationToken);

    /// <summary>Plans two runs that spend the same computing power and read with different tokenizers; it submits nothing.</summary>
    Task<DuelPlan> PlanDuelAsync(DuelRequest request, CancellationToken cancellationToken);

    /// <summary>Trains a byte-level BPE and streams its merges, batch by batch, with the probe sentence re-cut.</summary>
    IAsyncEnumerable<BpeTrainingProgress> TrainBpeAsync(BpeTrainingRequest request, CancellationToken cancellationToken);

    /// <summary>What the lab "guess the next letter" needs before a game; counts the stories at the first call.</summary>
    Task<GuessDesk> OpenGuessingAsync(GuessDeskRequest request, CancellationToken cancellationToken);

    /// <summary>Plays a game's bets and uncovers their letters, no more.</summary>
    Task<GuessReply> GuessAsync(GuessRequest request, CancellationToken cancellationToken);

    /// <summary>Lets a generated crawl pass the filters, and tells of each stage as it goes.</summary>
    IAsyncEnumerable<PipelineNews> RunPipelineAsync(PipelineSettings settings, CancellationToken cancellationToken);

    /// <summary>Lists documents that a stage kept, dropped, changed or misjudged.</summary>
    Task<PipelineList> ListPipelineAsync(PipelineListRequest request, CancellationToken cancellationToken);

    /// <summary>Shows one document as a stage saw it, with what it was compared with.</summary>
    Task<PipelineDocument> ReadPipelineAsync(PipelineDocumentRequest request, CancellationToken cancellationToken);

    /// <summary>Leaks a benchmark into a crawl, and tests a counting model on it before, after, and after decontamination.</summary>
    IAsyncEnumerable<LeakNews> LeakAsync(LeakRequest request, CancellationToken cancellationToken);
}

/// <summary>Address and method names of the trainer hub.</summary>
public static class TrainerHubContract
{
    /// <summary>Path the hub is served at.</summary>
    public const string Path = "/hubs/trainer";

    /// <summary>Streams <c>RunEvent[]</c>: <c>(runId, afterNumber)</c>.</summary>
    public const string Watch = "Watch";

    /// <summary>Invokes a run command: <c>(runId, command)</c>.</summary>
    public const string Command = "Command";

    /// <summary>Invokes the tokenizer lab.</summary>
    public const string Tokenize = "Tokenize";

    /// <summary>Invokes the trace of a word's merges.</summary>
    public const string Trace = "Trace";

    /// <summary>Invokes the comparison of languages.</summary>
    public const string LanguageCosts = "LanguageCosts";

    /// <summary>Invokes the planning of a duel.</summary>
    public const string PlanDuel = "PlanDuel";

    /// <summary>Streams BPE training.</summary>
    public const string TrainBpe = "TrainBpe";

    /// <summary>Invokes the guessing lab before a game.</summary>
    public const string OpenGuessing = "OpenGuessing";

    /// <summary>Invokes the guessing lab.</summary>
    public const string Guess = "Guess";

    /// <summary>Streams the pipeline lab.</summary>
    public const string RunPipeline = "RunPipeline";

    /// <summary>Invokes the pipeline lab's list of documents.</summary>
    public const string ListPipeline = "ListPipeline";

    /// <summary>Invokes the pipeline lab's view of one document.</summary>
    public const string ReadPipeline = "ReadPipeline";

    /// <summary>Streams the leak lab.</summary>
    public const string Leak = "Leak";
}
