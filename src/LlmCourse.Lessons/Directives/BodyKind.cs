namespace LlmCourse.Lessons.Directives;

/// <summary>What may stand between a directive's options and its closing fence.</summary>
public enum BodyKind
{
    /// <summary>Markdown, with directives of fewer colons.</summary>
    Markdown,

    /// <summary>Text taken as it is.</summary>
    Raw,
}
