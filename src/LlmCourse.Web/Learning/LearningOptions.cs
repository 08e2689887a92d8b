using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Web.Learning;

/// <summary>What is kept about a learner, and when something counts.</summary>
public sealed class LearningOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Learning";

    /// <summary>
    /// Reading speed, in words a minute, below which nobody has even skimmed a section: it counts as read when it was in
    /// view for that long and its end was seen. Careful readers take three times as long.
    /// </summary>
    [Range(100, 5_000)]
    public int SkimWordsPerMinute { get; set; } = 700;

    /// <summary>Least seconds that a section is in view before it counts as read, however short it is.</summary>
    [Range(1, 600)]
    public int LeastSecondsInView { get; set; } = 2;

    /// <summary>Seconds between two reports of a page that is open and in front: what "last seen" is as fresh as.</summary>
    [Range(5, 600)]
    public int ReportSeconds { get; set; } = 20;

    /// <summary>Minutes at work without progress after which a learner is shown as stuck.</summary>
    [Range(1, 1_440)]
    public int StuckMinutes { get; set; } = 20;

    /// <summary>Failed attempts at one quiz, with none right after them, after which a learner is shown as stuck.</summary>
    [Range(2, 100)]
    public int StuckAttempts { get; set; } = 3;

    /// <summary>Attempts at one quiz that are kept; the next is refused. Far above what trying honestly takes.</summary>
    [Range(5, 1_000)]
    public int MaxAttemptsPerQuiz { get; set; } = 50;

    /// <summary>Rows of one kind (sections, attempts, predictions, answers begun, outcomes) kept for one learner: a few times the largest course.</summary>
    [Range(100, 1_000_000)]
    public int MaxRowsPerLearner { get; set; } = 10_000;

    /// <summary>Longest address of a lab's state that is kept to resume at; longer ones resume at the section alone.</summary>
    [Range(100, 8_000)]
    public int MaxAddressLength { get; set; } = 2_000;
}
