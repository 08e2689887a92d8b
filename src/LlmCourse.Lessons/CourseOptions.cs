using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons;

/// <summary>Where the course is, and what its lessons may cost.</summary>
public sealed record CourseOptions
{
    /// <summary>The folder that holds <c>course.yaml</c> and <c>lessons/</c>.</summary>
    public required string ContentFolder { get; init; }

    /// <summary>The repository's root; code regions come from its <c>src</c> folder.</summary>
    public required string RepositoryRoot { get; init; }

    /// <summary>What lessons may cost.</summary>
    public LessonLimits Limits { get; init; } = new();

    /// <summary>
    /// Checks a run file, given as JSON, and says what is wrong with which setting. Lessons know nothing of runs:
    /// who composes the program passes the check in.
    /// </summary>
    public Func<string, IReadOnlyList<SettingProblem>> CheckRunSpec { get; init; } = _ => [];
}
