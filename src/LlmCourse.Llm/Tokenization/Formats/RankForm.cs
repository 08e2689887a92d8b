namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// Every file of others holds ranks or can be read as ranks, so what this program learnt passes through a
/// <see cref="RankTokenizer"/> on its way out and back in.
/// </summary>
internal static class RankForm
{
    /// <summary>A tokenizer by ranks that gives the same ids.</summary>
    /// <param name="tokenizer">A tokenizer that merges bytes.</param>
    /// <param name="format">Name of the format that needs it, for messages.</param>
    /// <exception cref="TokenizerFormatException">There is none.</exception>
    public static RankTokenizer Of(ITokenizer tokenizer, string format) => tokenizer switch
    {
        RankTokenizer ranks => ranks,
        BpeTokenizer bpe => OfMerges(bpe, format),
        _ => throw new TokenizerFormatException($"{format} holds merges of bytes, and a tokenizer of the kind '{tokenizer.Kind}' has none. Write it in this program's own format."),
    };

    /// <summary>
    /// The same as a <see cref="BpeTokenizer"/>, where the ids are as this program gives them: the bytes by value, then what
    /// merges make, last the end of text; otherwise the tokenizer itself. So a tokenizer comes back from any format equal
    /// to what was written, fingerprint and all.
    /// </summary>
    public static ITokenizer AsLearnt(RankTokenizer ranks)
    {
        var isOwn = ranks.Rule == SplitRule.Gpt2
            && ranks.SpecialTokens.Count == 1 && ranks.EndOfText == ranks.VocabularySize - 1
            && Enumerable.Range(0, BpeTokenizer.ByteTokens).All(value => ranks.RankOf([(byte)value]) == value);
        if (!isOwn)
            return ranks;

        var merges = new List<BpePair>(ranks.EndOfText - BpeTokenizer.ByteTokens);
        for (var rank = BpeTokenizer.ByteTokens; rank < ranks.EndOfText; rank++)
        {
            if (MergeOrder.PartsOf(ranks.BytesOf(rank).Span, rank, ranks) is not { } pair)
                return ranks;
            merges.Add(pair);
        }

        return new BpeTokenizer(merges);
    }

    private static RankTokenizer OfMerges(BpeTokenizer bpe, string format)
    {
        RankTokenizer ranks;
        try
        {
            ranks = new RankTokenizer(
                BpeTokenizer.KindName,
                SplitRule.Gpt2,
                [.. Enumerable.Range(0, bpe.EndOfText).Select(id => bpe.BytesOf(id).ToArray())],
                new Dictionary<string, int> { [SpecialTokens.EndOfText] = bpe.EndOfText });
        }
        catch (ArgumentException error)
        {
            throw new TokenizerFormatException($"{format} cannot hold these merges. {error.Reason()} Write them in this program's own format.");
        }

        for (var index = 0; index < bpe.Merges.Count; index++)
        {
            var id = BpeTokenizer.ByteTokens + index;
            if (MergeOrder.PartsOf(bpe.BytesOf(id), id, ranks) != bpe.Merges[index])
            {
                throw new TokenizerFormatException($"{format} cannot hold these merges: '{bpe.TextOf(id)}' is made by joining tokens {bpe.Merges[index].Left} and {bpe.Merges[index].Right}, " +
                    "but earlier merges leave its text otherwise, which no training gives. Write them in this program's own format.");
            }
        }

        return ranks;
    }
}
