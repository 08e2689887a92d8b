using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Lessons.Courses;

/// <summary>A lesson, ready to be shown. A refused one has no blocks and says why.</summary>
public sealed record Lesson
{
    /// <summary>Stable identifier; from the folder's name when the lesson was refused before its own was known.</summary>
    public required string Id { get; init; }

    /// <summary>Name of its folder, e.g. <c>03-words-into-pieces</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Position in the course, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Title, plain text; the folder's name when the lesson was refused before its own was known.</summary>
    public required string Title { get; init; }

    /// <summary>What it says about itself; null when that could not be read.</summary>
    public FrontMatter? FrontMatter { get; init; }

    /// <summary>BCP 47 tag of the language that it is written in.</summary>
    public string Language { get; init; } = FrontMatter.DefaultLanguage;

    /// <summary>Languages that it is to be had in, that of the original first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [FrontMatter.DefaultLanguage];

    /// <summary>Headings outside of directives, in order.</summary>
    public IReadOnlyList<LessonSection> Sections { get; init; } = [];

    /// <summary>Minutes to read its text once, from 1, without labs and questions; see <see cref="ReadingTime"/>.</summary>
    public int ReadingMinutes { get; init; } = 1;

    /// <summary>The lesson itself in reading order.</summary>
    public IReadOnlyList<LessonBlock> Blocks { get; init; } = [];

    /// <summary>All findings about it, by place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Why it cannot be shown at all; null when it can.</summary>
    public Diagnostic? Refusal { get; init; }

    /// <summary>Whether a translation may stand in for its original.</summary>
    internal bool IsUsableTranslation { get; init; } = true;

    /// <summary>Its address within the site.</summary>
    public string Address => LessonAddresses.Lesson(Id);
}

/// <summary>A section of a lesson, a line of its table of contents.</summary>
/// <param name="Id">Anchor of the heading.</param>
/// <param name="Title">Its text, plain.</param>
/// <param name="Level">2 for <c>##</c>, 3 for <c>###</c>, and so on.</param>
public sealed record LessonSection(string Id, string Title, int Level);
