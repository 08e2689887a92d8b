namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Applies merges to one piece: always the earliest learnt merge that fits, leftmost first. Candidates wait in a heap and
/// the symbols in a linked list, so a piece of n bytes costs O(n log n) however long it is. Holds work space; not for
/// sharing between threads.
/// </summary>
internal sealed class BpeMerger(IReadOnlyDictionary<BpePair, int> merges)
{
    private const int Gone = -1;

    private readonly PriorityQueue<Candidate, long> candidates = new(); // by merged id, then by position
    private int[] ids = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];

    /// <summary>Merges the bytes of a piece and appends the ids that remain.</summary>
    public void Merge(ReadOnlySpan<byte> piece, List<int> output)
    {
        Prepare(piece);
        while (candidates.TryDequeue(out var candidate, out var priority))
        {
            var (position, pair) = candidate;
            var mergedId = (int)(priority >> 32);
            var right = ids[position] == pair.Left ? next[position] : Gone;
            if (right == Gone || ids[right] != pair.Right)
                continue; // a merge nearby has taken one of the two

            ids[position] = mergedId;
            ids[right] = Gone;
            next[position] = next[right];
            if (next[position] != Gone)
                previous[next[position]] = position;
            Consider(position);
            if (previous[position] != Gone)
                Consider(previous[position]);
        }

        for (var position = piece.Length > 0 ? 0 : Gone; position != Gone; position = next[position])
            output.Add(ids[position]);
    }

    private void Prepare(ReadOnlySpan<byte> piece)
    {
        if (ids.Length < piece.Length)
        {
            ids = new int[piece.Length];
            next = new int[piece.Length];
            previous = new int[piece.Length];
        }

        for (var position = 0; position < piece.Length; position++)
        {
            ids[position] = piece[position];
            previous[position] = position - 1; // Gone before the first
            next[position] = position + 1 < piece.Length ? position + 1 : Gone;
        }

        for (var position = 0; position + 1 < piece.Length; position++)
            Consider(position);
    }

    private void Consider(int position)
    {
        if (next[position] == Gone)
            return;
        var pair = new BpePair(ids[position], ids[next[position]]);
        if (merges.TryGetValue(pair, out var merged))
            candidates.Enqueue(new Candidate(position, pair), ((long)merged << 32) | (uint)position);
    }

    private readonly record struct Candidate(int Position, BpePair Pair);
}
