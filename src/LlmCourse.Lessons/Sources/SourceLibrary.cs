using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Sources;

/// <summary>The product's own C# files that lessons may show: those below <c>src/</c>, and nothing else of the repository.</summary>
internal sealed class SourceLibrary(string repositoryRoot, int maxBytes)
{
    /// <summary>The folder of the repository that regions come from.</summary>
    public const string Folder = "src/";

    private readonly ConfinedFolder _root = new(Path.Combine(repositoryRoot, Folder));
    private readonly Dictionary<string, CSharpSource?> _files = new(StringComparer.Ordinal);

    /// <summary>A file by its path in the repository; null when there is none that may be shown.</summary>
    public async ValueTask<CSharpSource?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (_files.TryGetValue(path, out var known))
            return known;
        var source = await ReadAsync(path, cancellationToken);
        _files[path] = source;
        return source;
    }

    private async Task<CSharpSource?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!path.StartsWith(Folder, StringComparison.Ordinal) || !path.EndsWith(".cs", StringComparison.Ordinal))
            return null;
        if (_root.Resolve(path[Folder.Length..]) is not { } full)
            return null;
        var (text, fault) = await TextFile.ReadAsync(full, maxBytes, cancellationToken);
        return fault == TextFileFault.None ? CSharpSource.Read(text, cancellationToken) : null;
    }
}
