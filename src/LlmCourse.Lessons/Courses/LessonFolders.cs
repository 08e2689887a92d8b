using System.Text.RegularExpressions;

namespace LlmCourse.Lessons.Courses;

/// <summary>Where lessons lie within the content folder: <c>lessons/NN-slug/lesson.md</c>.</summary>
internal static partial class LessonFolders
{
    public const string Parent = "lessons";

    public const string FileName = "lesson.md";

    /// <summary>Whether a text can be the name of a lesson's folder: small letters, digits and hyphens.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>An identifier for a lesson whose own is unknown: the folder's name without its number.</summary>
    public static string FallbackId(string folder) => LeadingNumber().Replace(folder, "") is { Length: > 0 } rest ? rest : folder;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,79}$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9]+-", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex LeadingNumber();
}
