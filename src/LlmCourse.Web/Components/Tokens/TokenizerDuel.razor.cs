using System.Globalization;
using System.Text.Json;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Web.Components.Runs;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace LlmCourse.Web.Components.Tokens;

/// <summary>
/// Two ordinary runs that spend the same computing power and differ in their tokenizer, on one chart. The address holds the
/// choice and the runs, so a link shows the same duel.
/// </summary>
public sealed partial class TokenizerDuel(
    IRunService runs,
    ITrainerClient trainer,
    IJSRuntime javaScript,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<TokenizerDuel> log) : ComponentBase
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(3);

    /// <summary>How often a trainer that is there is asked again for a plan: a busy one answers within a minute, and a refusal stays one.</summary>
    private const int MostAsks = 20;

    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<DuelRun> sides = [];
    private CancellationTokenSource? watching;
    private ElementReference root;
    private RunActor? visitor;
    private DuelTokenizer first = DuelTokenizer.All[0];
    private DuelTokenizer second = DuelTokenizer.All[2];
    private DuelPower power = DuelPower.All[1];
    private string? failure;
    private bool planning, loading;

    /// <summary>Names the lab in the page and in the address.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Heading.</summary>
    [Parameter] public string Title { get; set; } = "Two ways to read";

    /// <summary>Says what must be done before Start opens; null when nothing must.</summary>
    [Parameter] public RenderFragment? Closed { get; set; }

    /// <summary>Tells that a duel was started here; names its second run, which ends last.</summary>
    [Parameter] public EventCallback<RunSummary> OnSubmitted { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Identity { get; set; } = default!;

    private BrowserModule Browser => field ??= new(javaScript, Assets["lib/TokenizerDuel.js"]);

    private ITrainerClient Trainer => trainer;

    private bool IsGoing => sides.Any(side => !side.Progress.State.IsFinal());

    private bool Obeys => visitor is not null && sides.All(side => visitor.MayCommand(side.Summary));

    /// <summary>A new pair of runs gets a new frame to draw in.</summary>
    private string Key => string.Join('.', sides.Select(side => side.Summary.Id));

    private string? Problem => first == second ? "Both sides read alike, so there is nothing to compare. Choose two different tokenizers." : null;

    private string? Verdict
    {
        get
        {
            if (sides is not [{ BitsPerByte: { } one } left, { BitsPerByte: { } other } right] || sides.Any(side => side.Progress.State != RunState.Completed)) return null;
            var (winner, loser, low, high) = one <= other ? (left, right, one, other) : (right, left, other, one);
            return $"{winner.Title}: {Bits(low)} bits a byte. {loser.Title}: {Bits(high)}. For the same number of operations that is {((1 - (low / high)) * 100).ToString("0.0", CultureInfo.InvariantCulture)} % fewer.";
        }
    }

    private static IReadOnlyList<(string Name, Func<DuelRun, string> Value)> Facts { get; } =
    [
        ("Vocabulary", side => Known(side.Progress.Described?.VocabularySize ?? side.Plan?.VocabularySize, size => $"{Words.Number(size)} tokens")),
        ("Parameters", side => Known(side.Progress.Described?.Parameters, Words.Number)),
        ("A story takes", side => Known(side.Plan?.TokensPerStory, tokens => $"{tokens.ToString("0.0", CultureInfo.InvariantCulture)} tokens")),
        ("Stories read", side => Known(side.Plan?.Stories, Words.Number)),
        ("Steps", side => Words.Number(side.Steps)),
        ("Operations", side => Known(side.Plan?.Operations, operations => $"{(operations / 1e9).ToString("0.0", CultureInfo.InvariantCulture)} billion")),
        ("Seconds of training here", side => side.Progress.TrainingSeconds > 0 ? side.Progress.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture) : "–"),
        ("Loss, nats a token", side => Known(side.Progress.ValidationLoss, loss => loss.ToString("0.000", CultureInfo.InvariantCulture))),
        ("Bits a byte", side => Known(side.BitsPerByte, Bits)),
        ("Floor, bits a byte", side => Known(side.Progress.Described?.SourceBitsPerByte, Bits)),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        trainer.ConnectionChanged += OnConnectionChanged;
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(navigation.Uri).Query);
        first = Tokenizer(query[$"{Id}-first"]) ?? first;
        second = Tokenizer(query[$"{Id}-second"]) ?? second;
        power = Power(query[$"{Id}-power"]) ?? power;
        visitor = await Identity.ActorAsync();
        if (query[$"{Id}-runs"]?.Split('.') is not [var one, var other]) return;
        loading = true;
        if (await RunPair.FindAsync(runs, one, other, leaving.Token) is { } pair) sides = [new DuelRun(pair.One), new DuelRun(pair.Other)];
        else failure = "The runs of this address are gone. Start a new pair.";
        loading = false;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (sides.Count == 0 || watching is not null || planning) return;
        watching = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        await ShowAsync(watching.Token);
    }

    private async Task StartAsync()
    {
        (planning, failure) = (true, null);
        try
        {
            var plan = await trainer.PlanDuelAsync(new DuelRequest(first.Spec, second.Spec, power.Operations), leaving.Token);
            if (plan.Sides is not [var one, var other])
            {
                failure = plan.Error ?? "The trainer gave no plan. Try again.";
                return;
            }

            await ReleaseDrawingAsync();
            var pair = await RunPair.SubmitAsync(runs, one.Spec, other.Spec, await Identity.ActorAsync(), leaving.Token);
            sides = [new DuelRun(pair.One) { Plan = one }, new DuelRun(pair.Other) { Plan = other }];
            await OnSubmitted.InvokeAsync(sides[1].Summary);
        }
        catch (Exception refused) when (refused is RunSpecException or InvalidOperationException)
        {
            failure = refused.Message;
        }
        finally
        {
            planning = false;
        }
    }

    private async Task StopAsync() =>
        failure = await RunPair.StopAsync(runs, sides.Select(side => (side.Summary.Id, side.Progress)), await Identity.ActorAsync(), leaving.Token) ?? failure;

    /// <summary>Draws both runs from their first event and goes on live, until both end or the learner leaves.</summary>
    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Browser.AttachAsync("attach", root, new
            {
                prefix = $"{Id}-",
                titles = sides.Select(side => side.Title),
                steps = sides.Select(side => side.Steps),
                state = new Dictionary<string, string> { ["runs"] = Key, ["first"] = first.Name, ["second"] = second.Name, ["power"] = power.Name },
            });
            await Task.WhenAll([PlanAgainAsync(cancellationToken), .. sides.Select((side, index) => WatchAsync(side, index, cancellationToken)), .. sides.Select(side => QueueAsync(side, cancellationToken))]);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the learner left, or started over
        }
        catch (Exception lost)
        {
            log.LogError(lost, "The duel {Runs} lost its view", Key);
            failure = "This page lost its view of the runs; they go on. Load the page again to see them.";
            StateHasChanged();
        }
    }

    /// <summary>Counts again what a shared address does not hold; asks again while the trainer is away or busy.</summary>
    private async Task PlanAgainAsync(CancellationToken cancellationToken)
    {
        if (sides.All(side => side.Plan is not null)) return;
        var request = new DuelRequest(sides[0].Summary.Spec.Tokenizer, sides[1].Summary.Spec.Tokenizer, power.Operations);
        var plan = await trainer.PlanDuelAsync(request, cancellationToken);
        for (var asks = 1; plan.Error is not null && asks < MostAsks; asks += trainer.IsConnected ? 1 : 0)
        {
            await Task.Delay(AskAgain, time, cancellationToken);
            plan = await trainer.PlanDuelAsync(request, cancellationToken);
        }

        foreach (var (side, counted) in sides.Zip(plan.Sides))
        {
            if (counted.Spec.Training.Steps == side.Steps) side.Plan = counted;
        }

        StateHasChanged();
    }

    private async Task WatchAsync(DuelRun side, int index, CancellationToken cancellationToken)
    {
        var waiting = new List<RunEvent>();
        var sent = time.GetTimestamp();
        await foreach (var batch in runs.WatchAsync(side.Summary.Id, 0, cancellationToken))
        {
            side.Apply(batch);
            waiting.AddRange(batch);
            if (time.GetElapsedTime(sent) < Frame && !side.Progress.State.IsFinal()) continue;
            await PushAsync();
            sent = time.GetTimestamp();
        }

        await PushAsync();

        async Task PushAsync()
        {
            await Browser.TellAsync("push", index, JsonSerializer.SerializeToUtf8Bytes(waiting, RunJson.Options));
            waiting.Clear();
            StateHasChanged();
        }
    }

    /// <summary>Keeps the place in the queue fresh.</summary>
    private async Task QueueAsync(DuelRun side, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            var place = await runs.QueuePositionAsync(side.Summary.Id, cancellationToken);
            if (place == side.QueuePosition) continue;
            side.QueuePosition = place;
            StateHasChanged();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken) && side.Progress.State == RunState.Queued);
    }

    private static string Status(DuelRun side) => side.Progress switch
    {
        { State: RunState.Queued } => side.QueuePosition == 0 ? "next to train" : $"waits for {Words.Plural(side.QueuePosition, "run")} before it",
        { State: RunState.Starting } => "learns its pieces",
        { State: RunState.Running, TimeLeft: { } left } => $"step {Words.Number(side.Progress.Step)} of {Words.Number(side.Steps)} · {Words.Clock(left)} left",
        _ => $"step {Words.Number(side.Progress.Step)} of {Words.Number(side.Steps)}",
    };

    private static string Bits(double bits) => bits.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Known<T>(T? value, Func<T, string> words)
        where T : struct => value is { } known ? words(known) : "–";

    private static DuelTokenizer? Tokenizer(string? name) => DuelTokenizer.All.FirstOrDefault(tokenizer => tokenizer.Name == name);

    private static DuelPower? Power(string? name) => DuelPower.All.FirstOrDefault(power => power.Name == name);

    private void OnConnectionChanged(object? sender, EventArgs change) => _ = InvokeAsync(StateHasChanged);

    private async Task ReleaseDrawingAsync()
    {
        if (watching is not null) await watching.CancelAsync();
        watching?.Dispose();
        watching = null;
        await Browser.ReleaseAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        trainer.ConnectionChanged -= OnConnectionChanged;
        await leaving.CancelAsync();
        await ReleaseDrawingAsync();
        await Browser.DisposeAsync();
        leaving.Dispose();
    }
}
