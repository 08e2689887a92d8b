using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Glossary;

namespace LlmCourse.Lessons.Courses;

/// <summary>Checks and renders one text as if it were a lesson of the course. Safe for concurrent use.</summary>
internal sealed class LessonPreviewer(CourseOutline outline, IReadOnlyList<LessonSlot> slots, LessonSurroundings surroundings, LessonWorker worker)
{
    /// <summary>What the rendering of lessons takes from the course.</summary>
    public LessonSurroundings Surroundings => surroundings;

    /// <summary>The lesson that a path and a text make; see <see cref="CourseLibrary.PreviewAsync"/>.</summary>
    public async Task<Lesson> RenderAsync(string path, string text, CancellationToken cancellationToken)
    {
        var (folder, language) = LessonFolders.Parse(path)
            ?? throw new ArgumentException($"“{path}” is not the path of a lesson: it takes lessons/NN-slug/lesson.md or lessons/NN-slug/lesson.de.md.", nameof(path));
        var known = slots.FirstOrDefault(slot => slot.Folder == folder);
        var number = known?.Number ?? slots.Count + 1;
        var original = language is null ? null : known?.Draft;
        var slot = await worker.ReadTextAsync(folder, number, original, language, text, cancellationToken);
        if (slot.Draft is not { } draft)
            return slot.ToLesson([]);

        var others = slots.Where(other => other.Folder != folder).ToList();
        if (others.Exists(other => other.Id == slot.Id))
            slot.RefuseDuplicate(folder);
        LessonConnections.Check(draft, outline.ModuleOf(folder), RequirementGraph.Of([slot, .. others]));
        if (known is null)
            draft.Diagnostics.Add(LessonFolders.Unlisted(folder));
        if (original is not null)
            slot.IsUsable = LessonConnections.CheckTranslation(draft, original);
        var around = language is null ? surroundings with { Index = surroundings.Index.With(draft.Document) } : surroundings;
        return await worker.RenderAsync(slot, around, cancellationToken);
    }

    /// <summary>What is wrong with a text that is to be the outline; see <see cref="CourseLibrary.PreviewOutlineAsync"/>.</summary>
    public Task<IReadOnlyList<Diagnostic>> CheckOutlineAsync(string text, CancellationToken cancellationToken) =>
        new OutlineChecker(slots, worker, surroundings.Options).CheckAsync(text, cancellationToken);

    /// <summary>What is wrong with a text that is to be the glossary.</summary>
    public IReadOnlyList<Diagnostic> CheckGlossary(string text, out IReadOnlyList<GlossaryEntry> entries)
    {
        var draft = GlossaryDraft.Read(text);
        entries = draft.Render(surroundings.Index, new Files.ConfinedFolder(surroundings.Options.ContentFolder));
        return draft.Diagnostics.Items;
    }
}
