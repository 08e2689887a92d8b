using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Courses;

/// <summary>A lesson that has been read but not rendered: its links may point at lessons that are still to be read.</summary>
internal sealed class LessonDraft
{
    public required string Folder { get; init; }

    /// <summary>Language of a translation; null for the original.</summary>
    public string? Language { get; init; }

    public required SourceText Source { get; init; }

    public required DiagnosticBag Diagnostics { get; init; }

    public required FrontMatter FrontMatter { get; init; }

    /// <summary>The front matter's settings, for findings that need the other lessons.</summary>
    public required StrictMapping Settings { get; init; }

    public required IReadOnlyList<SyntaxNode> Nodes { get; init; }

    /// <summary>Every stretch of prose, read.</summary>
    public Dictionary<ProseSyntax, ProseDocument> Prose { get; } = [];

    /// <summary>What can be linked to, with the text that an empty link borrows.</summary>
    public Dictionary<string, string> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The directives that have an identifier of their own.</summary>
    public Dictionary<string, DirectiveSyntax> Identified { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of the directives that have one.</summary>
    public Dictionary<DirectiveSyntax, int> Numbers { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The lesson as links see it.</summary>
    public LinkDocument Document => new(
        $"{LessonFolders.Parent}/{Folder}", LessonFolders.FileName, LessonAddresses.Lesson(FrontMatter.Id), FrontMatter.Title, Anchors,
        name => LessonAddresses.File(FrontMatter.Id, name));

    /// <summary>Words of its prose.</summary>
    public int Words { get; set; }

    /// <summary>Headings outside of directives.</summary>
    public List<LessonSection> Sections { get; } = [];
}
