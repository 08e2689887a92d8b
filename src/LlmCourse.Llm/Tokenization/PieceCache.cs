using System.Runtime.CompilerServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Remembers the ids of pieces met lately: text repeats its words. A fixed number of slots, each holding the last piece
/// that hashed to it, bounds the memory; a slot is one structure of 128 bytes, so remembering allocates nothing and finding
/// reads one place. Not for sharing between threads.
/// </summary>
internal sealed class PieceCache
{
    private const int Slots = 1 << 14; // 2 MB; whole tokens need no slot, so these are the words of several tokens
    private const int LongestPiece = 42; // bytes; longer pieces hardly repeat
    private const int MostIds = 20;

    private readonly Slot[] slots = new Slot[Slots];

    /// <summary>Appends the ids of a piece, when it is remembered.</summary>
    /// <param name="piece">The piece, not empty.</param>
    /// <param name="hash">Its <see cref="SpanHash"/>.</param>
    /// <param name="output">Where the ids go.</param>
    public bool TryAppend(ReadOnlySpan<byte> piece, uint hash, List<int> output)
    {
        ref var slot = ref slots[hash % Slots];
        if (slot.Hash != hash || slot.Length != piece.Length || !((ReadOnlySpan<byte>)slot.Piece)[..slot.Length].SequenceEqual(piece))
            return false;
        output.AddRange(((ReadOnlySpan<int>)slot.Ids)[..slot.Count]);
        return true;
    }

    /// <summary>Remembers a piece, unless it is too long.</summary>
    public void Add(ReadOnlySpan<byte> piece, uint hash, ReadOnlySpan<int> ids)
    {
        if (piece.Length > LongestPiece || ids.Length > MostIds)
            return;
        ref var slot = ref slots[hash % Slots];
        slot.Hash = hash;
        slot.Length = (byte)piece.Length;
        slot.Count = (byte)ids.Length;
        piece.CopyTo(slot.Piece);
        ids.CopyTo(slot.Ids);
    }

    private struct Slot
    {
        public Ids Ids;
        public uint Hash;
        public byte Length; // 0 in a free slot
        public byte Count;
        public Bytes Piece;
    }

    [InlineArray(LongestPiece)]
    private struct Bytes
    {
        private byte first;
    }

    [InlineArray(MostIds)]
    private struct Ids
    {
        private int first;
    }
}
