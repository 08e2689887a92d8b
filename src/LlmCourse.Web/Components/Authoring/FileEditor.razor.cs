using System.Text;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Glossary;
using LlmCourse.Lessons.Yaml;
using LlmCourse.Web.Authoring;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Radzen;

namespace LlmCourse.Web.Components.Authoring;

/// <summary>
/// One file of the course in an editor, with what is wrong with it and what a learner will see. The browser keeps the text;
/// this side checks it, renders it, keeps it as a draft, and saves it over the version it was opened from.
/// </summary>
public sealed partial class FileEditor(
    CourseShelf shelf,
    ContentFiles files,
    FileHistory versions,
    AuthorDrafts drafts,
    AuthoringDesk desk,
    Presence presence,
    PageSeatsAtFiles seats,
    IOptions<AuthoringOptions> options,
    DialogService dialogs,
    NavigationManager navigation,
    IJSRuntime javaScript,
    TimeProvider time,
    ILogger<FileEditor> log) : ComponentBase
{
    private const int MaxTextBytes = 1_000_000; // far above what is saved, so that the limit can be explained

    private readonly CancellationTokenSource leaving = new();
    private ElementReference host, preview;
    private ComparisonView? comparison;
    private DraftKeeper? draft;
    private IDisposable? watching;
    private Presence.Seat? seat;
    private ContentKind? kind;
    private FileVersion? saved, theirs;
    private Conflict? conflict;
    private Lesson? lesson, shown;
    private IReadOnlyList<GlossaryEntry> glossary = [];
    private IReadOnlyList<Diagnostic> findings = [];
    private IReadOnlyList<string> siblings = [], others = [];
    private IReadOnlySet<string> unsaved = new HashSet<string>();
    private IReadOnlyList<HistoryEntry>? history;
    private HistoryEntry? former;
    private DateTimeOffset? draftAt, savedAt;
    private string text = "", pane = "text";
    private string? problem, readOnly, formerText;
    private int revision, looks, shownLook, foundIn, diagnosed = -1;
    private bool busy, againstBase, changedMeanwhile, opened, mounted;

    /// <summary>The file, relative to the content folder.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    [CascadingParameter] private Task<AuthenticationState> Identity { get; set; } = default!;

    private BrowserModule Browser => field ??= new(javaScript, Assets["lib/Editor.js"]);

    private TimeProvider Time => time;

    private bool Dirty => opened && text != (saved?.Text ?? "");

    private bool IsOriginal => ContentPath.FolderOf(Path) is { } folder && Path == ContentPath.LessonIn(folder);

    private int Errors => findings.Count(finding => finding.Severity == Severity.Error);

    private bool IsPublished => lesson?.FrontMatter?.Status == LessonStatus.Published;

    private string SaveState => busy ? "saving" : Dirty ? (draft?.Holds(text) == true ? "not saved; kept as your draft" : "not saved") : savedAt is { } at ? $"saved {Words.Ago(at, time.GetUtcNow())}" : "as on disk";

    /// <summary>Reads what the browser hands over.</summary>
    internal static async Task<string> ReadTextAsync(IJSStreamReference handed, CancellationToken cancellationToken)
    {
        await using var stream = await handed.OpenReadStreamAsync(MaxTextBytes, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>The author has paused: check, render, keep as a draft.</summary>
    [JSInvokable]
    public async Task EditedAsync(IJSStreamReference handed, int typed)
    {
        var read = await ReadTextAsync(handed, leaving.Token);
        if (typed < revision) return; // what was typed after it came in faster
        (text, revision, problem) = (read, typed, null);
        await CheckAsync();
        StateHasChanged();
        _ = KeepDraftAsync();
    }

    /// <summary>Saves over the version that was opened; another one there by now makes a conflict, and nothing is written.</summary>
    [JSInvokable]
    public Task SaveAsync() => Dirty ? SaveAsync(text, saved, "Saved") : Task.CompletedTask;

    /// <summary>Takes a pasted or dropped picture and gives the template of a figure that shows it; null after a refusal.</summary>
    [JSInvokable]
    public async Task<string?> AddPictureAsync(string name, IJSStreamReference handed)
    {
        // One byte more than allowed is enough to know; the stream is refused beyond it.
        await using var stream = await OpenPictureAsync(handed);
        return stream is null ? null : await AddPictureAsync(name, stream);
    }

    /// <summary>Names of the regions of a source file, for completion.</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<string>> RegionsAsync(string source) => await (await shelf.ReadAsync(leaving.Token)).Completions.RegionsAsync(source, leaving.Token);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        kind = ContentPath.KindOf(Path);
        readOnly = files.WhyReadOnly();
        if (RendererInfo.IsInteractive) watching = shelf.Watch(_ => InvokeAsync(FollowDiskAsync)); // before the file is read: a change in between is seen
        saved = await files.ReadAsync(Path, leaving.Token);
        text = saved?.Text ?? "";
        var who = (await Identity).User;
        draft = new DraftKeeper(drafts, who.LearnerId(), Path, TimeSpan.FromMilliseconds(options.Value.DraftMilliseconds), time);
        if (await draft.OpenAsync(leaving.Token) is { } found && found.Text != text)
        {
            theirs = found.Base.Hash == saved?.Hash ? null : saved;
            (saved, text, draftAt) = (found.Base, found.Text, found.At);
        }

        opened = true;
        ListSiblings();
        unsaved = await drafts.PathsAsync(who.LearnerId(), leaving.Token);
        await CheckAsync();
        if (!RendererInfo.IsInteractive || leaving.IsCancellationRequested) return;
        seat = seats.Enter(Path, who.Identity?.Name ?? "somebody", () => InvokeAsync(CountOthers));
        CountOthers();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (opened && !mounted)
            {
                mounted = true;
                var offers = await OffersAsync();
                await Browser.AttachAsync("mount", host, DotNetObjectReference.Create(this), new
                {
                    text,
                    mode = kind switch { ContentKind.Lesson => "lesson", ContentKind.Glossary => "markdown", _ => "yaml" },
                    label = $"Text of {Path}",
                    readOnly = false,
                    offers,
                }, preview);
                if (changedMeanwhile) await FollowDiskAsync();
            }

            if (!Browser.IsAttached || diagnosed == foundIn) return;
            diagnosed = foundIn;
            await Browser.TellAsync("diagnose", foundIn, findings.Where(finding => finding.File == Path).Select(finding => new
            {
                finding.Line,
                finding.Column,
                finding.Length,
                severity = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" },
                finding.Message,
                finding.Help,
                rule = finding.RuleId,
            }));
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the author has left
        }
    }

    /// <summary>Checks and renders the text. Looks may overtake each other; an older one never takes the place of a newer one.</summary>
    private async Task CheckAsync()
    {
        var look = ++looks;
        var course = await shelf.ReadAsync(leaving.Token);
        var of = revision;
        var read = kind == ContentKind.Lesson ? await course.PreviewAsync(Path, text, leaving.Token) : null;
        var outline = kind == ContentKind.Outline ? await course.PreviewOutlineAsync(text, leaving.Token) : [];
        if (look < shownLook) return;
        (shownLook, foundIn) = (look, of);
        switch (kind)
        {
            case ContentKind.Lesson:
                lesson = read!;
                if (lesson.Refusal is null) shown = lesson;
                findings = lesson.Diagnostics;
                break;
            case ContentKind.Glossary:
                findings = course.PreviewGlossary(text, out glossary);
                break;
            case ContentKind.RunFile:
                _ = SettingsFile.ToJson(Path, text, shelf.Options.CheckRunSpec, out findings);
                break;
            case ContentKind.Outline:
                findings = outline;
                break;
        }
    }

    /// <summary>The course changed on disk: an untouched text follows, a touched one is left alone and told.</summary>
    private async Task FollowDiskAsync()
    {
        FileVersion? over, present;
        do
        {
            changedMeanwhile = busy || !Browser.IsAttached;
            if (changedMeanwhile) return; // whoever is at work looks again afterwards
            over = saved;
            present = await files.ReadAsync(Path, leaving.Token);
        }
        while (!ReferenceEquals(over, saved)); // saved in between: what was read may be older

        ListSiblings();
        if (present is not null && present.Hash != saved?.Hash)
        {
            var follows = !Dirty || present.Text == text;
            if (follows && present.Text != text) follows = await Browser.AskAsync<bool>("follow", present.Text);
            if (follows) (saved, text, theirs) = (present, present.Text, null);
            else theirs = present;
        }

        await CheckAsync();
        await Browser.TellAsync("offer", await OffersAsync());
        diagnosed = -1;
        StateHasChanged();
    }

    private async Task DeleteAsync()
    {
        var sure = await dialogs.Confirm(
            IsOriginal ? "The lesson is taken off the course, with its translations, run files and pictures. All of it is kept, and can be brought back from the list of lessons." : $"{Path} is taken off the course. Its text stays in the history, and can be brought back from the list of lessons.",
            IsOriginal ? "Delete this lesson?" : "Delete this file?",
            new ConfirmOptions { OkButtonText = "Delete it", CancelButtonText = "Keep it" }, leaving.Token);
        if (sure != true) return;
        await DoAsync(async who =>
        {
            await desk.DeleteAsync(who, Path, leaving.Token);
            text = saved?.Text ?? "";
            await draft!.DropAsync(leaving.Token);
            navigation.NavigateTo("authoring");
        });
    }

    private Task AddRunFileAsync() => DoAsync(async who =>
    {
        var name = await desk.CreateRunFileAsync(who, ContentPath.FolderOf(Path)!, "run", leaving.Token);
        ListSiblings();
        if (!Browser.IsAttached || kind != ContentKind.Lesson) return;
        await Browser.TellAsync("offer", await OffersAsync());
        await InsertAsync($":::train Watch it learn {{#ID}}\n:spec: {name}\n:knobs: learningRate, steps\n:watch: loss, samples\n:::");
    });

    private async Task PickPictureAsync(InputFileChangeEventArgs picked)
    {
        if (picked.File.Size > options.Value.MaxPictureBytes)
        {
            problem = TooLarge;
            return;
        }

        await using var stream = picked.File.OpenReadStream(options.Value.MaxPictureBytes, leaving.Token);
        if (await AddPictureAsync(picked.File.Name, stream) is { } figure) await InsertAsync(figure);
    }

    private Task InsertAsync(string template) => Browser.TellAsync("insert", template);

    private string TooLarge => $"The picture is larger than {Words.Number(options.Value.MaxPictureBytes / 1000)} KB. Make it smaller, or save it as WebP.";

    private async Task<Stream?> OpenPictureAsync(IJSStreamReference handed)
    {
        if (handed.Length <= options.Value.MaxPictureBytes) return await handed.OpenReadStreamAsync(options.Value.MaxPictureBytes, leaving.Token);
        problem = TooLarge;
        await InvokeAsync(StateHasChanged);
        return null;
    }

    private async Task<string?> AddPictureAsync(string name, Stream stream)
    {
        string? figure = null;
        await DoAsync(async who =>
        {
            if (ContentPath.FolderOf(Path) is not { } folder) throw new AuthoringException("Pictures lie beside a lesson; this file has no place for them.");
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, leaving.Token);
            var file = await desk.AddPictureAsync(who, folder, name, bytes.ToArray(), leaving.Token);
            figure = $":::figure TITLE {{#ID}}\n:src: {file}\n:alt: WHAT IT SHOWS\n:::";
            if (Browser.IsAttached) await Browser.TellAsync("offer", await OffersAsync());
        });
        return figure;
    }

    private async Task ReplaceAsync(string wanted)
    {
        text = wanted;
        await Browser.TellAsync("setText", wanted);
        await CheckAsync();
        diagnosed = -1;
        StateHasChanged();
    }

    private async Task JumpAsync(Diagnostic finding)
    {
        if (finding.File != Path && ContentPath.KindOf(finding.File) is not null) navigation.NavigateTo($"authoring/files/{finding.File}");
        else await Browser.TellAsync("jump", finding.Line, finding.Column);
    }

    private async Task DoAsync(Func<System.Security.Claims.ClaimsPrincipal, Task> act)
    {
        if (busy) return;
        (busy, problem) = (true, null);
        StateHasChanged();
        try
        {
            await act((await Identity).User);
        }
        catch (AuthoringException refused)
        {
            problem = refused.Message;
        }
        finally
        {
            busy = false;
            StateHasChanged();
            if (changedMeanwhile) await FollowDiskAsync();
        }
    }

    private void CountOthers()
    {
        if (seat is not null) others = presence.OthersAt(Path, seat);
        StateHasChanged();
    }

    private void ListSiblings()
    {
        var folder = ContentPath.FolderOf(Path);
        siblings = folder is null ? [] : [.. files.List().Where(file => ContentPath.FolderOf(file) == folder).OrderByDescending(file => ContentPath.KindOf(file) == ContentKind.Lesson)];
    }

    private async Task<object> OffersAsync()
    {
        var course = await shelf.ReadAsync(leaving.Token);
        return new
        {
            directives = AuthoringCompletions.Directives,
            labs = AuthoringCompletions.Labs,
            frontMatter = AuthoringCompletions.FrontMatter,
            lessons = course.Completions.Lessons,
            lessonIds = course.Course.Lessons.Select(each => each.Id),
            modules = course.Course.Modules.Select(each => each.Id),
            sources = course.Completions.SourcePaths(),
            settings = kind == ContentKind.RunFile ? RunFileSettings.All.Select(each => new { each.Section, each.Default, each.Shape.Name, each.Shape.Explanation, each.Shape.Values }) : [],
            sections = kind == ContentKind.RunFile ? RunFileSettings.Sections : [],
            files = ContentPath.FolderOf(Path) is { } folder ? files.NamesBeside(folder) : [],
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        watching?.Dispose();
        if (seat is not null) seats.Leave(seat);
        await leaving.CancelAsync();
        await KeepLastAsync();
        await Browser.DisposeAsync();
        leaving.Dispose();
    }
}
