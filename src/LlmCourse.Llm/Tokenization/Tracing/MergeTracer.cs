using System.Text;

namespace LlmCourse.Llm.Tokenization.Tracing;

/// <summary>
/// Cuts text as a byte-pair tokenizer does and keeps every step. It looks at all neighbours for each merge, which is slow and
/// easy to follow; the tokenizers' own mergers give the same tokens faster. Safe to share between threads.
/// </summary>
public sealed class MergeTracer
{
    /// <summary>Longest piece that is traced, in bytes: a trace keeps all parts of all steps, so it grows with the square.</summary>
    public const int LongestPiece = 256;

    private readonly SplitRule rule;
    private readonly Func<byte, int> idOfByte;
    private readonly Func<MergePart, MergePart, (int Id, int Rank)?> join;
    private readonly Func<ReadOnlyMemory<byte>, int?> whole;

    /// <summary>Traces a tokenizer made of merges.</summary>
    public MergeTracer(BpeTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var ranks = new Dictionary<BpePair, int>(tokenizer.Merges.Count);
        for (var rank = 0; rank < tokenizer.Merges.Count; rank++)
            ranks.Add(tokenizer.Merges[rank], rank);

        rule = SplitRule.Gpt2;
        idOfByte = value => value;
        join = (left, right) => ranks.TryGetValue(new BpePair(left.Id, right.Id), out var rank) ? (BpeTokenizer.ByteTokens + rank, rank) : null;
        whole = _ => null;
    }

    /// <summary>Traces a published vocabulary, whose ids are its ranks.</summary>
    public MergeTracer(RankTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        rule = tokenizer.Rule;
        idOfByte = value => tokenizer.RankOf([value])!.Value;
        join = (left, right) => tokenizer.RankOf([.. left.Bytes.Span, .. right.Bytes.Span]) is { } rank ? (rank, rank) : null;
        whole = bytes => tokenizer.RankOf(bytes.Span);
    }

    /// <summary>Traces a tokenizer of either kind.</summary>
    /// <exception cref="ArgumentException">It does not merge; <see cref="CanTrace"/> tells before.</exception>
    public static MergeTracer Of(ITokenizer tokenizer) => tokenizer switch
    {
        BpeTokenizer bpe => new MergeTracer(bpe),
        RankTokenizer ranks => new MergeTracer(ranks),
        _ => throw new ArgumentException($"A tokenizer of the kind '{tokenizer.Kind}' makes no merges, so there is nothing to trace.", nameof(tokenizer)),
    };

    /// <summary>Whether a tokenizer cuts by merging.</summary>
    public static bool CanTrace(ITokenizer tokenizer) => tokenizer is BpeTokenizer or RankTokenizer;

    /// <summary>A trace for each piece that the tokenizer's rule cuts the text into.</summary>
    /// <exception cref="ArgumentException">A piece is longer than <see cref="LongestPiece"/>.</exception>
    public IReadOnlyList<MergeTrace> Trace(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var traces = new List<MergeTrace>();
        for (var start = 0; start < text.Length;)
        {
            var length = rule.PieceLength(text, start);
            traces.Add(TracePiece(text.Substring(start, length)));
            start += length;
        }

        return traces;
    }

    /// <summary>The trace of the piece that covers one place of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">A UTF-16 unit of it.</param>
    /// <returns>Where the piece begins, in UTF-16 units, and its trace.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The place is outside the text.</exception>
    /// <exception cref="ArgumentException">The piece is longer than <see cref="LongestPiece"/>.</exception>
    public (int Start, MergeTrace Trace) TraceAt(string text, int position)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, text.Length);
        var start = 0;
        var length = rule.PieceLength(text, start);
        while (start + length <= position)
        {
            start += length;
            length = rule.PieceLength(text, start);
        }

        return (start, TracePiece(text.Substring(start, length)));
    }

    private MergeTrace TracePiece(string piece)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(piece);
        if (bytes.Length > LongestPiece)
        {
            throw new ArgumentException($"The piece that begins '{piece[..12]}' has {bytes.Length} bytes; merges are shown for at most {LongestPiece}. " +
                "Give a shorter word.", nameof(piece));
        }

        MergePart[] start = [.. Enumerable.Range(0, bytes.Length).Select(index => new MergePart(idOfByte(bytes.Span[index]), bytes.Slice(index, 1)))];
        var (steps, parts) = MergeAll(start);
        if (whole(bytes) is { } id && parts is not [_])
            return new MergeTrace(piece, start, steps, [new MergePart(id, bytes)], TakenWhole: true);
        return new MergeTrace(piece, start, steps, parts, TakenWhole: false);
    }

    #region trace-merges
    private (IReadOnlyList<MergeStep> Steps, MergePart[] Parts) MergeAll(MergePart[] parts)
    {
        var steps = new List<MergeStep>();
        while (Candidates(parts) is { Count: > 0 } candidates)
        {
            var best = candidates.MinBy(candidate => candidate.Rank)!; // the leftmost, of equals
            parts = [.. parts[..best.Position], best.Joined, .. parts[(best.Position + 2)..]];
            steps.Add(new MergeStep(candidates, best, parts));
        }

        return (steps, parts);
    }
    #endregion

    private List<MergeCandidate> Candidates(MergePart[] parts)
    {
        var candidates = new List<MergeCandidate>();
        for (var position = 0; position + 1 < parts.Length; position++)
        {
            var (left, right) = (parts[position], parts[position + 1]);
            if (join(left, right) is var (id, rank))
                candidates.Add(new MergeCandidate(position, left, right, new MergePart(id, (byte[])[.. left.Bytes.Span, .. right.Bytes.Span]), rank));
        }

        return candidates;
    }
}
