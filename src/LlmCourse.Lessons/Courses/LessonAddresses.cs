namespace LlmCourse.Lessons.Courses;

/// <summary>Where lessons and their files stand within the site; the web tier routes by the same shapes.</summary>
public static class LessonAddresses
{
    /// <summary>Address of the glossary.</summary>
    public const string Glossary = "/glossary";

    /// <summary>Address of a term: <c>/glossary#{id}</c>.</summary>
    public static string Term(string id) => $"{Glossary}#{id}";

    /// <summary>Address of a lesson: <c>/lessons/{id}</c>.</summary>
    public static string Lesson(string lessonId) => $"/lessons/{lessonId}";

    /// <summary>Address of a place in a lesson: <c>/lessons/{id}#{anchor}</c>.</summary>
    public static string Anchor(string lessonId, string anchor) => $"/lessons/{lessonId}#{anchor}";

    /// <summary>Address of a picture beside a lesson: <c>/lessons/{id}/files/{name}</c>.</summary>
    public static string File(string lessonId, string name) =>
        $"/lessons/{lessonId}/files/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}
