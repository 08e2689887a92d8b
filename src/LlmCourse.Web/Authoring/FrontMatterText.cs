using LlmCourse.Lessons.Courses;

namespace LlmCourse.Web.Authoring;

/// <summary>Changes one setting between a lesson's lines of hyphens and leaves the rest as it is.</summary>
internal static class FrontMatterText
{
    private const string Fence = "---";

    /// <summary>The lesson with another status; null when it has no front matter.</summary>
    public static string? WithStatus(string lesson, LessonStatus status)
    {
        var lines = lesson.Split('\n').ToList();
        var end = lines.Count > 0 && lines[0].TrimEnd() == Fence ? lines.FindIndex(1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0) return null;
        var setting = status == LessonStatus.Published ? "status: published" : "status: draft";
        var at = lines.FindIndex(1, end - 1, line => line.StartsWith("status:", StringComparison.Ordinal));
        if (at >= 0) lines[at] = setting;
        else lines.Insert(end, setting);
        return string.Join('\n', lines);
    }
}
