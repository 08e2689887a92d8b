using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Courses;

/// <summary>Tells whether files have changed: their number, total size, and a hash over names, sizes and times of writing.</summary>
internal readonly record struct ContentMark(int Count, long Size, int Hash)
{
    /// <summary>The mark of the content folder and of the C# sources that lessons may show.</summary>
    public static ContentMark Take(CourseOptions options)
    {
        var mark = default(ContentMark).Add(options.ContentFolder, "*");
        return mark.Add(Path.Combine(options.RepositoryRoot, SourceLibrary.Folder), "*.cs");
    }

    private ContentMark Add(string folder, string pattern)
    {
        var mark = this;
        if (!Directory.Exists(folder))
            return mark;
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, enumeration))
        {
            // A file that vanished meanwhile has no size; its absence shows in the count of the next look.
            if (!file.Exists)
                continue;
            var hash = HashCode.Combine(file.FullName, file.Length, file.LastWriteTimeUtc);
            mark = new ContentMark(mark.Count + 1, mark.Size + file.Length, mark.Hash ^ hash);
        }

        return mark;
    }
}
