using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Glossary;
using LlmCourse.Lessons.Search;
using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Courses;

/// <summary>Reads a course from disk: the outline, then every lesson and its translations, then what connects them.</summary>
/// <param name="options">Where the course is.</param>
/// <param name="sources">The product's sources; they may have served earlier loads.</param>
internal sealed class CourseLoader(CourseOptions options, SourceLibrary sources)
{
    private readonly ConfinedFolder _content = new(options.ContentFolder);
    private readonly LessonWorker _worker = new(options);
    private readonly List<Diagnostic> _diagnostics = [];

    public async Task<CourseLibrary> LoadAsync(CancellationToken cancellationToken)
    {
        var outline = await ReadOutlineAsync(cancellationToken);
        var slots = new List<LessonSlot>();
        foreach (var folder in outline.Modules.SelectMany(module => module.Lessons))
            slots.Add(await _worker.ReadFileAsync(folder, slots.Count + 1, original: null, language: null, cancellationToken));
        RefuseDuplicates(slots);
        var translations = await ReadTranslationsAsync(slots, cancellationToken);
        CheckConnections(outline, [.. slots, .. translations]);

        var glossary = await ReadGlossaryAsync(cancellationToken);
        var drafts = slots.Select(slot => slot.Draft).OfType<LessonDraft>();
        var index = new LinkIndex([.. drafts.Select(draft => draft.Document), glossary.Document]);
        var entries = glossary.Render(index, _content);
        var surroundings = new LessonSurroundings(index, sources, new TermIndex(entries), options);

        var lessons = await RenderAsync(slots, surroundings, cancellationToken);
        var translated = await RenderAsync(translations, surroundings, cancellationToken);
        _diagnostics.AddRange(glossary.Diagnostics.Items);
        _diagnostics.AddRange(LessonFolders.On(_content).Except(slots.Select(slot => slot.Folder)).Select(LessonFolders.Unlisted));
        var shelf = new LessonShelf(lessons, translated);
        var modules = outline.Modules.Select(
            module => new CourseModule(module.Id, module.Title, module.Summary, [.. module.Lessons.Select(shelf.InFolder)]));
        return new CourseLibrary(
            new Course(outline.Title, outline.Summary, [.. modules]), shelf, entries, _diagnostics,
            new SearchIndex([.. slots, .. translations]),
            new LessonPreviewer(outline, slots, surroundings, _worker));
    }

    private async Task<CourseOutline> ReadOutlineAsync(CancellationToken cancellationToken)
    {
        var (text, fault) = await ReadAsync(CourseOutline.FileName, CourseOutline.MaxBytes, cancellationToken);
        var source = new SourceText(CourseOutline.FileName, text);
        var diagnostics = new DiagnosticBag(source);
        if (fault != TextFileFault.None)
            diagnostics.Report(fault == TextFileFault.NotUtf8 ? Rules.NotUtf8 : Rules.UnreadableFile, 0, 1, "The outline of the course cannot be read.");
        var outline = fault == TextFileFault.None ? CourseOutline.Read(source, diagnostics) : CourseOutline.Empty;
        _diagnostics.AddRange(diagnostics.Items);
        return outline;
    }

    private async Task<GlossaryDraft> ReadGlossaryAsync(CancellationToken cancellationToken)
    {
        var isThere = _content.Resolve(GlossaryDraft.FileName) is { } path && File.Exists(path);
        var (text, fault) = await ReadAsync(GlossaryDraft.FileName, options.Limits.MaxGlossaryBytes, cancellationToken);
        var draft = GlossaryDraft.Read(text);
        if (isThere && fault != TextFileFault.None)
            draft.Diagnostics.Report(fault == TextFileFault.NotUtf8 ? Rules.NotUtf8 : Rules.UnreadableFile, 0, 1, $"The glossary cannot be read, or is larger than {options.Limits.MaxGlossaryBytes / 1024} KB.");
        return draft;
    }

    private async Task<(string Text, TextFileFault Fault)> ReadAsync(string file, int maxBytes, CancellationToken cancellationToken) =>
        _content.Resolve(file) is { } path ? await TextFile.ReadAsync(path, maxBytes, cancellationToken) : ("", TextFileFault.Unreadable);

    private async Task<List<LessonSlot>> ReadTranslationsAsync(List<LessonSlot> slots, CancellationToken cancellationToken)
    {
        var translations = new List<LessonSlot>();
        foreach (var original in slots)
        {
            if (original is not { Refusal: null, Draft: { } draft })
                continue;
            foreach (var language in LanguagesOf(original.Folder))
            {
                var slot = await _worker.ReadFileAsync(original.Folder, original.Number, draft, language, cancellationToken);
                if (slot.Draft is { } translation)
                    slot.IsUsable = LessonConnections.CheckTranslation(translation, draft);
                translations.Add(slot);
            }
        }

        return translations;
    }

    private IEnumerable<string> LanguagesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_content.Root, LessonFolders.Parent, folder), "lesson.*.md")
            .Select(file => LessonFolders.LanguageOf(Path.GetFileName(file)))
            .OfType<string>()
            .Order(StringComparer.Ordinal);

    private async Task<List<Lesson>> RenderAsync(List<LessonSlot> slots, LessonSurroundings surroundings, CancellationToken cancellationToken)
    {
        var lessons = new List<Lesson>();
        foreach (var slot in slots)
        {
            var lesson = await _worker.RenderAsync(slot, surroundings, cancellationToken);
            _diagnostics.AddRange(lesson.Diagnostics);
            lessons.Add(lesson);
        }

        return lessons;
    }

    private static void RefuseDuplicates(List<LessonSlot> slots)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in slots.Where(slot => !ids.Add(slot.Id)))
        {
            var substitute = slot.Folder;
            while (!ids.Add(substitute))
                substitute += "-again";
            slot.RefuseDuplicate(substitute);
        }
    }

    private static void CheckConnections(CourseOutline outline, IReadOnlyList<LessonSlot> slots)
    {
        var requirements = RequirementGraph.Of(slots);
        foreach (var slot in slots)
        {
            if (slot.Draft is { } draft)
                LessonConnections.Check(draft, outline.ModuleOf(slot.Folder), requirements);
        }
    }
}
