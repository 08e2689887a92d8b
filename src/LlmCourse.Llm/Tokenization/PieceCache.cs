using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Remembers the ids of pieces met lately: text repeats its words. A fixed number of slots, each holding the last piece
/// that hashed to it, bounds the memory. Entries are immutable and change place by one reference write, so threads share
/// the cache without a lock; at worst two of them work out the same piece.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>Longest piece kept, in UTF-16 units: longer ones hardly repeat.</summary>
    private const int LongestPiece = 48;

    private const int Slots = 1 << 15; // with words of six letters about 3 MB when full; a text's common words all fit

    private readonly Entry?[] entries = new Entry?[Slots];

    /// <summary>The ids of a piece, when it is remembered.</summary>
    public bool TryGet(ReadOnlySpan<char> piece, out ReadOnlySpan<int> ids, out uint hash)
    {
        hash = 0;
        ids = default;
        if (piece.Length > LongestPiece)
            return false;
        hash = SpanHash.Of(MemoryMarshal.AsBytes(piece));
        if (Volatile.Read(ref entries[hash % Slots]) is not { } entry || !piece.SequenceEqual(entry.Piece))
            return false;
        ids = entry.Ids;
        return true;
    }

    /// <summary>Remembers a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="hash">What <see cref="TryGet"/> gave.</param>
    /// <param name="ids">Its ids.</param>
    public void Add(ReadOnlySpan<char> piece, uint hash, ReadOnlySpan<int> ids)
    {
        if (piece.Length <= LongestPiece)
            Volatile.Write(ref entries[hash % Slots], new Entry(piece.ToString(), ids.ToArray()));
    }

    private sealed record Entry(string Piece, int[] Ids);
}
