using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Stores.Files;

/// <summary>Uploaded texts as files named by their content's hash, each with a small file of facts beside it.</summary>
/// <param name="folder">Where they are kept; made at the first upload.</param>
/// <param name="limits">How large an upload may be.</param>
public sealed class FolderUploadStore(string folder, RunLimits limits) : IUploadStore
{
    private const int ChunkSize = 64 * 1024;
    private const int IdLength = 32;
    private const int MaxFileNameLength = 120;

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
            var facts = new UploadedText(id, DisplayName(fileName), bytes, checker.Characters);
            File.Move(arriving, TextPath(id), overwrite: true);
            await AtomicFile.WriteAsync(FactsPath(id), (stream, token) => JsonSerializer.SerializeAsync(stream, facts, RunJson.Options, token), cancellationToken);
            return facts;
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <inheritdoc />
    public async Task<UploadedText?> FindAsync(string uploadId, CancellationToken cancellationToken)
    {
        await using var stream = AtomicFile.OpenRead(FactsPath(SafeName.Require(uploadId)));
        return stream is null ? null : await JsonSerializer.DeserializeAsync<UploadedText>(stream, RunJson.Options, cancellationToken);
    }

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
}
