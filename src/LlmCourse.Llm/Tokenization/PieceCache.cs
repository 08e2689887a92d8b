using System.Runtime.CompilerServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Remembers the ids of pieces met lately: text repeats its words. Each slot holds the last piece that hashed to it and is
/// one structure of 128 bytes, so remembering allocates nothing and finding reads one place. The slots grow with the pieces,
/// as a short text should not pay for a long one's memory, up to a limit. Not for sharing between threads.
/// </summary>
internal sealed class PieceCache
{
    private const int FewestSlots = 1 << 9; // 64 KB
    private const int MostSlots = 1 << 14;  // 2 MB; whole tokens need no slot, so these are the words of several tokens
    private const int Growth = 4;
    private const int LongestPiece = 42; // bytes; longer pieces hardly repeat
    private const int MostIds = 20;

    private Slot[] slots = new Slot[FewestSlots];
    private int added; // since the slots grew last

    /// <summary>Appends the ids of a piece, when it is remembered.</summary>
    /// <param name="piece">The piece, not empty.</param>
    /// <param name="hash">Its <see cref="SpanHash"/>.</param>
    /// <param name="output">Where the ids go.</param>
    public bool TryAppend(ReadOnlySpan<byte> piece, uint hash, List<int> output)
    {
        ref var slot = ref slots[SlotOf(hash)];
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
        if (++added > slots.Length && slots.Length < MostSlots)
            Grow();
        ref var slot = ref slots[SlotOf(hash)];
        slot.Hash = hash;
        slot.Length = (byte)piece.Length;
        slot.Count = (byte)ids.Length;
        piece.CopyTo(slot.Piece);
        ids.CopyTo(slot.Ids);
    }

    private int SlotOf(uint hash) => (int)hash & (slots.Length - 1);

    private void Grow()
    {
        var before = slots;
        slots = new Slot[before.Length * Growth];
        added = 0;
        foreach (ref readonly var slot in before.AsSpan())
        {
            if (slot.Length > 0)
                slots[SlotOf(slot.Hash)] = slot;
        }
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
