using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Learning;

/// <summary>
/// One visitor's progress while a page of theirs is open: read once, changed through this object, and told to every
/// component that shows a part of it. One a circuit; other circuits of the same learner read anew when they open.
/// </summary>
public sealed class LearnerBook(ProgressStore store)
{
    private readonly Lock gate = new();
    private Task<string>? opening;
    private string name = "";

    /// <summary>Something in <see cref="Progress"/> changed.</summary>
    public event EventHandler? Changed;

    /// <summary>The newest known progress.</summary>
    public LearnerProgress Progress { get; private set; } = LearnerProgress.None;

    /// <summary>Where the learner is on the page that is open; null outside of lessons.</summary>
    public LearningPlace? Here { get; private set; }

    /// <summary>The learner's identifier. Reads their progress the first time.</summary>
    public Task<string> OpenAsync(Task<AuthenticationState> identity)
    {
        lock (gate)
        {
            if (opening is null || opening.IsFaulted) opening = ReadAsync(identity);
            return opening;
        }
    }

    /// <summary>Notes that the learner is at work here.</summary>
    public async Task SeenAsync(LearningPlace place, CancellationToken cancellationToken)
    {
        if (opening is null) return;
        Here = place;
        await store.SeenAsync(await opening, name, place, cancellationToken);
        Progress = Progress with { Place = place };
    }

    /// <summary>Ticks a section; see <see cref="ProgressStore.MarkReadAsync"/>.</summary>
    public async Task MarkReadAsync(SectionKey section, bool byHand, CancellationToken cancellationToken)
    {
        if (opening is null || Progress.Read.Contains(section)) return;
        if (!await store.MarkReadAsync(await opening, section, byHand, cancellationToken)) return;
        Change(Progress with { Read = new HashSet<SectionKey>(Progress.Read) { section } });
    }

    /// <summary>Takes a section's tick back.</summary>
    public async Task UnmarkAsync(SectionKey section, CancellationToken cancellationToken)
    {
        if (opening is null) return;
        await store.UnmarkAsync(await opening, section, cancellationToken);
        Change(Progress with { Read = Progress.Read.Where(read => read != section).ToHashSet() });
    }

    /// <summary>Ticks an outcome, or takes its tick back.</summary>
    public async Task SetOutcomeAsync(string lesson, string outcome, bool reached, CancellationToken cancellationToken)
    {
        if (opening is null) return;
        await store.SetOutcomeAsync(await opening, lesson, outcome, reached, cancellationToken);
        var others = Progress.Outcomes.Where(known => known != (lesson, outcome));
        Change(Progress with { Outcomes = (reached ? others.Append((lesson, outcome)) : others).ToHashSet() });
    }

    /// <summary>Reads everything anew, after data was deleted or handed over.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (opening is not null) Change(await store.ReadAsync(await opening, cancellationToken));
    }

    private async Task<string> ReadAsync(Task<AuthenticationState> identity)
    {
        var visitor = (await identity).User;
        name = visitor.Identity?.Name ?? "";
        var learner = visitor.LearnerId();
        Progress = await store.ReadAsync(learner, CancellationToken.None);
        return learner;
    }

    private void Change(LearnerProgress progress)
    {
        Progress = progress;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
