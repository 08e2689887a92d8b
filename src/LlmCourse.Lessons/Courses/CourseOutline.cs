using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Courses;

/// <summary>What <c>course.yaml</c> says: the modules and the folders of their lessons, in order.</summary>
internal sealed record CourseOutline(string Title, string Summary, IReadOnlyList<ModuleOutline> Modules)
{
    /// <summary>Its file in the content folder.</summary>
    public const string FileName = "course.yaml";

    /// <summary>Largest file in bytes: some thousands of lessons.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>What stands in when the file cannot be read: a course without modules.</summary>
    public static CourseOutline Empty { get; } = new("Course", "", []);

    /// <summary>The module that lists a lesson's folder; null when none does.</summary>
    public string? ModuleOf(string folder) => Modules.FirstOrDefault(module => module.Lessons.Contains(folder))?.Id;

    /// <summary>Reads the file; whatever part of it is sound is kept.</summary>
    public static CourseOutline Read(SourceText source, DiagnosticBag diagnostics)
    {
        if (YamlFile.Load(source.Text, 0, diagnostics) is not { } mapping)
            return Empty;
        var modules = new List<ModuleOutline>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in mapping.RequireMappings("modules"))
        {
            var (id, title, summary) = (item.RequireId("id"), item.RequireText("title"), item.OptionalText("summary") ?? "");
            var listed = item.Entries("lessons", required: true);
            item.Finish();
            if (id.Length > 0 && !ids.Add(id))
                item.Report(Rules.DuplicateModule, "id", $"There are two modules “{id}”.");
            var entries = new List<OutlineEntry>();
            foreach (var (folder, start, length) in listed)
            {
                if (folders.Add(folder))
                    entries.Add(new OutlineEntry(folder, start, length));
                else
                    diagnostics.Report(Rules.DuplicateLesson, start, length, $"“{folder}” is listed twice.");
            }

            modules.Add(new ModuleOutline(id, title, summary, entries));
        }

        var outline = new CourseOutline(mapping.RequireText("title"), mapping.OptionalText("summary") ?? "", modules);
        mapping.Finish();
        return outline;
    }
}

/// <summary>A module of <c>course.yaml</c>; each lesson is listed once.</summary>
internal sealed record ModuleOutline(string Id, string Title, string Summary, IReadOnlyList<OutlineEntry> Entries)
{
    /// <summary>Folders of its lessons, in order.</summary>
    public IEnumerable<string> Lessons => Entries.Select(entry => entry.Folder);
}

/// <summary>A lesson as <c>course.yaml</c> lists it.</summary>
/// <param name="Folder">Name of its folder.</param>
/// <param name="Start">Where the name stands in the file.</param>
/// <param name="Length">How long it is there, quotation marks included.</param>
internal sealed record OutlineEntry(string Folder, int Start, int Length);
