namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// Finds the merges of a vocabulary that has only ranks. When the token of rank r was learnt, its text stood as two tokens
/// of lower ranks; so merging its bytes with lower ranks alone must end in exactly those two.
/// </summary>
internal static class MergeOrder
{
    /// <summary>The two tokens that a token joins; null when merging lower ranks leaves more than two.</summary>
    /// <param name="token">Its bytes, two at least.</param>
    /// <param name="rank">Its rank.</param>
    /// <param name="vocabulary">The ranks of all.</param>
    public static BpePair? PartsOf(ReadOnlySpan<byte> token, int rank, RankTokenizer vocabulary)
    {
        var ends = new List<int>(token.Length + 1) { 0 }; // part i lies between ends i and i + 1
        for (var end = 1; end <= token.Length; end++)
            ends.Add(end);
        while (ends.Count > 3)
        {
            var (best, bestRank) = (0, rank);
            for (var part = 0; part + 2 < ends.Count; part++)
            {
                if (vocabulary.RankOf(token[ends[part]..ends[part + 2]]) is { } joined && joined < bestRank)
                    (best, bestRank) = (part, joined);
            }

            if (bestRank == rank)
                return null;
            ends.RemoveAt(best + 1);
        }

        return new BpePair(vocabulary.RankOf(token[..ends[1]])!.Value, vocabulary.RankOf(token[ends[1]..])!.Value);
    }
}
