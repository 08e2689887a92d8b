namespace LlmCourse.Lessons.Search;

/// <summary>A section of a lesson that a search has found.</summary>
/// <param name="LessonId">Identifier of the lesson.</param>
/// <param name="LessonTitle">Its title, plain text.</param>
/// <param name="SectionId">Anchor of the section; null for what stands before the first heading.</param>
/// <param name="SectionTitle">Heading of the section, plain text; empty before the first heading.</param>
/// <param name="Excerpt">A piece of its text around the hit, plain text.</param>
/// <param name="Highlights">Stretches of the excerpt that were searched for, in order and without overlap.</param>
/// <param name="Address">Where it stands within the site.</param>
public sealed record SearchHit(
    string LessonId,
    string LessonTitle,
    string? SectionId,
    string SectionTitle,
    string Excerpt,
    IReadOnlyList<TextRange> Highlights,
    string Address);

/// <summary>A stretch of text.</summary>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="Length">UTF-16 units.</param>
public readonly record struct TextRange(int Start, int Length);
