namespace LlmCourse.Lessons.Courses;

/// <summary>Whether learners may see a lesson.</summary>
public enum LessonStatus
{
    /// <summary>Only for those who write.</summary>
    Draft,

    /// <summary>For everybody.</summary>
    Published,
}

/// <summary>What a lesson says about itself between its two lines of hyphens.</summary>
public sealed record FrontMatter
{
    /// <summary>Stable identifier in kebab case; part of the lesson's address.</summary>
    public required string Id { get; init; }

    /// <summary>The lesson's title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Identifier of the module that holds it.</summary>
    public required string Module { get; init; }

    /// <summary>Minutes that a learner needs, with the labs.</summary>
    public required int Minutes { get; init; }

    /// <summary>What a learner can do afterwards, each a sentence.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Identifiers of lessons to do first.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Whether learners may see it.</summary>
    public LessonStatus Status { get; init; }

    /// <summary>One or two sentences for the outline; empty when there are none.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Who wrote it.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>BCP 47 tag of its language.</summary>
    public string Language { get; init; } = DefaultLanguage;

    /// <summary>The language of a lesson that does not name one.</summary>
    public const string DefaultLanguage = "en";
}
