using System.Runtime.InteropServices;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Encodes text piece by piece: looks whether a piece is a token, then whether it was met lately, and only then merges it.
/// Holds work space; not for sharing between threads.
/// </summary>
internal sealed class PieceEncoder(TokenTable tokens)
{
    private const int WindowLength = 2_048; // UTF-16 units narrowed at a time; both forms fit the first-level cache
    private const int MostBytesOfUnit = 3;  // a UTF-16 unit becomes three bytes of UTF-8 at most

    private readonly PieceCache cache = new();
    private readonly RankMerger merger = new(tokens);
    private readonly byte[] window = new byte[WindowLength];
    private byte[] transcoded = new byte[256];

    /// <summary>Appends the ids of a text; a lone surrogate counts as U+FFFD.</summary>
    /// <remarks>
    /// Most text is mostly ASCII, whose UTF-8 is its UTF-16 without the upper halves. So the text is narrowed a window at a
    /// time, by vectors, up to the first other character; only a piece that holds such a character is transcoded by itself.
    /// </remarks>
    public void EncodeText(ReadOnlySpan<char> text, SplitRule rule, List<int> output)
    {
        var (windowStart, windowEnd) = (0, 0); // the window holds text[windowStart..windowEnd]
        for (var start = 0; start < text.Length;)
        {
            var end = start + rule.PieceLength(text, start);
            if (end > windowEnd)
            {
                Ascii.FromUtf16(text.Slice(start, Math.Min(WindowLength, text.Length - start)), window, out var narrowed);
                (windowStart, windowEnd) = (start, start + narrowed);
            }

            EncodePiece(end <= windowEnd ? window.AsSpan(start - windowStart, end - start) : Transcode(text[start..end]), output);
            start = end;
        }
    }

    /// <summary>Appends the ids of bytes that are one piece.</summary>
    public void EncodePiece(ReadOnlySpan<byte> piece, List<int> output)
    {
        if (piece.Length > tokens.LongestToken)
        {
            merger.Merge(piece, output);
            return;
        }

        var hash = SpanHash.Of(piece);
        if (tokens.IdOf(piece, hash) is not TokenTable.Absent and var id)
        {
            output.Add(id);
        }
        else if (!cache.TryAppend(piece, hash, output))
        {
            var before = output.Count;
            merger.Merge(piece, output);
            cache.Add(piece, hash, CollectionsMarshal.AsSpan(output)[before..]);
        }
    }

    private ReadOnlySpan<byte> Transcode(ReadOnlySpan<char> piece)
    {
        if (transcoded.Length < piece.Length * MostBytesOfUnit)
            transcoded = new byte[piece.Length * MostBytesOfUnit];
        return transcoded.AsSpan(0, Encoding.UTF8.GetBytes(piece, transcoded));
    }
}
