using System.Collections.Concurrent;
using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Sources;

/// <summary>
/// The product's own C# files that lessons may show: those below <c>src/</c>, and nothing else of the repository. A file is
/// read again when its size or time of writing has changed, so one library serves any number of loads and previews.
/// Safe for concurrent use.
/// </summary>
internal sealed class SourceLibrary(string repositoryRoot, int maxBytes)
{
    /// <summary>The folder of the repository that regions come from.</summary>
    public const string Folder = "src/";

    private readonly ConfinedFolder _root = new(Path.Combine(repositoryRoot, Folder));
    private readonly ConcurrentDictionary<string, Entry> _files = new(StringComparer.Ordinal);

    /// <summary>A file by its path in the repository; null when there is none that may be shown.</summary>
    public async ValueTask<CSharpSource?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (FullPath(path) is not { } full)
            return null;
        var file = new FileInfo(full);
        if (!file.Exists)
            return null;
        var (length, writtenAt) = (file.Length, file.LastWriteTimeUtc);
        if (_files.TryGetValue(path, out var known) && known.Length == length && known.WrittenAt == writtenAt)
            return known.Source;
        var (text, fault) = await TextFile.ReadAsync(full, maxBytes, cancellationToken);
        var source = fault == TextFileFault.None ? CSharpSource.Read(text, cancellationToken) : null;
        _files[path] = new Entry(length, writtenAt, source);
        return source;
    }

    /// <summary>Paths in the repository of the files that have a region, in order.</summary>
    public IEnumerable<string> PathsWithRegions()
    {
        if (!Directory.Exists(_root.Root))
            return [];
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(_root.Root, "*.cs", enumeration)
            .Where(HoldsRegion)
            .Select(file => Folder + Path.GetRelativePath(_root.Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => FullPath(path) is not null)
            .Order(StringComparer.Ordinal);
    }

    private static bool HoldsRegion(string file)
    {
        try
        {
            return File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#region ", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It vanished meanwhile, or is not for us: either way a lesson cannot show it.
        }
    }

    private string? FullPath(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal) ? _root.Resolve(path[Folder.Length..]) : null;

    private sealed record Entry(long Length, DateTime WrittenAt, CSharpSource? Source);
}
