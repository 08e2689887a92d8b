namespace LlmCourse.Web.Authoring;

/// <summary>Changes the lists of lessons in <c>course.yaml</c> line by line, so that comments and layout stay as their author wrote them.</summary>
internal static class OutlineText
{
    /// <summary>The outline with a lesson's folder at the end of a module; null when the file is not laid out line by line.</summary>
    public static string? Add(string outline, string module, string folder)
    {
        var lines = outline.Split('\n').ToList();
        var start = lines.FindIndex(line => Value(line, "- id:") == module);
        if (start < 0) return null;
        var end = lines.FindIndex(start + 1, line => line.TrimStart().StartsWith("- id:", StringComparison.Ordinal));
        if (end < 0) end = lines.Count;
        var list = lines.FindIndex(start, end - start, line => line.TrimStart().StartsWith("lessons:", StringComparison.Ordinal));
        if (list < 0) return null;
        var indent = lines[list][..^lines[list].TrimStart().Length];
        if (lines[list].Trim() is "lessons: []")
        {
            lines[list] = $"{indent}lessons:";
        }
        else if (lines[list].Trim() != "lessons:")
        {
            return null;
        }

        var last = list;
        while (last + 1 < end && lines[last + 1].TrimStart().StartsWith("- ", StringComparison.Ordinal)) last++;
        var item = last > list ? lines[last][..lines[last].IndexOf('-', StringComparison.Ordinal)] : $"{indent}  ";
        lines.Insert(last + 1, $"{item}- {folder}");
        return string.Join('\n', lines);
    }

    /// <summary>The outline without a lesson's folder.</summary>
    public static string Remove(string outline, string folder) =>
        string.Join('\n', outline.Split('\n').Where(line => Value(line, "-") != folder));

    private static string? Value(string line, string key) =>
        line.Trim() is var text && text.StartsWith(key, StringComparison.Ordinal) ? text[key.Length..].Trim().Trim('"', '\'') : null;
}
