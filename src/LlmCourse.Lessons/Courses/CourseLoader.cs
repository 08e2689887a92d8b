using System.Diagnostics;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Courses;

/// <summary>Reads a course from disk: the outline, then every lesson, then what connects them.</summary>
internal sealed class CourseLoader(CourseOptions options)
{
    private const string OutlineFile = "course.yaml";

    /// <summary>Largest <c>course.yaml</c> in bytes: some thousands of lessons.</summary>
    private const int MaxOutlineBytes = 256 * 1024;

    private readonly ConfinedFolder _content = new(options.ContentFolder);
    private readonly List<Diagnostic> _diagnostics = [];

    public async Task<CourseLibrary> LoadAsync(CancellationToken cancellationToken)
    {
        var outline = await ReadOutlineAsync(cancellationToken);
        var slots = new List<LessonSlot>();
        foreach (var folder in outline.Modules.SelectMany(module => module.Lessons))
            slots.Add(await ReadLessonAsync(folder, slots.Count + 1, cancellationToken));

        RefuseDuplicates(slots);
        CheckConnections(outline, slots);
        var index = new LessonIndex(slots.Select(slot => slot.Draft).OfType<LessonDraft>());
        var sources = new SourceLibrary(options.RepositoryRoot, options.Limits.MaxSourceBytes);
        var lessons = new Dictionary<string, Lesson>(StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            var lesson = await RenderAsync(slot, index, sources, cancellationToken);
            lessons.Add(slot.Folder, lesson);
            _diagnostics.AddRange(lesson.Diagnostics);
        }

        ReportUnlisted(lessons.Keys);
        var modules = outline.Modules.Select(
            module => new CourseModule(module.Id, module.Title, module.Summary, [.. module.Lessons.Select(folder => lessons[folder])]));
        return new CourseLibrary(new Course(outline.Title, outline.Summary, [.. modules]), _diagnostics, _content);
    }

    private async Task<CourseOutline> ReadOutlineAsync(CancellationToken cancellationToken)
    {
        var (text, fault) = await TextFile.ReadAsync(Path.Combine(_content.Root, OutlineFile), MaxOutlineBytes, cancellationToken);
        var source = new SourceText(OutlineFile, text);
        var diagnostics = new DiagnosticBag(source);
        if (fault != TextFileFault.None)
            diagnostics.Report(fault == TextFileFault.NotUtf8 ? Rules.NotUtf8 : Rules.UnreadableFile, 0, 1, "The outline of the course cannot be read.");
        var outline = fault == TextFileFault.None ? CourseOutline.Read(source, diagnostics) : CourseOutline.Empty;
        _diagnostics.AddRange(diagnostics.Items);
        return outline;
    }

    private async Task<LessonSlot> ReadLessonAsync(string folder, int number, CancellationToken cancellationToken)
    {
        var file = $"{LessonFolders.Parent}/{folder}/{LessonFolders.FileName}";
        var path = LessonFolders.IsName(folder) ? _content.Resolve(file) : null;
        var limits = options.Limits;
        var (text, fault) = path is null ? ("", TextFileFault.Unreadable) : await TextFile.ReadAsync(path, limits.MaxBytes, cancellationToken);
        var source = new SourceText(file, text);
        var slot = new LessonSlot(folder, number, new DiagnosticBag(source));
        switch (fault)
        {
            case TextFileFault.Unreadable:
                slot.Refuse(Rules.MissingLesson, $"The course lists “{folder}”, but its lesson cannot be read.");
                break;
            case TextFileFault.TooLarge:
                slot.Refuse(Rules.LessonTooLarge, $"The lesson is larger than {limits.MaxBytes / 1024} KB.");
                break;
            case TextFileFault.NotUtf8:
                slot.Refuse(Rules.NotUtf8, "The lesson is not UTF-8.");
                break;
            default:
                slot.Draft = await GuardAsync(
                    slot, () => Task.FromResult(LessonDraftReader.Read(folder, source, slot.Diagnostics, limits)), cancellationToken);
                break;
        }

        return slot;
    }

    private async Task<Lesson> RenderAsync(LessonSlot slot, LessonIndex index, SourceLibrary sources, CancellationToken cancellationToken)
    {
        IReadOnlyList<LessonBlock>? blocks = null;
        if (slot is { Refusal: null, Draft: { } draft })
        {
            blocks = await GuardAsync(
                slot, async () => await LessonRenderer.RenderAsync(draft, index, sources, options, cancellationToken), cancellationToken);
        }

        return slot.ToLesson(blocks ?? []);
    }

    /// <summary>
    /// Runs one step of one lesson away from the caller and within the lesson's time, so that no lesson, however broken,
    /// takes another one down.
    /// </summary>
    private async Task<T?> GuardAsync<T>(LessonSlot slot, Func<Task<T>> step, CancellationToken cancellationToken)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var rest = options.Limits.MaxRenderTime - slot.TimeTaken;
            return await Task.Run(step, cancellationToken).WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken);
        }
        catch (LessonRefusedException exception)
        {
            slot.Refuse(exception.Diagnostic);
        }
        catch (TimeoutException)
        {
            slot.Abandon(Rules.RenderTooSlow, $"The lesson took longer than {options.Limits.MaxRenderTime.TotalSeconds:0.#} seconds to read.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            slot.Abandon(Rules.RenderFailed, $"The lesson could not be rendered: {exception.Message}");
        }
        finally
        {
            slot.TimeTaken += clock.Elapsed;
        }

        return null;
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

    private static void CheckConnections(CourseOutline outline, List<LessonSlot> slots)
    {
        var ids = slots.Select(slot => slot.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var module in outline.Modules)
        {
            foreach (var folder in module.Lessons)
            {
                if (slots.Find(slot => slot.Folder == folder)?.Draft is not { } draft)
                    continue;
                if (draft.FrontMatter.Module != module.Id)
                    draft.Settings.Report(Rules.WrongModule, "module", $"course.yaml puts this lesson into “{module.Id}”, not “{draft.FrontMatter.Module}”.");
                for (var i = 0; i < draft.FrontMatter.Requires.Count; i++)
                {
                    if (!ids.Contains(draft.FrontMatter.Requires[i]))
                        draft.Settings.ReportEntry(Rules.UnknownRequirement, "requires", i, $"There is no lesson “{draft.FrontMatter.Requires[i]}”.");
                }
            }
        }
    }

    private void ReportUnlisted(IReadOnlyCollection<string> listed)
    {
        var parent = Path.Combine(_content.Root, LessonFolders.Parent);
        if (!Directory.Exists(parent))
            return;
        foreach (var folder in Directory.EnumerateDirectories(parent).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal))
        {
            if (listed.Contains(folder) || !File.Exists(Path.Combine(parent, folder, LessonFolders.FileName)))
                continue;
            _diagnostics.Add(new Diagnostic(
                Rules.UnlistedLesson.Id, Rules.UnlistedLesson.Severity, $"{LessonFolders.Parent}/{folder}/{LessonFolders.FileName}", 1, 1, 1,
                $"No module of {OutlineFile} lists this lesson.", Rules.UnlistedLesson.Help));
        }
    }
}
