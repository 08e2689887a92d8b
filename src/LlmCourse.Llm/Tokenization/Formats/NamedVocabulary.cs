namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>A merge by the names of its parts; their names together are the name of what it makes.</summary>
internal readonly record struct NamedMerge(string Left, string Right)
{
    /// <summary>Name of the token that it makes.</summary>
    public string Joined => Left + Right;
}

/// <summary>
/// A byte-level vocabulary as GPT-2's files and Hugging Face's write it: tokens by name in the <see cref="ByteAlphabet"/>, and
/// the merges in order. Turns into a tokenizer and back.
/// </summary>
/// <param name="Rule">How text is cut before merging.</param>
/// <param name="Tokens">Names and ids of the tokens that text can give.</param>
/// <param name="Merges">Merges, the first that was learnt first.</param>
/// <param name="Specials">Special tokens and their ids; their names are plain text.</param>
internal sealed record NamedVocabulary(
    SplitRule Rule,
    IReadOnlyDictionary<string, int> Tokens,
    IReadOnlyList<NamedMerge> Merges,
    IReadOnlyDictionary<string, int> Specials)
{
    private const string Advice = "Nothing was kept. Get the file again, or write it anew.";

    /// <summary>Names a tokenizer's tokens and finds its merges.</summary>
    /// <param name="tokenizer">What is written.</param>
    /// <param name="format">The format's name, for messages.</param>
    /// <exception cref="TokenizerFormatException">Such a file cannot hold this tokenizer.</exception>
    public static NamedVocabulary Of(ITokenizer tokenizer, string format)
    {
        var ranks = RankForm.Of(tokenizer, format);
        var tokens = ranks.Ranks.ToDictionary(token => ByteAlphabet.Encode(token.Bytes.Span), token => token.Rank, StringComparer.Ordinal);
        var merges = new List<NamedMerge>(tokens.Count);
        foreach (var (rank, bytes) in ranks.Ranks.Where(token => token.Bytes.Length > 1))
        {
            if (MergeOrder.PartsOf(bytes.Span, rank, ranks) is not var (left, right))
            {
                throw new TokenizerFormatException($"{format} holds merges of two tokens, but token {rank} of {ranks.Name}, '{ranks.TextOf(rank)}', " +
                    "is not made of two earlier ones. Write it as tiktoken ranks, or in this program's own format.");
            }

            merges.Add(new NamedMerge(ByteAlphabet.Encode(ranks.BytesOf(left).Span), ByteAlphabet.Encode(ranks.BytesOf(right).Span)));
        }

        return new NamedVocabulary(ranks.Rule, tokens, merges, ranks.SpecialTokens);
    }

    /// <summary>
    /// Makes the tokenizer. What was learnt by this program becomes a <see cref="BpeTokenizer"/> again, everything else a
    /// <see cref="RankTokenizer"/>, after a check that merging by rank does the same as the list of merges.
    /// </summary>
    /// <param name="name">The tokenizer's name.</param>
    /// <param name="limits">What the file may ask for.</param>
    /// <exception cref="TokenizerFileException">The vocabulary is damaged, or merges in a way that this program does not know.</exception>
    public ITokenizer ToTokenizer(string name, TokenizerLimits limits)
    {
        var tokens = TokensById(limits);
        var joined = JoinedIds();
        EveryTokenIsMade(joined);
        return RankForm.AsLearnt(AsRanks(name, tokens, joined));
    }

    /// <summary>Every name with its id, by id, special tokens among them.</summary>
    /// <param name="format">The format's name, for messages.</param>
    /// <exception cref="TokenizerFormatException">A special token has the name of an ordinary one.</exception>
    public IReadOnlyList<KeyValuePair<string, int>> AllNames(string format)
    {
        if (Specials.Keys.FirstOrDefault(Tokens.ContainsKey) is { } shared)
            throw new TokenizerFormatException($"{format} has one id for each name, but '{shared}' is a special token and an ordinary one. Write it in this program's own format.");
        return [.. Tokens.Concat(Specials).OrderBy(token => token.Value)];
    }

    private byte[]?[] TokensById(TokenizerLimits limits)
    {
        foreach (var (name, id) in Tokens.Concat(Specials))
        {
            if (id < 0 || id > limits.LargestId)
                throw new TokenizerFileException($"The token '{name}' has the id {id}; ids go from 0 to {limits.LargestId:N0} ({nameof(TokenizerLimits.LargestId)}). {Advice}");
        }

        var tokens = new byte[]?[Tokens.Values.DefaultIfEmpty(-1).Max() + 1];
        foreach (var (name, id) in Tokens)
        {
            if (!ByteAlphabet.TryDecode(name, out var bytes) || bytes.Length == 0)
                throw new TokenizerFileException($"The token '{name}' (id {id}) is not written in GPT-2's byte alphabet, so this is no byte-level vocabulary. {Advice}");
            if (bytes.Length > limits.TokenBytes)
                throw new TokenizerFileException($"The token '{(name.Length > 24 ? name[..24] + "…" : name)}' (id {id}) has {bytes.Length} bytes; a token may have {limits.TokenBytes} ({nameof(TokenizerLimits.TokenBytes)}). {Advice}");
            if (tokens[id] is not null)
                throw new TokenizerFileException($"The id {id} stands twice: for '{name}' and for '{ByteAlphabet.Encode(tokens[id])}'. {Advice}");
            tokens[id] = bytes;
        }

        IdHoles.Refuse(tokens, Specials, Advice);
        return tokens;
    }

    private int[] JoinedIds()
    {
        var ids = new int[Merges.Count];
        var made = new Dictionary<int, int>(Merges.Count); // merge by what it makes
        for (var index = 0; index < ids.Length; index++)
        {
            var merge = Merges[index];
            if (!Tokens.ContainsKey(merge.Left) || !Tokens.ContainsKey(merge.Right) || !Tokens.TryGetValue(merge.Joined, out ids[index]))
            {
                var missing = new[] { merge.Left, merge.Right, merge.Joined }.First(name => !Tokens.ContainsKey(name));
                throw new TokenizerFileException($"{Show(index)} needs the token '{missing}', which the vocabulary lacks. The two do not belong together, or one is cut short. {Advice}");
            }

            if (!made.TryAdd(ids[index], index))
                throw new TokenizerFileException($"{Show(index)} makes the same token as merge {made[ids[index]] + 1}. This program reads vocabularies that make each token in one way. {Advice}");
        }

        return ids;
    }

    private void EveryTokenIsMade(int[] joined)
    {
        var made = joined.ToHashSet();
        foreach (var (name, id) in Tokens)
        {
            if (name.Length > 1 && !made.Contains(id))
                throw new TokenizerFileException($"No merge makes the token '{name}' (id {id}). The merges are cut short, or belong to another vocabulary. {Advice}");
        }
    }

    private RankTokenizer AsRanks(string name, byte[]?[] tokens, int[] joined)
    {
        for (var index = 1; index < joined.Length; index++)
        {
            if (joined[index] < joined[index - 1])
            {
                throw new TokenizerFileException($"{Show(index)} makes token {joined[index]}, and the merge before it token {joined[index - 1]}. " +
                    "This program reads vocabularies whose ids rise with their merges, as GPT's do; it cannot use this one.");
            }
        }

        if (!Specials.ContainsKey(SpecialTokens.EndOfText))
        {
            throw new TokenizerFileException($"This tokenizer has no special token '{SpecialTokens.EndOfText}', which this program needs to tell documents apart; " +
                $"it has {(Specials.Count > 0 ? string.Join(", ", Specials.Keys.Order(StringComparer.Ordinal)) : "none at all")}. Nothing was kept. Use a tokenizer that has it.");
        }

        RankTokenizer tokenizer;
        try
        {
            tokenizer = new RankTokenizer(name, Rule, tokens, Specials);
        }
        catch (ArgumentException error)
        {
            throw new TokenizerFileException($"{error.Reason()} {Advice}", error);
        }

        for (var index = 0; index < joined.Length; index++)
        {
            var pair = new BpePair(Tokens[Merges[index].Left], Tokens[Merges[index].Right]);
            if (MergeOrder.PartsOf(tokens[joined[index]], joined[index], tokenizer) is var parts && parts != pair)
            {
                throw new TokenizerFileException($"{Show(index)} joins tokens {pair.Left} and {pair.Right}, but earlier merges leave its text as " +
                    $"{(parts is { } other ? $"{other.Left} and {other.Right}" : "more than two tokens")}. No training gives such merges; this program cannot use them. {Advice}");
            }
        }

        return tokenizer;
    }

    private string Show(int merge) => $"Merge {merge + 1}, '{Merges[merge].Left}' + '{Merges[merge].Right}',";
}
