using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>Finds the place in a text of tokens that are bytes.</summary>
internal static class BytePieces
{
    /// <summary>Each id with its place: a token covers every character whose first byte it holds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ids">Its ids.</param>
    /// <param name="bytesOf">The bytes of an id.</param>
    public static IReadOnlyList<TextPiece> Cut(string text, int[] ids, Func<int, ReadOnlyMemory<byte>> bytesOf)
    {
        var pieces = new TextPiece[ids.Length];
        int start = 0, end = 0;            // UTF-16 units
        long tokenEnd = 0, runeStart = 0;  // UTF-8 bytes
        for (var index = 0; index < ids.Length; index++)
        {
            var bytes = bytesOf(ids[index]);
            tokenEnd += bytes.Length;
            while (runeStart < tokenEnd)
            {
                Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var width);
                runeStart += rune.Utf8SequenceLength;
                end += width;
            }

            pieces[index] = new TextPiece(ids[index], Encoding.UTF8.GetString(bytes.Span), start, end - start, bytes, Unknown: false);
            start = end;
        }

        return pieces;
    }
}
