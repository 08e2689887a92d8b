namespace LlmCourse.Lessons.Files;

/// <summary>
/// A folder that paths from lessons cannot leave: neither by <c>..</c>, nor by being rooted, nor through a symbolic link.
/// </summary>
public sealed class ConfinedFolder
{
    private readonly string _realRoot;

    /// <summary>Confines to a folder, which need not exist.</summary>
    public ConfinedFolder(string root)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _realRoot = RealPath(Root);
    }

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Full path of a file below the folder, which need not exist; null when the path leads out of the folder.</summary>
    public string? Resolve(string relativePath)
    {
        if (relativePath.Length == 0 || relativePath.Contains('\0') || relativePath.Contains('\\') || relativePath.Contains(':') || Path.IsPathRooted(relativePath))
            return null;
        try
        {
            var full = Path.GetFullPath(Path.Combine(Root, relativePath));
            return IsBelow(full, Root) && IsBelow(RealPath(full), _realRoot) ? full : null;
        }
        catch (IOException)
        {
            return null; // A circle of links, or a name longer than the file system takes.
        }
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every symbolic link on the way followed.</summary>
    private static string RealPath(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = RealPath(target.FullName);
        }

        return real;
    }
}
