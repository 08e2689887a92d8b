using System.Text.RegularExpressions;
using LlmCourse.Lessons.Search;

namespace LlmCourse.Web.Authoring;

/// <summary>What a file of the content folder is to its editor.</summary>
public enum ContentKind
{
    /// <summary>A lesson or its translation.</summary>
    Lesson,

    /// <summary>A training run beside a lesson.</summary>
    RunFile,

    /// <summary>The words that the course explains.</summary>
    Glossary,

    /// <summary>The modules and the order of lessons.</summary>
    Outline,
}

/// <summary>Paths of the files that authors may edit, relative to the content folder. Any other path is none.</summary>
public static partial class ContentPath
{
    /// <summary>The outline of the course.</summary>
    public const string Outline = "course.yaml";

    /// <summary>The glossary.</summary>
    public const string Glossary = "glossary.md";

    private const int MatchMilliseconds = 1_000;

    /// <summary>What a path is; null when no author may edit it.</summary>
    public static ContentKind? KindOf(string path) => path switch
    {
        Outline => ContentKind.Outline,
        Glossary => ContentKind.Glossary,
        _ when Lesson().IsMatch(path) => ContentKind.Lesson,
        _ when RunFile().IsMatch(path) => ContentKind.RunFile,
        _ => null,
    };

    /// <summary>Path of the lesson in a folder of <c>lessons/</c>.</summary>
    public static string LessonIn(string folder) => $"lessons/{folder}/lesson.md";

    /// <summary>Name of the lesson's folder in a path below <c>lessons/</c>; null for files above it.</summary>
    public static string? FolderOf(string path) => path.Split('/') is ["lessons", var folder, _] ? folder : null;

    /// <summary>Small letters, digits and hyphens made from a title or a file's name; empty when nothing of it is left.</summary>
    public static string Slug(string text)
    {
        var slug = NotSlug().Replace(SearchWords.Fold(text), "-").Trim('-');
        return slug.Length <= 60 ? slug : slug[..60].TrimEnd('-');
    }

    [GeneratedRegex(@"^lessons/[a-z0-9][a-z0-9-]{0,79}/lesson(\.[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?\.md\z", RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Lesson();

    [GeneratedRegex(@"^lessons/[a-z0-9][a-z0-9-]{0,79}/[a-z0-9][a-z0-9-]{0,79}\.run\.(yaml|yml|json)\z", RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex RunFile();

    [GeneratedRegex(@"[^a-z0-9]+", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex NotSlug();
}
