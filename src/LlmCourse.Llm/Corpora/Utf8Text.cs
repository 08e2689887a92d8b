using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LlmCourse.Llm.Corpora;

/// <summary>Strict UTF-8: what is not UTF-8 is refused with the place, never replaced silently.</summary>
public static class Utf8Text
{
    /// <summary>Decodes bytes; a byte order mark at the start is dropped, line endings are kept.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="CorpusException">The bytes are no UTF-8; the message names the offset of the first bad byte.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return DecodeBody(bytes[Encoding.UTF8.Preamble.Length..], Encoding.UTF8.Preamble.Length, name);
        return DecodeBody(bytes, 0, name);
    }

    /// <summary>Reads and decodes a file.</summary>
    /// <exception cref="CorpusException">It is no UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return Decode(bytes, Path.GetFileName(path));
    }

    private static string DecodeBody(ReadOnlySpan<byte> bytes, int offset, string name)
    {
        var characters = new char[bytes.Length]; // UTF-16 never needs more units than UTF-8 needs bytes
        var status = Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
        if (status == OperationStatus.Done)
            return new string(characters, 0, written);

        throw new CorpusException(
            $"'{name}' is not UTF-8: the byte 0x{bytes[read]:X2} at offset {offset + read} begins no valid character. " +
            "Nothing was kept. Save the file as UTF-8 and try again.");
    }
}
