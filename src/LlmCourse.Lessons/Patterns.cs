namespace LlmCourse.Lessons;

/// <summary>What all regular expressions over a lesson's text share.</summary>
internal static class Patterns
{
    /// <summary>Longest time for one match: a second is far beyond any line of a lesson, and ends a hostile one.</summary>
    public const int TimeoutMilliseconds = 1_000;
}
