using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Stores.Files;

/// <summary>Uploaded texts as files named by their content's hash, each with a small file of facts, and of who uploaded it, beside it.</summary>
/// <param name="folder">Where they are kept; made at the first upload.</param>
/// <param name="limits">How large an upload may be.</param>
public sealed class FolderUploadStore(string folder, RunLimits limits) : IUploadStore, IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private const int IdLength = 32;
    private const int MaxFileNameLength = 120;

    // Facts are read, changed and written: one at a time, or an owner is lost.
    private readonly SemaphoreSlim changing = new(1, 1);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <inheritdoc />
    public async Task<UploadedText> AddAsync(string fileName, Stream content, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(folder);
        var arriving = Path.Combine(folder, $"{Guid.NewGuid():N}.arriving");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var checker = new Utf8Checker();
            long bytes;
            await using (var file = new FileStream(arriving, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkSize, FileOptions.Asynchronous))
            {
                bytes = await ReceiveAsync(content, file, hash, checker, cancellationToken);
            }

            if (!checker.HasInk)
            {
                throw new UploadException("The file is empty: it holds no text. Nothing was kept. Choose a file with some text in it.");
            }

            var id = Convert.ToHexStringLower(hash.GetHashAndReset())[..IdLength];
            var facts = new UploadFacts(id, DisplayName(fileName), bytes, checker.Characters, [owner]);
            await changing.WaitAsync(cancellationToken);
            try
            {
                File.Move(arriving, TextPath(id), overwrite: true);
                var others = (await FindFactsAsync(id, cancellationToken))?.Owners ?? [];
                await WriteAsync(facts with { Owners = [.. others.Union([owner])] }, cancellationToken);
            }
            finally
            {
                changing.Release();
            }

            return facts.ToText();
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <inheritdoc />
    public async Task<UploadedText?> FindAsync(string uploadId, CancellationToken cancellationToken) => (await FindFactsAsync(uploadId, cancellationToken))?.ToText();

    /// <inheritdoc />
    public async Task<UploadedText?> FindAsync(string uploadId, string owner, CancellationToken cancellationToken) =>
        SafeName.IsSafe(uploadId) && await FindFactsAsync(uploadId, cancellationToken) is { } facts && facts.Owners?.Contains(owner) == true ? facts.ToText() : null;

    /// <inheritdoc />
    public async Task<string> ReadAsync(string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(TextPath(SafeName.Require(uploadId)), Encoding.UTF8, cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UploadException($"The uploaded text '{uploadId}' is no longer kept. Upload it again.");
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<UploadedText>> ListAsync(string owner, CancellationToken cancellationToken) =>
        [.. (await ListFactsAsync(owner, cancellationToken)).Select(facts => facts.ToText()).OrderBy(text => text.FileName, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc />
    public async Task<bool> RemoveAsync(string uploadId, string owner, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            if (await FindFactsAsync(uploadId, cancellationToken) is not { } facts || facts.Owners?.Contains(owner) != true) return false;
            var others = facts.Owners.Where(other => other != owner).ToArray();
            if (others.Length > 0)
            {
                await WriteAsync(facts with { Owners = others }, cancellationToken);
                return true;
            }

            File.Delete(FactsPath(facts.Id));
            File.Delete(TextPath(facts.Id));
            return true;
        }
        finally
        {
            changing.Release();
        }
    }

    /// <inheritdoc />
    public async Task GiveAsync(string fromOwner, string toOwner, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            foreach (var facts in await ListFactsAsync(fromOwner, cancellationToken))
            {
                await WriteAsync(facts with { Owners = [.. facts.Owners!.Select(owner => owner == fromOwner ? toOwner : owner).Distinct()] }, cancellationToken);
            }
        }
        finally
        {
            changing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => changing.Dispose();

    private async Task<List<UploadFacts>> ListFactsAsync(string owner, CancellationToken cancellationToken)
    {
        var found = new List<UploadFacts>();
        if (!Directory.Exists(folder)) return found;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (await FindFactsAsync(Path.GetFileNameWithoutExtension(path), cancellationToken) is { } facts && facts.Owners?.Contains(owner) == true) found.Add(facts);
        }

        return found;
    }

    private async Task<UploadFacts?> FindFactsAsync(string uploadId, CancellationToken cancellationToken)
    {
        await using var stream = AtomicFile.OpenRead(FactsPath(SafeName.Require(uploadId)));
        return stream is null ? null : await JsonSerializer.DeserializeAsync<UploadFacts>(stream, RunJson.Options, cancellationToken);
    }

    private Task WriteAsync(UploadFacts facts, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(FactsPath(facts.Id), (stream, token) => JsonSerializer.SerializeAsync(stream, facts, RunJson.Options, token), cancellationToken);

    private async Task<long> ReceiveAsync(Stream content, FileStream file, IncrementalHash hash, Utf8Checker checker, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long received = 0;
            var mark = 0;
            int count;
            while ((count = await content.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                var skip = received == 0 ? mark = MarkLength(buffer.AsSpan(0, count)) : 0;
                received += count;
                if (received > limits.MaxUploadBytes)
                {
                    throw new UploadException(
                        $"The file is larger than {Megabytes(limits.MaxUploadBytes)}, the most a text may have ({RunLimits.Section}:{nameof(RunLimits.MaxUploadBytes)}). Nothing was kept. Upload a part of it.");
                }

                var chunk = buffer.AsMemory(skip, count - skip);
                Check(checker.Add(chunk.Span), mark);
                hash.AppendData(chunk.Span);
                await file.WriteAsync(chunk, cancellationToken);
            }

            Check(checker.Finish(), mark);
            return received - mark;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        static void Check(long? badByte, int mark)
        {
            if (badByte is { } offset)
            {
                throw new UploadException(
                    $"The file is not plain UTF-8 text: byte {offset + mark} does not belong to any character. Nothing was kept. Save it as UTF-8 plain text and upload it again.");
            }
        }
    }

    // Some editors begin UTF-8 with a mark that would become the text's first character; UTF-16 has a mark of its own.
    private static int MarkLength(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith(ByteOrderMark))
        {
            return ByteOrderMark.Length;
        }

        return first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
            ? throw new UploadException("The file is UTF-16 text. Nothing was kept. Save it as UTF-8 plain text and upload it again.")
            : 0;
    }

    private static string DisplayName(string fileName)
    {
        var name = new string(Path.GetFileName(fileName).Where(character => !char.IsControl(character)).Take(MaxFileNameLength).ToArray()).Trim();
        return name.Length == 0 ? "text" : name;
    }

    private static string Megabytes(long bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024.0 * 1024):0.#} MB" : $"{bytes} bytes";

    private string TextPath(string id) => Path.Combine(folder, $"{id}.txt");

    private string FactsPath(string id) => Path.Combine(folder, $"{id}.json");

    /// <summary>The small file beside a text; texts of before owners were kept have none.</summary>
    private sealed record UploadFacts(string Id, string FileName, long Bytes, long Characters, IReadOnlyList<string>? Owners)
    {
        public UploadedText ToText() => new(Id, FileName, Bytes, Characters);
    }
}
