namespace LlmCourse.Lessons.Courses;

/// <summary>The kinds of picture that lessons may show, with the type that each is served as.</summary>
public static class LessonPictures
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Whether a file's name ends like a picture's.</summary>
    public static bool IsPicture(string path) => Types.ContainsKey(Path.GetExtension(path));

    /// <summary>The media type to serve a picture as; null when it is none.</summary>
    public static string? ContentType(string path) => Types.GetValueOrDefault(Path.GetExtension(path));
}
