namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Merges the bytes of one piece by rank: of all neighbours whose joined bytes are a token, those with the lowest id join
/// first, leftmost first (as tiktoken does). Short pieces are searched from end to end for each merge; long ones keep their
/// candidates in a heap, so n bytes cost O(n log n). Holds work space; not for sharing between threads.
/// </summary>
internal sealed class RankMerger(TokenTable tokens)
{
    private const int None = int.MaxValue;
    private const int LongPiece = 128; // bytes from which the heap pays

    private readonly PriorityQueue<int, long> candidates = new(); // left part by rank, then by position
    private int[] starts = new int[LongPiece + 1]; // of the parts that are left
    private int[] ranks = new int[LongPiece + 1];  // of each part joined with the next
    private int[] next = [];
    private int[] previous = [];

    /// <summary>Appends the ids of a piece.</summary>
    public void Merge(ReadOnlySpan<byte> piece, List<int> output)
    {
        if (tokens.TryGetId(piece, out var whole))
            output.Add(whole);
        else if (piece.Length < LongPiece)
            MergeShort(piece, output);
        else
            MergeLong(piece, output);
    }

    private void MergeShort(ReadOnlySpan<byte> piece, List<int> output)
    {
        var parts = piece.Length;
        for (var part = 0; part <= parts; part++)
            starts[part] = part;
        for (var part = 0; part < parts; part++)
            ranks[part] = JoinedRank(piece, part, parts);

        while (true)
        {
            var best = 0;
            for (var part = 1; part < parts; part++)
            {
                if (ranks[part] < ranks[best])
                    best = part;
            }

            if (ranks[best] == None)
                break;
            starts.AsSpan(best + 2, parts - best - 1).CopyTo(starts.AsSpan(best + 1));
            ranks.AsSpan(best + 2, Math.Max(0, parts - best - 2)).CopyTo(ranks.AsSpan(best + 1));
            parts--;
            ranks[best] = JoinedRank(piece, best, parts);
            if (best > 0)
                ranks[best - 1] = JoinedRank(piece, best - 1, parts);
        }

        for (var part = 0; part < parts; part++)
            output.Add(IdOf(piece[starts[part]..starts[part + 1]]));
    }

    private int JoinedRank(ReadOnlySpan<byte> piece, int part, int parts) =>
        part + 1 < parts && tokens.TryGetId(piece[starts[part]..starts[part + 2]], out var rank) ? rank : None;

    private void MergeLong(ReadOnlySpan<byte> piece, List<int> output)
    {
        var length = piece.Length;
        if (next.Length <= length)
        {
            next = new int[length + 1];
            previous = new int[length + 1];
        }

        if (ranks.Length <= length)
            ranks = new int[length + 1];
        for (var position = 0; position <= length; position++)
        {
            next[position] = position + 1;
            previous[position] = position - 1;
        }

        for (var position = 0; position < length; position++)
            Consider(piece, position);
        while (candidates.TryDequeue(out var left, out var priority))
        {
            if (ranks[left] != (int)(priority >> 32))
                continue; // a merge nearby has changed one of the two
            var right = next[left];
            next[left] = next[right];
            ranks[right] = None;
            if (next[right] < length)
                previous[next[right]] = left;
            Consider(piece, left);
            if (previous[left] >= 0)
                Consider(piece, previous[left]);
        }

        for (var position = 0; position < length; position = next[position])
            output.Add(IdOf(piece[position..next[position]]));
    }

    private void Consider(ReadOnlySpan<byte> piece, int left)
    {
        ranks[left] = None;
        var right = next[left];
        if (right >= piece.Length || !tokens.TryGetId(piece[left..next[right]], out var rank))
            return;
        ranks[left] = rank;
        candidates.Enqueue(left, ((long)rank << 32) | (uint)left);
    }

    private int IdOf(ReadOnlySpan<byte> part) =>
        tokens.TryGetId(part, out var id) ? id : throw new InvalidOperationException("A part of a piece is no token, although every byte is one.");
}
