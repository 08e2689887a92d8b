using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmCourse.Runs;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace LlmCourse.Web.Components.Pipeline;

/// <summary>The lab "data pipeline": C# owns what is set and chosen, a module draws the flow.</summary>
public sealed partial class PipelineLab : IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    // A slider tells of every stop on its way; the pipeline runs for the one where it rests.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(350);

    private readonly List<PipelineStage> stages = [];
    private ElementReference root;
    private CancellationTokenSource? running, reading;
    private PipelineView view = new(), author = new();
    private PipelineList? list;
    private PipelineDocument? document;
    private UploadedText? upload;
    private string owner = "";
    private string? failure, note;
    private bool cancelled, own;

    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter] public string Title { get; set; } = "A data pipeline";

    [Parameter] public int Documents { get; set; } = new PipelineSettings().Documents;

    [Parameter] public int Seed { get; set; } = new PipelineSettings().Seed;

    [CascadingParameter] private Task<AuthenticationState> Identity { get; set; } = default!;

    [Inject] private IUploadStore Uploads { get; set; } = default!;

    [Inject] private ITrainerClient Trainer { get; set; } = default!;

    [Inject] private IJSRuntime JavaScript { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private ILogger<PipelineLab> Log { get; set; } = default!;

    private BrowserModule Browser => field ??= new(JavaScript, Assets["lib/PipelineLab.js"]);

    private PipelineStage? Selected => stages.FirstOrDefault(stage => stage.Name == view.Stage);

    /// <summary>Whether a text is to be read that is not there yet.</summary>
    private bool Waits => own && view.Settings.Upload is null;

    /// <summary>What a cancelled run leaves behind.</summary>
    private string Kept => stages.Count(stage => stage.State != PipelineStageState.Running) switch
    {
        0 => "No stage had finished, so nothing is kept. Run again to begin anew.",
        var finished => $"Kept: {string.Join(", ", StageWords.All.Take(finished).Select(stage => stage.Title))}. Run again, and it goes on with {StageWords.All[Math.Min(finished, StageWords.All.Count - 1)].Title}.",
    };

    private string Status => running is not null ? stages.Count == 0 ? own ? "reading your text" : "writing the crawl" : $"{StageWords.Of(stages[^1].Name).Title}: {Words.Number(stages[^1].DocumentsIn)} of {Words.Number(stages[^1].Expected)}"
        : stages.Count < StageWords.All.Count || failure is not null || cancelled ? ""
        : stages.Count(stage => stage.State == PipelineStageState.Reused) is > 0 and var reused ? $"done; {(reused == StageWords.All.Count ? "every stage" : Words.Plural(reused, "stage"))} kept from before"
        : "done";

    /// <summary>Chooses a stage; called by the module.</summary>
    [JSInvokable]
    public async Task SelectStageAsync(string stage)
    {
        if (!StageWords.All.Any(known => known.Name == stage))
            return;
        view = view with { Stage = stage, Rule = null, Page = 0, Document = null, Show = PipelineShow.Acted };
        await ShowAsync();
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var (going, looking) = (running, reading);
        (running, reading) = (null, null); // what ends now has nothing left to show
        if (going is not null) await going.CancelAsync();
        if (looking is not null) await looking.CancelAsync();
        await Browser.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        author = new PipelineView { Settings = new PipelineSettings { Documents = Documents, Seed = Seed } };
        owner = await Identity.LearnerIdAsync();
        view = author.Read(System.Web.HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query), $"{Id}-", owner);
        if (view.Settings.Upload is not { } named) return;
        own = true;
        upload = await Uploads.FindAsync(named.Id, named.OwnerId, CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await Browser.AttachAsync("attach", root, DotNetObjectReference.Create(this), new
        {
            name = Id,
            stages = StageWords.All.Select(stage => new { stage.Name, stage.Title, stage.Acts }),
            kinds = StageWords.Kinds.Append(StageWords.Unknown).ToDictionary(kind => kind.Kind, kind => kind.Title),
        });
        await Browser.TellAsync("select", view.Stage);
        StateHasChanged(); // the controls open
        if (view != author) await RunAsync(TimeSpan.Zero); // a link to a result brings the result
    }

    private static bool IsSame(PipelineView left, PipelineView right) =>
        left.Stage == right.Stage && left.Show == right.Show && left.Rule == right.Rule && left.Page == right.Page;

    private async Task RunAsync(TimeSpan rest)
    {
        if (!Browser.IsAttached || Waits) return;
        if (running is not null) await running.CancelAsync();
        using var stop = running = new CancellationTokenSource();
        (failure, note, cancelled) = (null, null, false);
        var waiting = new List<PipelineNews>();
        try
        {
            await Task.Delay(rest, Time, stop.Token);
            var sent = Time.GetTimestamp();
            await foreach (var news in Trainer.RunPipelineAsync(view.Settings, stop.Token))
            {
                (failure, note) = (news.Error, news.Note ?? note);
                if (news.Stage is not null) Put(news);
                waiting.Add(news);
                if (Time.GetElapsedTime(sent) < Frame && !news.Completed) continue;
                await SendAsync(waiting);
                sent = Time.GetTimestamp();
            }
        }
        catch (OperationCanceledException)
        {
            if (running == stop) cancelled = true; // and not followed by a newer run
        }
        catch (Exception unreachable)
        {
            Log.LogWarning(unreachable, "The pipeline ended early");
            failure = "The trainer does not answer. Stages that had finished are kept. Run again when it is back.";
        }

        if (running == stop) await SendAsync(waiting); // a run that ends early leaves the picture where its numbers are
        if (running != stop) return;
        running = null;
        await ShowAsync();
        StateHasChanged();
    }

    private void Put(PipelineNews news)
    {
        if (stages.Count > news.Index) stages.RemoveRange(news.Index, stages.Count - news.Index);
        stages.Add(news.Stage!);
    }

    private async Task SendAsync(List<PipelineNews> news)
    {
        await Browser.TellAsync("push", JsonSerializer.SerializeToUtf8Bytes(news, RunJson.Options));
        news.Clear();
        StateHasChanged();
    }

    private Task ChangeAsync(PipelineSettings settings)
    {
        view = view with { Settings = settings, Page = 0, Document = null };
        return RunAsync(Rest);
    }

    /// <summary>Empties the picture: what it shows is of another source.</summary>
    private async Task ClearAsync()
    {
        if (running is { } going)
        {
            running = null;
            await going.CancelAsync();
        }

        stages.Clear();
        (list, document, failure, note, cancelled) = (null, null, null, null, false);
        await Browser.TellAsync("clear");
    }

    private async Task ChooseSourceAsync(ChangeEventArgs change)
    {
        own = change.Value as string == "upload";
        await ClearAsync();
        view = view with
        {
            Settings = view.Settings with { Upload = own && upload is not null ? new PipelineUpload(upload.Id, owner) : null },
            Show = PipelineShow.Acted,
            Rule = null,
            Page = 0,
            Document = null,
        };
        if (Waits) await ShowAsync();
        else await RunAsync(TimeSpan.Zero);
    }

    private async Task TakeAsync(UploadedText kept)
    {
        upload = kept;
        await ClearAsync();
        view = view with { Settings = view.Settings with { Upload = new PipelineUpload(kept.Id, owner) }, Rule = null, Page = 0, Document = null };
        await RunAsync(TimeSpan.Zero);
    }

    private async Task ResetAsync()
    {
        own = false;
        await ClearAsync();
        view = author;
        await RunAsync(TimeSpan.Zero);
    }

    private Task ChooseSizeAsync(ChangeEventArgs change) =>
        int.TryParse(change.Value?.ToString(), CultureInfo.InvariantCulture, out var size) ? ChangeAsync(view.Settings with { Documents = size }) : Task.CompletedTask;

    private Task ChooseRuleAsync(string rule) => ChooseListAsync(view with { Rule = view.Rule == rule ? null : rule, Show = PipelineShow.Acted, Page = 0 });

    private async Task ChooseListAsync(PipelineView chosen)
    {
        if (IsSame(chosen, view)) return;
        view = chosen with { Document = null };
        await ShowAsync();
    }

    private async Task OpenAsync(string? id)
    {
        view = view with { Document = id };
        await ShowAsync();
        if (document is null) return;
        StateHasChanged();
        await Browser.TellAsync("reveal", ".document-view");
    }

    /// <summary>Brings list, document, picture and address to what is chosen.</summary>
    private async Task ShowAsync()
    {
        if (reading is not null) await reading.CancelAsync();
        using var stop = reading = new CancellationTokenSource();
        try
        {
            await Browser.TellAsync("select", view.Stage);
            await Browser.CallAsync("setAddress", $"{Id}-", view.Write(author));
            if (running is not null) return;
            if (stages.Count < StageWords.All.Count || failure is not null || cancelled)
            {
                (list, document) = (null, null); // what was listed before was of other settings
                return;
            }

            var asked = view;
            var found = await Trainer.ListPipelineAsync(Request(asked, asked.Page * DocumentList.PageSize, DocumentList.PageSize), stop.Token);
            var opened = asked.Document is null ? null : await Trainer.ReadPipelineAsync(new PipelineDocumentRequest(asked.Settings, asked.Stage, asked.Document), stop.Token);
            if (reading == stop) (list, document) = (found, opened);
        }
        catch (OperationCanceledException)
        {
            // something else was chosen meanwhile, or the reader has left
        }
        finally
        {
            if (reading == stop) reading = null;
        }
    }

    private static PipelineListRequest Request(PipelineView view, int skip, int take) => new(view.Settings, view.Stage, view.Show, view.Rule, skip, take);

    private async Task SaveDocumentsAsync()
    {
        var asked = view;
        var csv = new StringBuilder(Csv.Row("id", "planted", "verdict", "truth", "rule", "reason", "related"));
        for (var skip = 0; ;)
        {
            var page = await Trainer.ListPipelineAsync(Request(asked, skip, PipelineLimits.RowsPerPage), CancellationToken.None);
            foreach (var row in page.Rows)
                csv.Append(Csv.Row(row.Id, row.Kind, row.Verdict, row.Truth, row.Rule, row.Reason, row.Related));
            skip += page.Rows.Count;
            if (page.Rows.Count == 0 || skip >= page.Total) break;
        }

        await Browser.CallAsync("saveTable", $"{Id}-{asked.Stage}-{asked.Show.ToString().ToLowerInvariant()}", Encoding.UTF8.GetBytes(csv.ToString()));
    }

    private Task DrawAsync(string what) => Browser.TellAsync(what);
}
