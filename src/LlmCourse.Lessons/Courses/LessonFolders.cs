using System.Text.RegularExpressions;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Courses;

/// <summary>Where lessons lie within the content folder: <c>lessons/NN-slug/lesson.md</c>.</summary>
internal static partial class LessonFolders
{
    public const string Parent = "lessons";

    public const string FileName = "lesson.md";

    /// <summary>File name of a lesson in a language; the original's for null.</summary>
    public static string FileNameIn(string? language) => language is null ? FileName : $"lesson.{language}.md";

    /// <summary>Path of a lesson's file, relative to the content folder.</summary>
    public static string PathOf(string folder, string? language) => $"{Parent}/{folder}/{FileNameIn(language)}";

    /// <summary>Folder and language of a lesson's path; null when a path is not that of a lesson.</summary>
    public static (string Folder, string? Language)? Parse(string path)
    {
        if (path.Split('/') is not [Parent, var folder, var file] || !IsName(folder))
            return null;
        if (file == FileName)
            return (folder, null);
        return LanguageOf(file) is { } language ? (folder, language) : null;
    }

    /// <summary>Folders that hold a lesson on disk, listed or not, in the order of their names.</summary>
    public static IEnumerable<string> On(ConfinedFolder content)
    {
        var parent = Path.Combine(content.Root, Parent);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent).Select(Path.GetFileName).OfType<string>().Where(folder => File.Exists(Path.Combine(parent, folder, FileName))).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>The finding about a lesson that no module lists.</summary>
    public static Diagnostic Unlisted(string folder) => new(
        Rules.UnlistedLesson.Id, Rules.UnlistedLesson.Severity, PathOf(folder, null), 1, 1, 1,
        "No module of course.yaml lists this lesson.", Rules.UnlistedLesson.Help);

    /// <summary>The language that a file name names; null when it is not that of a translation.</summary>
    public static string? LanguageOf(string fileName) =>
        TranslationName().Match(fileName) is { Success: true } match ? match.Groups["language"].Value : null;

    /// <summary>Whether a text can be the name of a lesson's folder: small letters, digits and hyphens.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>An identifier for a lesson whose own is unknown: the folder's name without its number.</summary>
    public static string FallbackId(string folder) => LeadingNumber().Replace(folder, "") is { Length: > 0 } rest ? rest : folder;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,79}$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex Name();

    [GeneratedRegex(@"^lesson\.(?<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex TranslationName();

    [GeneratedRegex(@"^[0-9]+-", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex LeadingNumber();
}
