using System.Buffers;
using System.Text;
using System.Text.Unicode;
using LlmCourse.Llm.Corpora;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// A long text in chunks that <see cref="BpeTrainer"/> counts as if it were whole: a chunk ends before white space that
/// follows something else, where no piece of GPT-2's rule goes on. Memory holds a chunk, not the file.
/// </summary>
public static class TextChunks
{
    /// <summary>Bytes read at a time, unless told otherwise.</summary>
    public const int DefaultChunkBytes = 1 << 20;

    /// <summary>Reads a file of UTF-8; a byte order mark at the start is dropped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="chunkBytes">Bytes read at a time; a chunk grows beyond that while it holds no place to cut.</param>
    /// <exception cref="CorpusException">It is no UTF-8; the message names the offset of the first bad byte.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<string> ReadFile(string path, int chunkBytes = DefaultChunkBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkBytes);
        return Read(path, Math.Max(chunkBytes, 4)); // a character has up to four bytes
    }

    private static IEnumerable<string> Read(string path, int chunkBytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[chunkBytes];
        var characters = new ArrayBufferWriter<char>(chunkBytes);
        var undecoded = 0;  // bytes at the start of the buffer, of a character whose end is not read yet
        var decoded = 0L;   // bytes of the file before them
        for (var read = file.Read(bytes); read > 0; read = file.Read(bytes.AsSpan(undecoded)))
        {
            var chunk = bytes.AsSpan(0, undecoded + read);
            var skipped = decoded == 0 && chunk.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var status = Utf8.ToUtf16(chunk[skipped..], characters.GetSpan(chunk.Length), out var used, out var written, replaceInvalidSequences: false, isFinalBlock: false);
            used += skipped;
            if (status == OperationStatus.InvalidData)
                Refuse(path, chunk[used], decoded + used);
            var scanned = characters.WrittenCount; // no place to cut before this
            characters.Advance(written);
            decoded += used;
            undecoded = chunk.Length - used;
            chunk[used..].CopyTo(bytes);

            var cut = LastCut(characters.WrittenSpan, scanned);
            if (cut == 0)
                continue;
            var rest = characters.WrittenSpan[cut..].ToArray();
            yield return new string(characters.WrittenSpan[..cut]);
            characters.ResetWrittenCount();
            characters.Write(rest);
        }

        if (undecoded > 0)
            Refuse(path, bytes[0], decoded);
        if (characters.WrittenCount > 0)
            yield return new string(characters.WrittenSpan);
    }

    /// <summary>The last place from a given one on where white space follows something else; 0 when there is none.</summary>
    private static int LastCut(ReadOnlySpan<char> text, int from)
    {
        for (var cut = text.Length - 1; cut >= Math.Max(from, 1); cut--)
        {
            if (char.IsWhiteSpace(text[cut]) && !char.IsWhiteSpace(text[cut - 1]))
                return cut;
        }

        return 0;
    }

    private static void Refuse(string path, byte value, long offset) => throw new CorpusException(
        $"'{Path.GetFileName(path)}' is not UTF-8: the byte 0x{value:X2} at offset {offset} begins no valid character. " +
        "Nothing was kept. Save the file as UTF-8 and try again.");
}
