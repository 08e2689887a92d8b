namespace LlmCourse.Lessons.Diagnostics;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>The lesson works, but probably not as its author meant.</summary>
    Warning,

    /// <summary>Part of the lesson, or all of it, cannot be shown.</summary>
    Error,
}

/// <summary>
/// One finding about a lesson, the same for the live preview, the checker on the command line and the page a learner sees.
/// </summary>
/// <param name="RuleId">Stable identifier of the rule, e.g. <c>unclosed-directive</c>; see <see cref="Rules"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="File">Path relative to the content folder, with forward slashes.</param>
/// <param name="Line">Line of the place, from 1.</param>
/// <param name="Column">UTF-16 column of the place, from 1.</param>
/// <param name="Length">UTF-16 units to underline, at least 1, never beyond the line.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Help">What to do about it.</param>
public sealed record Diagnostic(
    string RuleId,
    Severity Severity,
    string File,
    int Line,
    int Column,
    int Length,
    string Message,
    string Help)
{
    /// <summary>The usual one-line form: file, place, severity, rule and message.</summary>
    public override string ToString() =>
        $"{File}({Line},{Column}): {Severity.ToString().ToLowerInvariant()} {RuleId}: {Message} {Help}";
}
