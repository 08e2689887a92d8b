using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Web.Authoring;

/// <summary>What authoring keeps and takes.</summary>
public sealed class AuthoringOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Authoring";

    /// <summary>Versions of one file that are kept; the oldest go first. A year of daily edits, at a few megabytes.</summary>
    [Range(10, 10_000)]
    public int HistoryPerFile { get; set; } = 300;

    /// <summary>Largest picture in bytes: a full screen as PNG, and what a phone on a slow line still loads.</summary>
    [Range(10_000, 50_000_000)]
    public int MaxPictureBytes { get; set; } = 2_000_000;

    /// <summary>Largest file beside a lesson in bytes that a deletion keeps: more than any picture that is taken, and little enough for the database. A lesson with a larger one is not deleted here.</summary>
    [Range(1_000_000, 500_000_000)]
    public int MaxKeptBytes { get; set; } = 20_000_000;

    /// <summary>Milliseconds between two saves of the draft while an author types: what a crash may cost.</summary>
    [Range(100, 60_000)]
    public int DraftMilliseconds { get; set; } = 1_000;
}
