using System.Text.Json;
using System.Threading.Channels;
using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Radzen;

namespace LlmCourse.Web.Components.Runs;

/// <summary>
/// The bench of a run: knobs before it, then its status, and a module that draws what it logs. State is a fold over the
/// run's events here; pictures are a fold over the same events in the browser, which gets them at most ten times a second.
/// </summary>
public sealed partial class RunBench(
    IRunService runs,
    ITrainerClient trainer,
    IJSRuntime javaScript,
    RunTimings timings,
    DialogService dialogs,
    IOptions<RunLimits> limits,
    TimeProvider time,
    ILogger<RunBench> log) : ComponentBase
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LearningRateSettles = TimeSpan.FromMilliseconds(350);
    private const int BatchesAhead = 64;

    /// <summary>The same knob, in the words that hold while a run goes on.</summary>
    private static readonly KnobDefinition LiveLearningRate = Knobs.LearningRate with { Sentence = "Turn it while the run goes on; the curve marks where." };

    private readonly string id = $"bench-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource leaving = new();
    private RunProgress progress = new();
    private CancellationTokenSource? watching;
    private ElementReference root;
    private RunSummary? summary;
    private RunActor? visitor;
    private RunSpec? edited;
    private string? wanted, failure, refusal, broken;
    private string? original; // the run whose settings stand on the knobs
    private bool missing, loading, starting;
    private int queuePosition;
    private double? pendingLearningRate;
    private IReadOnlyList<RunSpecProblem> learningRateProblems = [];

    /// <summary>What Start trains, and what the knobs call their defaults.</summary>
    [Parameter] public RunSpec Spec { get; set; } = new();

    /// <summary>A run to show from the start; null shows the knobs.</summary>
    [Parameter] public string? RunId { get; set; }

    /// <summary>Heading before a run has a name.</summary>
    [Parameter] public string Title { get; set; } = "Train a model";

    /// <summary>Knobs in front; empty for all.</summary>
    [Parameter] public IReadOnlyList<string> Offered { get; set; } = [];

    /// <summary>Panels to show; empty for all.</summary>
    [Parameter] public IReadOnlyList<string> Watch { get; set; } = [];

    /// <summary>Whether the page is about this run alone and already says its name.</summary>
    [Parameter] public bool Alone { get; set; }

    /// <summary>Says what must be done before Start opens; null when nothing must.</summary>
    [Parameter] public RenderFragment? Closed { get; set; }

    /// <summary>Asked when Start is pressed, whatever the page shows; null when a run may start at any time.</summary>
    [Parameter] public Func<bool>? MayStart { get; set; }

    /// <summary>Tells that a run was started here.</summary>
    [Parameter] public EventCallback<RunSummary> OnSubmitted { get; set; }

    /// <summary>Takes a started run elsewhere; without it, the run is shown here.</summary>
    [Parameter] public EventCallback<RunSummary> OnStarted { get; set; }

    /// <summary>Keeps the addresses of two benches on one page apart.</summary>
    [Parameter] public string Prefix { get; set; } = "";

    [CascadingParameter] private Task<AuthenticationState> Identity { get; set; } = default!;

    private BrowserModule Browser => field ??= new(javaScript, Assets["lib/RunBench.js"]);

    private ITrainerClient Trainer => trainer;

    /// <summary>Whether the run obeys this visitor; the service checks it again at every command.</summary>
    private bool Obeys => visitor is not null && summary is not null && visitor.MayCommand(summary);

    /// <summary>Whether a press of a button arrives: the circuit stands, and the run obeys.</summary>
    private bool MayPress => Obeys && RendererInfo.IsInteractive;

    /// <summary>Identifier of the words that say why the buttons are off; null while they are on.</summary>
    private string? NotYours => Obeys || progress.State.IsFinal() ? null : $"{id}-not-yours";

    private double LearningRatePeak => pendingLearningRate ?? progress.TurnedLearningRate ?? summary!.Spec.Optimizer.LearningRate;

    private string Shape
    {
        get
        {
            var model = summary!.Spec.Model;
            var size = progress.Described is { } known ? $" · {Words.Size(known.Parameters)}" : "";
            return $"{model.Layers} layers · {model.Heads} heads · {model.Width} wide{size}";
        }
    }

    private string Status
    {
        get
        {
            var planned = progress.Described?.StepsPlanned ?? summary!.Spec.Training.Steps;
            if (progress.State == RunState.Queued)
                return queuePosition == 0 ? "next to train" : $"waits for {Words.Plural(queuePosition, "run")} before it";
            if (progress.State == RunState.Starting) return progress.Remark ?? "writes the corpus, learns the pieces, draws the first weights";
            var parts = new List<string> { $"step {Words.Number(progress.Step)} of {Words.Number(planned)}" };
            if (progress is { State: RunState.Running, TokensPerSecond: > 0 }) parts.Add($"{Words.Number((long)progress.TokensPerSecond)} tokens/s");
            if (progress is { State: RunState.Running, TimeLeft: { } left }) parts.Add($"{Words.Clock(left)} left");
            if (progress.State.IsFinal()) parts.Add($"trained for {Words.Clock(TimeSpan.FromSeconds(progress.TrainingSeconds))}");
            if (progress.BestValidationLoss is { } best) parts.Add($"best validation {Words.Loss(best)} nats per token");
            if (progress is { State: RunState.Cancelled, Message: { } message }) parts.Add(message);
            return string.Join(" · ", parts);
        }
    }

    private IEnumerable<(string Name, string Value)> Facts
    {
        get
        {
            var spec = summary!.Spec;
            foreach (var knob in Knobs.All) yield return (knob.Label, $"{Words.Value(knob.Get(spec))} {knob.Unit}");
            yield return ("Text", spec.Corpus.Kind switch
            {
                CorpusKind.Stories => $"{Words.Number(spec.Corpus.Stories)} stories",
                CorpusKind.Dialogues => $"{Words.Number(spec.Corpus.Stories)} dialogues",
                CorpusKind.Arithmetic => $"{Words.Number(spec.Corpus.Stories)} pages of sums",
                CorpusKind.Brackets => $"{Words.Number(spec.Corpus.Stories)} rows of brackets",
                CorpusKind.LookUps => $"{Words.Number(spec.Corpus.Stories)} lists to look up",
                CorpusKind.Induction => $"{Words.Number(spec.Corpus.Stories)} runs of letters that repeat",
                CorpusKind.Shards => $"the corpus {spec.Corpus.Shards}",
                CorpusKind.Web => $"{(spec.Corpus.Filtered ? "filtered" : "raw")} web, {Words.Number(spec.Corpus.WebDocuments)} documents crawled",
                _ => "an uploaded text",
            } + string.Concat((spec.Corpus.World?.Given() ?? []).Select(setting => $", {setting.Name} {Words.Number(setting.Value)}")));
            yield return ("Pieces", spec.Tokenizer.Kind switch { TokenizerKind.Character => "characters", TokenizerKind.Word => "words", _ => "byte pairs" });
            if (progress.Described is not { } known) yield break;
            yield return ("Vocabulary", $"{Words.Number(known.VocabularySize)} tokens");
            yield return ("Training text", $"{Words.Number(known.TrainingTokens)} tokens");
            yield return ("Held out", $"{Words.Number(known.ValidationTokens)} tokens");
            yield return ("Parameters", Words.Number(known.Parameters));
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => trainer.ConnectionChanged += OnConnectionChanged;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        visitor = await Identity.ActorAsync();
        if (RunId is null || RunId == wanted) return;
        wanted = RunId;
        loading = true;
        summary = await runs.FindAsync(RunId, leaving.Token);
        (loading, missing) = (false, summary is null);
        if (summary is not null) progress = RunProgress.Of(summary);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (summary is null || watching is not null || broken is not null) return;
        watching = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        await ShowAsync(summary, watching.Token);
    }

    private async Task StartAsync(RunSpec spec)
    {
        if (starting || MayStart?.Invoke() == false) return;
        (starting, failure, edited) = (true, null, spec);
        try
        {
            var by = await Identity.ActorAsync();
            var submitted = original is null ? await runs.SubmitAsync(spec, by, leaving.Token) : await runs.CopyAsync(original, spec, by, leaving.Token);
            await OnSubmitted.InvokeAsync(submitted);
            if (OnStarted.HasDelegate)
            {
                await OnStarted.InvokeAsync(submitted);
                return;
            }

            summary = submitted;
            wanted = summary.Id;
            progress = RunProgress.Of(summary);
        }
        catch (RunSpecException refused)
        {
            failure = refused.Message;
        }
        catch (InvalidOperationException refused)
        {
            failure = refused.Message;
        }
        finally
        {
            starting = false;
        }
    }

    private async Task SetUpAgainAsync()
    {
        if (watching is not null) await watching.CancelAsync();
        await Browser.ReleaseAsync();
        await Browser.CallAsync("leave", Prefix);
        (edited, original) = (summary?.Spec ?? edited, summary?.Id ?? original);
        (summary, watching, missing, broken, refusal, wanted) = (null, null, false, null, null, RunId);
        progress = new RunProgress();
    }

    private async Task ReattachAsync()
    {
        await Browser.ReleaseAsync();
        (broken, watching) = (null, null);
        progress = new RunProgress();
    }

    /// <summary>Draws the run from its first event and goes on live, until it ends or the learner leaves.</summary>
    private async Task ShowAsync(RunSummary run, CancellationToken cancellationToken)
    {
        try
        {
            await Browser.AttachAsync("attach", root, new
            {
                runId = run.Id,
                name = run.Name,
                prefix = Prefix,
                inPath = Alone,
                sampleEvery = run.Spec.Samples.Every,
                snapshotEvery = run.Spec.Snapshots.Every,
            });
            var ahead = Channel.CreateBounded<IReadOnlyList<RunEvent>>(BatchesAhead);
            var reading = ReadAsync(run.Id, ahead.Writer, cancellationToken);
            var waiting = WaitInQueueAsync(run.Id, cancellationToken);
            await DrawAsync(ahead.Reader, cancellationToken);
            await Task.WhenAll(reading, waiting);
            if (progress.State == RunState.Completed) timings.Note(run.Spec, progress.Step, progress.TrainingSeconds);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the learner left, or started over
        }
        catch (Exception lost)
        {
            log.LogError(lost, "The bench of run {RunId} lost its view after event {LastEvent}", run.Id, progress.LastEvent);
            broken = lost is JSException ? "The pictures could not be drawn." : lost.Message;
            StateHasChanged();
        }
    }

    private async Task ReadAsync(string runId, ChannelWriter<IReadOnlyList<RunEvent>> ahead, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in runs.WatchAsync(runId, 0, cancellationToken)) await ahead.WriteAsync(batch, cancellationToken);
            ahead.Complete();
        }
        catch (Exception reason)
        {
            ahead.Complete(reason);
        }
    }

    private async Task DrawAsync(ChannelReader<IReadOnlyList<RunEvent>> ahead, CancellationToken cancellationToken)
    {
        var batch = new List<RunEvent>();
        while (await ahead.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            while (ahead.TryRead(out var more)) batch.AddRange(more);
            progress.Apply(batch);
            await Browser.TellAsync("push", JsonSerializer.SerializeToUtf8Bytes(batch, RunJson.Options));
            StateHasChanged();
            await Task.Delay(Frame, time, cancellationToken);
        }
    }

    /// <summary>Keeps the place in the queue fresh.</summary>
    private async Task WaitInQueueAsync(string runId, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            var place = await runs.QueuePositionAsync(runId, cancellationToken);
            if (place != queuePosition)
            {
                queuePosition = place;
                StateHasChanged();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken) && progress.State == RunState.Queued);
    }

    private void OnConnectionChanged(object? sender, EventArgs change) => _ = InvokeAsync(StateHasChanged);

    private async Task CommandAsync(RunCommand command)
    {
        try
        {
            var result = await runs.CommandAsync(summary!.Id, command, await Identity.ActorAsync(), leaving.Token);
            refusal = result.Accepted ? null : result.Message;
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            log.LogWarning(unreachable, "Command {Command} did not reach run {RunId}", command.GetType().Name, summary!.Id);
            refusal = "The trainer does not answer. Try again when it is back.";
        }
    }

    private async Task StopAsync()
    {
        if (progress.State != RunState.Queued)
        {
            var sure = await dialogs.Confirm(
                $"{summary!.Name} will not go on. Its curve, maps and texts are kept.", "Stop the run?",
                new ConfirmOptions { OkButtonText = "Stop the run", CancelButtonText = "Let it train" }, leaving.Token);
            if (sure != true) return;
        }

        await CommandAsync(new StopRun());
    }

    /// <summary>Sends a new peak once the slider has come to rest, so that one pull makes one mark on the curve.</summary>
    private async Task TurnLearningRateAsync(double value)
    {
        learningRateProblems = [.. new RunSpecValidator(limits.Value)
            .Validate(summary!.Spec with { Optimizer = summary.Spec.Optimizer with { LearningRate = value } })
            .Where(problem => problem.Field == Knobs.LearningRate.Field)];
        pendingLearningRate = value;
        if (learningRateProblems.Count > 0) return;
        await Task.Delay(LearningRateSettles, time, leaving.Token);
        if (pendingLearningRate != value) return;
        await CommandAsync(new ChangeKnob(Knobs.LearningRateName, value));
        if (refusal is not null) pendingLearningRate = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        trainer.ConnectionChanged -= OnConnectionChanged;
        await leaving.CancelAsync();
        await Browser.DisposeAsync();
        watching?.Dispose();
        leaving.Dispose();
    }
}
