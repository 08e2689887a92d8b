using System.Globalization;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Learning;
using LlmCourse.Web.Learning.Predictions;
using LlmCourse.Web.Learning.Quizzes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace LlmCourse.Web.Components.Learning;

/// <summary>A prediction as a learner makes it, and as its run scores it.</summary>
public sealed partial class PredictView(PredictionDesk desk, DraftStore drafts, IRunService runs, IJSRuntime javaScript, ILogger<PredictView> log) : ComponentBase
{
    private readonly CancellationTokenSource leaving = new();
    private PredictionAxis axis = new(2, 4.5);
    private Prediction? made;
    private string? chosen, trueChoice, refusal, watched;
    private IReadOnlyList<double>? begun; // the curve that drawing starts from; null before anything was drawn
    private ElementReference drawingPlace;
    private IReadOnlyList<Measured> measured = [];
    private string learner = "";
    private bool untold; // the run ended before it had measured anything
    private bool isRead, isDrawable; // a curve is drawn on its own axis: not before both are known

    /// <summary>What is predicted.</summary>
    [Parameter, EditorRequired]
    public PredictBlock Predict { get; set; } = default!;

    /// <summary>The lesson it stands in; null in a preview, where nothing can be committed.</summary>
    [CascadingParameter]
    public Lesson? Lesson { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Identity { get; set; }

    private BrowserModule Browser => field ??= new(javaScript, Assets["lib/PredictCurve.js"]);

    /// <summary>Whether what is done here is heard: a curve by its module, a choice by the page.</summary>
    private bool IsLive => isRead && RendererInfo.IsInteractive && Lesson is not null && (Predict.Kind == PredictKind.Choice || Browser.IsAttached);

    private string StateName => made switch { null => "open", { IsScored: true } => "scored", { Run: null } => "committed", _ => "running" };

    private bool MayPredictAgain => made?.IsScored == true || untold;

    private string FootWords => StateName switch
    {
        "open" => Lesson is null ? "In the lesson, Start opens once this is answered." : "Start opens once you have committed.",
        "committed" => "Kept. Start the run, and see.",
        "running" when untold => "",
        "running" => "Your run is being watched; it scores this when it ends.",
        _ => Predict.Kind == PredictKind.Curve
            ? "The score is the mean distance between both curves, taken evenly along the step axis."
            : "The run's last value decides.",
    };

    private string ScoreWords => made switch
    {
        { CameTrue: true } => "It came true.",
        { CameTrue: false } => "It came out differently.",
        { Score: { } score } => $"Your curve is {Words.Loss(score)} nats per token away from the run's, on average.",
        _ => "",
    };

    private string? Tag(string key, bool cameTrue) => (made is not null && chosen == key, cameTrue) switch
    {
        (true, true) => "yours, and it came true",
        (true, false) => "yours",
        (false, true) => "came true",
        _ => null,
    };

    private string CurveLabel => $"Loss in nats per token, from 0 to {Text(axis.Top)}, against {Words.Number(axis.Steps)} steps on a logarithmic axis";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Lesson is not null && Identity is not null)
        {
            var first = learner.Length == 0;
            if (first) learner = await desk.OpenAsync(Lesson, Identity);
            axis = ReadAxis() ?? axis;
            if (first) await PutBackAsync();
            Take(desk.Newest(Lesson, Predict.Id!));
        }

        isRead = true;
    }

    /// <inheritdoc />
    protected override void OnInitialized() => desk.Changed += Refresh;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (isRead && !isDrawable && Predict.Kind == PredictKind.Curve)
            {
                isDrawable = true;
                await Browser.AttachAsync("attach", drawingPlace, DotNetObjectReference.Create(this), new { axis.Steps, axis.Top }, begun);
                await DrawAsync();
                StateHasChanged(); // it listens now
            }

            if (made is { Run: { } run } && watched != run)
            {
                watched = run;
                await WatchAsync(run, made);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the learner has left
        }
    }

    private async Task CommitAsync()
    {
        if (Lesson is null || made is not null) return;
        PredictionAnswer answer;
        if (Predict.Kind == PredictKind.Choice)
        {
            if (Predict.Choices.All(choice => choice.Key != chosen)) return;
            answer = new PredictionAnswer(chosen);
        }
        else
        {
            var curve = await Browser.AskAsync<double[]>("read");
            if (Within(curve) is not { } drawn)
            {
                refusal = "There is no curve yet. Draw one, or move a point.";
                return;
            }

            answer = new PredictionAnswer(null, drawn, axis.Steps);
        }

        try
        {
            await desk.CommitAsync(Lesson, Predict.Id!, answer, leaving.Token);
            await drafts.ForgetAsync(learner, Lesson.Id, Predict.Id!, CancellationToken.None);
            refusal = null;
        }
        catch (InvalidOperationException refused)
        {
            refusal = refused.Message;
        }
    }

    private Task ChooseAsync(string key)
    {
        if (made is not null) return Task.CompletedTask;
        chosen = key;
        return KeepAsync([key]);
    }

    /// <summary>Keeps a curve that is being drawn, so that a reload takes nothing of it.</summary>
    [JSInvokable]
    public Task KeepAsync(double[] curve) => InvokeAsync(() =>
        made is null && Within(curve) is { } drawn ? KeepAsync([.. drawn.Select(value => value.ToString(CultureInfo.InvariantCulture))]) : Task.CompletedTask);

    // Not even the page's end takes back what it has been told.
    private Task KeepAsync(IReadOnlyList<string> answer) => Lesson is null ? Task.CompletedTask : drafts.KeepAsync(learner, Lesson.Id, Predict.Id!, answer, CancellationToken.None);

    /// <summary>Brings back what was begun and not committed to. Gives whether there was anything.</summary>
    private async Task<bool> PutBackAsync()
    {
        if (await drafts.ReadAsync(learner, Lesson!.Id, Predict.Id!, leaving.Token) is not { } kept) return false;
        if (Predict.Kind == PredictKind.Choice)
        {
            chosen = Predict.Choices.FirstOrDefault(choice => kept is [var key] && choice.Key == key)?.Key;
            return chosen is not null;
        }

        if (Within([.. kept.Select(value => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)]) is not { } drawn) return false;
        begun = drawn;
        return true;
    }

    /// <summary>A curve as it may be kept: whole, and within the axis; null when it is not one.</summary>
    private double[]? Within(double[]? curve) =>
        curve is { Length: PredictionAxis.Points } && curve.All(double.IsFinite) ? [.. curve.Select(value => Math.Clamp(value, 0, axis.Top))] : null;

    private async Task AgainAsync()
    {
        if (!MayPredictAgain) return;
        begun = made?.Answer.Curve;
        (made, chosen, trueChoice, measured, watched, refusal, untold) = (null, null, null, [], null, null, false);
        desk.Reopen(Lesson!, Predict.Id!);
        axis = ReadAxis() ?? axis;
        await Browser.TellAsync("clear", await PutBackAsync() ? begun : null);
    }

    /// <summary>Follows the run that tests the prediction: its curve is drawn over the learner's, and its end scores it.</summary>
    private async Task WatchAsync(string run, Prediction tested)
    {
        var events = new List<RunEvent>();
        var ended = false;
        try
        {
            await foreach (var batch in runs.WatchAsync(run, 0, leaving.Token))
            {
                events.AddRange(batch.Where(happened => happened.Body is Evaluated));
                ended |= batch.Any(happened => happened.Body is StateChanged { State: var state } && state.IsFinal());
                if (made?.Sequence != tested.Sequence) return;
                measured = PredictionScore.Values(events, Predict.Metric);
                await DrawAsync();
            }
        }
        catch (Exception lost) when (lost is InvalidOperationException or IOException)
        {
            log.LogWarning(lost, "The prediction {Prediction} lost sight of run {RunId}", tested.Sequence, run);
            return;
        }

        if (!ended) return;
        trueChoice = Predict.Kind == PredictKind.Choice ? PredictionScore.ChoiceThatCameTrue(Predict, measured) : null;
        if (!tested.IsScored)
        {
            tested = tested with
            {
                Score = PredictionScore.Distance(tested.Answer, measured),
                CameTrue = trueChoice is null ? null : trueChoice == tested.Answer.Choice,
            };
            untold = !tested.IsScored;
            if (untold) refusal = "The run ended before it had measured anything. Predict again for the next one.";
            else await desk.ScoredAsync(Lesson!, Predict.Id!, tested, leaving.Token);
            made = tested;
        }

        StateHasChanged();
    }

    private Task DrawAsync() => Browser.TellAsync("show", made?.Answer.Curve, measured.Select(point => new[] { point.Step, point.Value }));

    private void Take(Prediction? newest)
    {
        if (newest is null || (newest.Sequence == made?.Sequence && newest.Run == made.Run)) return;
        (made, chosen) = (newest, newest.Answer.Choice);
        if (newest.Answer.Steps > 0) axis = axis with { Steps = newest.Answer.Steps };
    }

    private void Refresh(object? sender, EventArgs changed) => _ = InvokeAsync(async () =>
    {
        if (Lesson is null) return;
        Take(desk.Newest(Lesson, Predict.Id!));
        StateHasChanged();
        await DrawAsync();
    });

    private PredictionAxis? ReadAxis()
    {
        var train = Lesson!.AllBlocks().OfType<TrainBlock>().FirstOrDefault(block => block.Id == Predict.Run);
        if (train is null || made is not null) return null;
        try
        {
            return PredictionAxis.Of(RunSpecJson.Read(train.SpecJson));
        }
        catch (RunSpecException)
        {
            return null; // the bench says what is wrong with the run
        }
    }

    private double Point(int index) => (made?.Answer.Curve ?? begun) is { Count: PredictionAxis.Points } curve ? curve[index] : axis.Top / 2;

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        desk.Changed -= Refresh;
        await leaving.CancelAsync();
        await Browser.DisposeAsync();
        leaving.Dispose();
    }
}
