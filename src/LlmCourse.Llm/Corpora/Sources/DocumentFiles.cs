using System.Runtime.CompilerServices;

namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>
/// Documents out of files, one at a time: memory holds a document and never a file list of texts.
/// <c>.txt</c> is one document, <c>.jsonl</c> one a line, <c>.md</c> and <c>.html</c> lose their marks.
/// </summary>
/// <param name="limits">How much a file may ask for; the defaults when null.</param>
public sealed class DocumentFiles(SourceLimits? limits = null)
{
    private static readonly string[] Extensions = [".txt", ".text", ".jsonl", ".ndjson", ".md", ".markdown", ".html", ".htm"];

    private readonly SourceLimits limits = limits ?? new SourceLimits();

    /// <summary>Reads a file, or every readable file of a folder in the order of their names.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    /// <exception cref="CorpusException">There is nothing to read, a file is too large, damaged or no UTF-8.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async IAsyncEnumerable<RawDocument> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var file in FilesOf(path))
        {
            await foreach (var document in ReadFileAsync(file, NameOf(file, path), cancellationToken))
                yield return document;
        }
    }

    /// <summary>Files that would be read, in order.</summary>
    /// <exception cref="CorpusException">There are none, or too many.</exception>
    public IReadOnlyList<string> FilesOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new CorpusException($"There is no file or folder '{path}'. Nothing was read.");

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = limits.MaxFolderDepth, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        var files = Directory.EnumerateFiles(path, "*", options).Where(IsReadable).Take(limits.MaxFiles + 1).ToList();
        if (files.Count == 0)
            throw new CorpusException($"The folder '{path}' holds none of {string.Join(", ", Extensions)}. Nothing was read.");
        if (files.Count > limits.MaxFiles)
            throw new CorpusException($"The folder '{path}' holds more than {limits.MaxFiles:N0} files ({nameof(SourceLimits.MaxFiles)}). Join them into JSON lines, or raise the limit.");
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static bool IsReadable(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string file, string root) => file == root ? Path.GetFileName(file) : Path.GetRelativePath(root, file).Replace('\\', '/');

    private async IAsyncEnumerable<RawDocument> ReadFileAsync(string file, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".jsonl" or ".ndjson":
                await foreach (var document in new JsonLines(limits).ReadAsync(file, name, cancellationToken))
                    yield return document;
                break;
            case ".md" or ".markdown":
                yield return new RawDocument(name, MarkdownText.Extract(await ReadWholeAsync(file, name, cancellationToken)));
                break;
            case ".html" or ".htm":
                yield return new RawDocument(name, HtmlText.Extract(await ReadWholeAsync(file, name, cancellationToken)));
                break;
            default:
                yield return new RawDocument(name, await ReadWholeAsync(file, name, cancellationToken));
                break;
        }
    }

    private async Task<string> ReadWholeAsync(string file, string name, CancellationToken cancellationToken)
    {
        var bytes = new FileInfo(file).Length;
        if (bytes > limits.MaxDocumentBytes)
        {
            throw new CorpusException(
                $"'{name}' has {bytes:N0} bytes, and one document may have {limits.MaxDocumentBytes:N0} ({nameof(SourceLimits.MaxDocumentBytes)}). " +
                "Cut it into documents, one a line of a .jsonl file, or raise the limit.");
        }

        return await Utf8Text.ReadFileAsync(file, cancellationToken);
    }
}
