using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Authoring;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components.Routing;
using Radzen;

namespace LlmCourse.Web.Components.Authoring;

// Everything that keeps a text: saves over the version that was opened, conflicts, the history, drafts, the question before leaving.
public sealed partial class FileEditor
{
    private async Task AskToSaveAsync()
    {
        await Browser.TellAsync("flush");
        await SaveAsync();
    }

    private Task SaveAsync(string wanted, FileVersion? over, string message) => DoAsync(async who =>
    {
        var result = await desk.SaveAsync(who, Path, wanted, over, message, leaving.Token);
        if (result.Saved is { } version)
        {
            (saved, theirs, conflict, draftAt, savedAt) = (version, null, null, null, time.GetUtcNow());
            await draft!.DropAsync(leaving.Token);
            if (text != wanted) await ReplaceAsync(wanted);
            history = history is null ? null : await versions.ListAsync(Path, leaving.Token);
            return;
        }

        theirs = result.Theirs;
        await draft!.KeepAsync(Opened, text, leaving.Token);
        ShowConflict();
    });

    private void ShowConflict()
    {
        (history, former, againstBase) = (null, null, false);
        conflict = theirs is null ? null : new Conflict(saved?.Text ?? "", theirs.Text, theirs);
    }

    private async Task CloseConflictAsync()
    {
        await TakeOverMergedAsync();
        conflict = null;
    }

    private async Task CompareWithBaseAsync()
    {
        await TakeOverMergedAsync();
        againstBase = !againstBase;
    }

    /// <summary>What the author changed on the right side of the comparison is their text from now on, whatever they do next.</summary>
    private async Task TakeOverMergedAsync()
    {
        if (conflict is null || comparison is null || againstBase) return;
        var merged = await comparison.ReadAsync();
        if (merged == text) return;
        await ReplaceAsync(merged);
        _ = KeepDraftAsync();
    }

    private async Task SaveMergedAsync()
    {
        if (conflict is null) return;
        await TakeOverMergedAsync();
        await SaveAsync(text, conflict.Version, "Saved over another version");
    }

    private Task TakeTheirsAsync() => DoAsync(async who =>
    {
        if (conflict is null) return;

        // Yours loses, so it goes where nothing is lost.
        await versions.AddAsync(Path, new FileVersion(text), who.LearnerId(), who.Identity?.Name ?? "an instructor", "Not saved: gave way to another version", leaving.Token);
        await versions.AddAsync(Path, conflict.Version, null, "on disk", "The version that was kept", leaving.Token);
        await draft!.DropAsync(leaving.Token);
        saved = conflict.Version;
        (theirs, draftAt) = (null, null);
        var taken = conflict.Theirs;
        conflict = null;
        await ReplaceAsync(taken);
    });

    private Task TogglePublishedAsync() => DoAsync(async who =>
    {
        await Browser.TellAsync("flush");
        var status = IsPublished ? LessonStatus.Draft : LessonStatus.Published;
        if (FrontMatterText.WithStatus(text, status) is not { } wanted) throw new AuthoringException("The lesson has no settings between two lines of hyphens. Add them first.");
        var result = await desk.SaveAsync(who, Path, wanted, saved, status == LessonStatus.Published ? "Published" : "Taken back", leaving.Token);
        if (result.Saved is null)
        {
            theirs = result.Theirs;
            ShowConflict();
            return;
        }

        (saved, theirs, draftAt, savedAt) = (result.Saved, null, null, time.GetUtcNow());
        await draft!.DropAsync(leaving.Token);
        await ReplaceAsync(wanted);
        await desk.NotePublishedAsync(who, Path, status);
    });

    private async Task ToggleHistoryAsync()
    {
        await CloseConflictAsync();
        (former, formerText) = (null, null);
        history = history is null ? await desk.HistoryAsync(Path, leaving.Token) : null;
    }

    private async Task LookAtAsync(HistoryEntry entry)
    {
        formerText = await versions.TextAsync(Path, entry.Number, leaving.Token);
        former = entry;
    }

    private async Task RestoreAsync()
    {
        var wanted = formerText ?? text;
        (history, former, formerText) = (null, null, null);
        await ReplaceAsync(wanted);
        _ = KeepDraftAsync();
    }

    private async Task DiscardDraftAsync()
    {
        await draft!.DropAsync(leaving.Token);
        (saved, draftAt, theirs) = (await files.ReadAsync(Path, leaving.Token), null, null);
        await ReplaceAsync(saved?.Text ?? "");
    }

    /// <summary>The version that is typed over.</summary>
    private FileVersion Opened => saved ?? new FileVersion("");

    /// <summary>Keeps the newest text as a draft when the interval is over.</summary>
    private async Task KeepDraftAsync()
    {
        try
        {
            await draft!.TypedAsync(() => (Opened, text), leaving.Token);
            StateHasChanged();
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the last text is kept when the page goes
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The draft of {Path} could not be kept", Path);
        }
    }

    /// <summary>The page goes, perhaps within the interval since the last key.</summary>
    private async Task KeepLastAsync()
    {
        if (!opened || draft is null || !RendererInfo.IsInteractive || !Dirty) return;
        try
        {
            await draft.KeepAsync(Opened, text, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The draft of {Path} could not be kept when its page went", Path);
        }
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext leave)
    {
        if (!Dirty) return;

        // The files of a lesson are written together: from one to the other, the draft is kept without a question.
        var toSibling = siblings.Any(file => leave.TargetLocation.EndsWith($"authoring/files/{file}", StringComparison.Ordinal));
        var sure = toSibling ? true : await dialogs.Confirm("What you typed is not saved. It is kept as your draft, and is here when you come back.", "Leave without saving?", new ConfirmOptions { OkButtonText = "Leave", CancelButtonText = "Stay" }, leaving.Token);
        if (sure != true) leave.PreventNavigation();
        else await KeepLastAsync();
    }

    /// <summary>What stands against each other.</summary>
    private sealed record Conflict(string Base, string Theirs, FileVersion Version);
}
