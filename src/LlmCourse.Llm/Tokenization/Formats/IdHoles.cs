namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// Looks for ids that stand for nothing. Training numbers tokens without a gap, so a gap below the last token means that
/// part of a file is missing; published vocabularies leave ids free only among their special tokens.
/// </summary>
internal static class IdHoles
{
    /// <summary>Refuses a vocabulary with a hole.</summary>
    /// <param name="tokens">Tokens by id, to the last that text can give.</param>
    /// <param name="specials">Special tokens and their ids.</param>
    /// <param name="advice">What to do about it.</param>
    /// <exception cref="TokenizerFileException">There is one.</exception>
    public static void Refuse(IReadOnlyList<byte[]?> tokens, IReadOnlyDictionary<string, int> specials, string advice)
    {
        var special = specials.Values.ToHashSet();
        for (var id = 0; id < tokens.Count; id++)
        {
            if (tokens[id] is null && !special.Contains(id))
                throw new TokenizerFileException($"There is no token of the id {id}, though ids go on to {tokens.Count - 1}: part of the vocabulary is missing. {advice}");
        }
    }
}
