using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>
/// Documents as JSON lines, the form in which public corpora travel: an object a line with <c>text</c>, and
/// <c>id</c> and <c>truth</c> where there are any. Other members are passed over.
/// </summary>
/// <param name="limits">How long a line may be; the defaults when null.</param>
public sealed class JsonLines(SourceLimits? limits = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the file is data and never part of a page
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly SourceLimits limits = limits ?? new SourceLimits();

    /// <summary>One document as a line, without its line feed.</summary>
    public static byte[] Write(RawDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(new Line(document.Id, document.Text, document.Truth), Options);

    /// <summary>Reads a file line by line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in ids and errors.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="CorpusException">A line is no object with a text, or too long; the message names the line.</exception>
    public async IAsyncEnumerable<RawDocument> ReadAsync(string path, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await foreach (var document in ReadAsync(stream, name, cancellationToken))
            yield return document;
    }

    /// <summary>Reads a stream line by line, and leaves it open.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="name">What to call it in ids and errors.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="CorpusException">A line is no object with a text, or too long; the message names the line.</exception>
    public async IAsyncEnumerable<RawDocument> ReadAsync(Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 18, leaveOpen: true));
        long number = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (NextLine(ref buffer, read.IsCompleted) is { } line)
            {
                number++;
                if (line.Length > 0 && Parse(line, name, number) is { } document)
                    yield return document;
            }

            if (buffer.Length > limits.MaxLineCharacters)
                throw new CorpusException($"Line {number + 1} of '{name}' is longer than {limits.MaxLineCharacters:N0} bytes ({nameof(SourceLimits.MaxLineCharacters)}). Is it JSON lines, one object a line?");
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
    }

    private static ReadOnlySequence<byte>? NextLine(ref ReadOnlySequence<byte> buffer, bool last)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return line;
        }

        if (!last || buffer.IsEmpty)
            return null;
        var rest = buffer;
        buffer = buffer.Slice(buffer.End);
        return rest;
    }

    private static RawDocument? Parse(in ReadOnlySequence<byte> bytes, string name, long number)
    {
        if (bytes.IsSingleSegment && bytes.FirstSpan.Trim((ReadOnlySpan<byte>)" \r\t"u8).IsEmpty)
            return null;
        try
        {
            var reader = new Utf8JsonReader(number == 1 ? WithoutMark(bytes) : bytes);
            var line = JsonSerializer.Deserialize<Line>(ref reader, Options);
            if (line?.Text is not { } text)
                throw new CorpusException($"Line {number} of '{name}' has no member \"text\" with a string. Nothing after it was read.");
            return new RawDocument(line.Id ?? $"{name}:{number}", text) { Truth = line.Truth };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CorpusException($"Line {number} of '{name}' is no JSON object. Nothing after it was read. Every line must be an object such as {{\"text\": \"...\"}}.", error);
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(in ReadOnlySequence<byte> line)
    {
        var start = line.Slice(0, Math.Min(line.Length, Encoding.UTF8.Preamble.Length)).ToArray();
        return start.AsSpan().SequenceEqual(Encoding.UTF8.Preamble) ? line.Slice(start.Length) : line;
    }

    private sealed record Line(string? Id, string? Text, DirtyWeb.DocumentTruth? Truth);
}
