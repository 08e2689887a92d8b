using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Courses;

/// <summary>What <c>course.yaml</c> says: the modules and the folders of their lessons, in order.</summary>
internal sealed record CourseOutline(string Title, string Summary, IReadOnlyList<ModuleOutline> Modules)
{
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
            var module = new ModuleOutline(
                item.RequireId("id"), item.RequireText("title"), item.OptionalText("summary") ?? "", item.Texts("lessons", required: true));
            item.Finish();
            if (module.Id.Length > 0 && !ids.Add(module.Id))
                item.Report(Rules.DuplicateModule, "id", $"There are two modules “{module.Id}”.");
            var lessons = new List<string>();
            for (var i = 0; i < module.Lessons.Count; i++)
            {
                if (folders.Add(module.Lessons[i]))
                    lessons.Add(module.Lessons[i]);
                else
                    item.ReportEntry(Rules.DuplicateLesson, "lessons", i, $"“{module.Lessons[i]}” is listed twice.");
            }

            modules.Add(module with { Lessons = lessons });
        }

        var outline = new CourseOutline(mapping.RequireText("title"), mapping.OptionalText("summary") ?? "", modules);
        mapping.Finish();
        return outline;
    }
}

/// <summary>A module of <c>course.yaml</c>.</summary>
internal sealed record ModuleOutline(string Id, string Title, string Summary, IReadOnlyList<string> Lessons);
