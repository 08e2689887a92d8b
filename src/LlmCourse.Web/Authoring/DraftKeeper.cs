namespace LlmCourse.Web.Authoring;

/// <summary>Keeps what one author types in one file, at most once an interval however fast it is typed. Serves one page, on its own thread of work.</summary>
public sealed class DraftKeeper(AuthorDrafts drafts, string author, string path, TimeSpan interval, TimeProvider time)
{
    private string? kept;
    private bool waiting;

    /// <summary>Whether this text is what would be found after a crash.</summary>
    public bool Holds(string text) => kept == text;

    /// <summary>The draft from an earlier visit; null when there is none.</summary>
    public async Task<AuthorDraft?> OpenAsync(CancellationToken cancellationToken)
    {
        var found = await drafts.FindAsync(author, path, cancellationToken);
        kept = found?.Text;
        return found;
    }

    /// <summary>Something was typed: keeps, when the interval is over, what stands there then.</summary>
    /// <param name="current">The version that is typed over, and the text now.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is kept then.</param>
    public async Task TypedAsync(Func<(FileVersion Over, string Text)> current, CancellationToken cancellationToken)
    {
        if (waiting) return;
        waiting = true;
        try
        {
            await Task.Delay(interval, time, cancellationToken);
        }
        finally
        {
            waiting = false;
        }

        var (over, text) = current();
        await KeepAsync(over, text, cancellationToken);
    }

    /// <summary>Keeps a text now; one that is what was saved needs no draft.</summary>
    public async Task KeepAsync(FileVersion over, string text, CancellationToken cancellationToken)
    {
        if (text == over.Text)
        {
            if (kept is not null) await DropAsync(cancellationToken);
        }
        else if (text != kept)
        {
            await drafts.KeepAsync(author, path, over, text, cancellationToken);
            kept = text;
        }
    }

    /// <summary>Drops the draft: its text was saved or given up.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        await drafts.DropAsync(author, path, cancellationToken);
        kept = null;
    }
}
