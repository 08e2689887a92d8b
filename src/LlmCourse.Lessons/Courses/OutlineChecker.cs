using System.Text;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Courses;

/// <summary>Checks a text as if it were <c>course.yaml</c>: each mistake at the entry of the text that it is about.</summary>
/// <param name="known">The lessons of the course as it is; what the text lists beyond them is read from disk.</param>
/// <param name="worker">Reads lessons.</param>
/// <param name="options">Where the course is.</param>
internal sealed class OutlineChecker(IReadOnlyList<LessonSlot> known, LessonWorker worker, CourseOptions options)
{
    /// <summary>What is wrong with the text; see <see cref="CourseLibrary.PreviewOutlineAsync"/>.</summary>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(string text, CancellationToken cancellationToken)
    {
        var source = new SourceText(CourseOutline.FileName, text);
        var diagnostics = new DiagnosticBag(source);
        if (Encoding.UTF8.GetByteCount(text) > CourseOutline.MaxBytes)
        {
            diagnostics.Report(Rules.UnreadableFile, 0, 1, $"The outline is larger than {CourseOutline.MaxBytes / 1024} KB; it would not be read.");
            return diagnostics.Items;
        }

        var outline = CourseOutline.Read(source, diagnostics);
        if (ReferenceEquals(outline, CourseOutline.Empty))
            return diagnostics.Items;

        var folders = LessonFolders.On(new ConfinedFolder(options.ContentFolder)).ToList();
        var listed = await ReadAsync(outline, cancellationToken);
        CheckExistence(listed, folders, diagnostics);
        CheckConnections(listed, diagnostics);
        return
        [
            .. diagnostics.Items.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column),
            .. folders.Except(outline.Modules.SelectMany(module => module.Lessons)).Select(LessonFolders.Unlisted),
        ];
    }

    private async Task<List<Listed>> ReadAsync(CourseOutline outline, CancellationToken cancellationToken)
    {
        var listed = new List<Listed>();
        foreach (var module in outline.Modules)
        {
            foreach (var entry in module.Entries)
            {
                var slot = known.FirstOrDefault(slot => slot.Folder == entry.Folder)
                    ?? await worker.ReadFileAsync(entry.Folder, listed.Count + 1, original: null, language: null, cancellationToken);
                listed.Add(new Listed(entry, module, slot));
            }
        }

        return listed;
    }

    private static void CheckExistence(List<Listed> listed, List<string> folders, DiagnosticBag diagnostics)
    {
        foreach (var (entry, _, slot) in listed)
        {
            if (slot.Refusal?.RuleId == Rules.MissingLesson.Id)
                diagnostics.Report(Rules.MissingLesson, entry.Start, entry.Length, $"There is no lesson in “lessons/{entry.Folder}”. {Suggestion.For(entry.Folder, folders)}");
        }
    }

    private static void CheckConnections(List<Listed> listed, DiagnosticBag diagnostics)
    {
        var drafts = listed.Where(item => item.Slot.Draft is not null).ToList();
        var requirements = new RequirementGraph(listed.Select(item => (item.IdOfItsOwn, item.Slot.Draft?.FrontMatter)));
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (entry, module, slot) in drafts)
        {
            var about = slot.Draft!.FrontMatter;
            if (!folders.TryAdd(about.Id, entry.Folder))
                Report(Rules.DuplicateLesson, $"“{entry.Folder}” and “{folders[about.Id]}” have the same id, “{about.Id}”.");
            if (module.Id.Length > 0 && about.Module != module.Id)
                Report(Rules.WrongModule, $"The lesson says of itself that it belongs to “{about.Module}”, not to “{module.Id}”.");
            foreach (var required in about.Requires)
            {
                if (!requirements.Knows(required))
                    Report(Rules.UnknownRequirement, $"It requires “{required}”, and no lesson listed here has this id.");
                else if (requirements.Circle(about.Id, required) is { } circle)
                    Report(Rules.CircularRequirement, RequirementGraph.Words(circle));
            }

            void Report(Rule rule, string message) => diagnostics.Report(rule, entry.Start, entry.Length, message);
        }
    }

    private sealed record Listed(OutlineEntry Entry, ModuleOutline Module, LessonSlot Slot)
    {
        /// <summary>The identifier in its own file, also where the course as it is gave it another because that was taken.</summary>
        public string IdOfItsOwn => Slot.Draft?.FrontMatter.Id ?? Slot.Id;
    }
}
