namespace LlmCourse.Lessons.Courses;

/// <summary>The lessons that links can reach, by folder.</summary>
internal sealed class LessonIndex(IEnumerable<LessonDraft> drafts)
{
    private const string FileName = "lesson.md";

    private readonly Dictionary<string, LessonDraft> _byFolder = drafts.ToDictionary(draft => draft.Folder, StringComparer.Ordinal);

    /// <summary>The lesson at a path relative to another lesson's folder, such as <c>../02-attention/lesson.md</c>.</summary>
    public LessonDraft? FindByPath(string fromFolder, string path)
    {
        var parts = new List<string> { fromFolder };
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return parts is [var folder, FileName] ? _byFolder.GetValueOrDefault(folder) : null;
    }
}
