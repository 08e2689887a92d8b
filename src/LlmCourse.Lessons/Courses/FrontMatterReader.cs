using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Courses;

/// <summary>Reads the front matter of a lesson against its schema.</summary>
internal static class FrontMatterReader
{
    private const string Fence = "---";

    /// <summary>A day: no lesson takes longer.</summary>
    private const int MaxMinutes = 24 * 60;

    /// <summary>The front matter and the line (from 0) behind it.</summary>
    /// <exception cref="LessonRefusedException">There is none, or it breaks its schema: nobody can tell which lesson this is.</exception>
    public static (FrontMatter FrontMatter, StrictMapping Mapping, int NextLine) Read(SourceText source, DiagnosticBag diagnostics)
    {
        var end = FindEnd(source);
        if (end < 0)
        {
            var message = source.Line(0).TrimEnd().SequenceEqual(Fence)
                ? "The front matter is never closed."
                : "The lesson does not start with its front matter.";
            throw new LessonRefusedException(diagnostics.ReportLine(Rules.FrontMatterMissing, 0, message));
        }

        var before = diagnostics.Items.Count;
        var start = source.LineStart(1);
        var mapping = YamlFile.Load(source.Text[start..source.LineStart(end)], start, diagnostics);
        var frontMatter = mapping is null ? null : Read(mapping);
        var errors = diagnostics.Items.Skip(before).Where(item => item.Severity == Severity.Error).ToList();
        if (frontMatter is null || errors.Count > 0)
            throw new LessonRefusedException(errors[0]);
        return (frontMatter, mapping!, end + 1);
    }

    private static FrontMatter Read(StrictMapping mapping)
    {
        var frontMatter = new FrontMatter
        {
            Id = mapping.RequireId("id"),
            Title = mapping.RequireText("title"),
            Module = mapping.RequireId("module"),
            Minutes = mapping.RequireInteger("minutes", 1, MaxMinutes),
            Outcomes = mapping.Texts("outcomes", required: true),
            Requires = mapping.Texts("requires", required: false),
            Status = mapping.Choice("status", ["draft", "published"]) == "published" ? LessonStatus.Published : LessonStatus.Draft,
            Summary = mapping.OptionalText("summary") ?? "",
            Authors = mapping.Texts("authors", required: false),
            Language = mapping.OptionalText("language") ?? FrontMatter.DefaultLanguage,
        };
        mapping.Finish();
        return frontMatter;
    }

    private static int FindEnd(SourceText source)
    {
        if (!source.Line(0).TrimEnd().SequenceEqual(Fence))
            return -1;
        for (var line = 1; line < source.LineCount; line++)
        {
            if (source.Line(line).TrimEnd().SequenceEqual(Fence))
                return line;
        }

        return -1;
    }
}
