namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Merges the bytes of one piece by rank: of all neighbours whose joined bytes are a token, those with the lowest id join
/// first, leftmost first (as tiktoken does). Short pieces are searched from end to end for each merge; long ones keep their
/// candidates in a heap, so n bytes cost O(n log n). Holds work space; not for sharing between threads.
/// </summary>
internal sealed class RankMerger
{
    private const int LongPiece = 128; // bytes from which the heap pays
    private const uint None = uint.MaxValue; // an absent id: later than every rank

    private readonly TokenTable tokens;
    private readonly int[] byteIds = new int[byte.MaxValue + 1];
    private readonly Part[] parts = new Part[LongPiece];
    private readonly PriorityQueue<int, long> candidates = new(); // left part by rank, then by position
    private uint[] ranks = []; // of the part that begins at a byte, joined with the next
    private int[] next = [];
    private int[] previous = [];

    /// <summary>Prepares work space.</summary>
    /// <param name="tokens">The vocabulary; it has every byte.</param>
    public RankMerger(TokenTable tokens)
    {
        this.tokens = tokens;
        for (var value = 0; value < byteIds.Length; value++)
            byteIds[value] = tokens.IdOf([(byte)value]);
    }

    /// <summary>Appends the ids of a piece that is no token itself.</summary>
    public void Merge(ReadOnlySpan<byte> piece, List<int> output)
    {
        if (piece.Length < LongPiece)
            MergeShort(piece, output);
        else
            MergeLong(piece, output);
    }

    private void MergeShort(ReadOnlySpan<byte> piece, List<int> output)
    {
        var left = parts.AsSpan(0, piece.Length); // the parts that are left
        for (var place = 0; place < left.Length; place++)
            left[place] = new Part(place, byteIds[piece[place]], place + 1 < left.Length ? (uint)tokens.IdOf(piece[place], piece[place + 1]) : None);

        while (Lowest(left) is var best && left[best].JoinedRank != None)
        {
            left[best].Id = (int)left[best].JoinedRank;
            left[(best + 2)..].CopyTo(left[(best + 1)..]);
            left = left[..^1];
            left[best].JoinedRank = JoinedRank(piece, left, best);
            if (best > 0)
                left[best - 1].JoinedRank = JoinedRank(piece, left, best - 1);
        }

        foreach (var part in left)
            output.Add(part.Id);
    }

    private static int Lowest(ReadOnlySpan<Part> parts)
    {
        var best = 0;
        for (var place = 1; place < parts.Length; place++)
        {
            if (parts[place].JoinedRank < parts[best].JoinedRank)
                best = place;
        }

        return best;
    }

    private uint JoinedRank(ReadOnlySpan<byte> piece, ReadOnlySpan<Part> parts, int place)
    {
        if (place + 1 >= parts.Length)
            return None;
        var end = place + 2 < parts.Length ? parts[place + 2].Start : piece.Length;
        return (uint)tokens.IdOf(piece[parts[place].Start..end]);
    }

    private void MergeLong(ReadOnlySpan<byte> piece, List<int> output)
    {
        var length = piece.Length;
        if (next.Length < length)
        {
            ranks = new uint[length];
            next = new int[length];
            previous = new int[length];
        }

        for (var position = 0; position < length; position++)
        {
            next[position] = position + 1;
            previous[position] = position - 1;
        }

        for (var position = 0; position < length; position++)
            Consider(piece, position);
        while (candidates.TryDequeue(out var left, out var priority))
        {
            if (ranks[left] != (uint)(priority >> 32))
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
            output.Add(tokens.IdOf(piece[position..next[position]]));
    }

    private void Consider(ReadOnlySpan<byte> piece, int left)
    {
        var right = next[left];
        ranks[left] = right < piece.Length ? (uint)tokens.IdOf(piece[left..next[right]]) : None;
        if (ranks[left] != None)
            candidates.Enqueue(left, ((long)ranks[left] << 32) | (uint)left);
    }

    /// <summary>Bytes of the piece that are one token by now.</summary>
    /// <param name="Start">Where they begin; they end where the next part begins.</param>
    /// <param name="Id">The token.</param>
    /// <param name="JoinedRank">Id of this part and the next together; <see cref="None"/> when that is no token.</param>
    private record struct Part(int Start, int Id, uint JoinedRank);
}
