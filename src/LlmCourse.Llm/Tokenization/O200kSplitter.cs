using static LlmCourse.Llm.Tokenization.CharacterClasses;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// The pre-tokenization of o200k_base (GPT-4o). Against cl100k_base: words end where a capital follows a small letter,
/// marks belong to words, contractions stay with their word, and slashes with the signs before them.
/// <code>
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// </code>
/// </summary>
internal static class O200kSplitter
{
    private const CharacterClass Word = CharacterClass.Head | CharacterClass.Tail;

    /// <summary>UTF-16 units of the piece that begins at <paramref name="start"/>.</summary>
    public static int PieceLength(ReadOnlySpan<char> text, int start)
    {
        var first = At(text, start, out var width);
        if (first.IsAny(CharacterClass.Number))
            return Digits.Length(text, start); // \p{N}{1,3}

        var next = start + width;
        var mayLead = !first.IsAny(CharacterClass.LineBreak | CharacterClass.Letter); // [^\r\n\p{L}\p{N}]
        var wordEnd = WordEnd(text, start, mayLead ? next : start, first);
        if (wordEnd > start)
            return wordEnd + Contraction.AnyCaseLength(text[wordEnd..]) - start;

        var second = next < text.Length ? At(text, next, out _) : CharacterClass.Space;
        var isSign = !first.IsAny(CharacterClass.Space);
        if (isSign || (text[start] == ' ' && !second.IsAny(CharacterClass.Space | CharacterClass.Number)))
            return SignsAndLinesEnd(text, next) - start; //  ?[^\s\p{L}\p{N}]+[\r\n/]*
        return WhiteSpace.LengthWithLines(text, start);  // \s*[\r\n]+|\s+(?!\S)|\s+
    }

    /// <summary>
    /// Where the word ends, without its contraction; <paramref name="start"/> when none begins there. The first alternative
    /// wants a tail and gives heads back to find one, then tries without the leading sign; the second takes heads alone.
    /// </summary>
    private static int WordEnd(ReadOnlySpan<char> text, int start, int body, CharacterClass first)
    {
        // Heads as far as they go, remembering the last that may also be a tail: letters without case, and marks.
        var heads = body;
        var lastShared = -1;
        while (heads < text.Length && At(text, heads, out var width) is var head && head.IsAny(CharacterClass.Head))
        {
            heads += width;
            if (head.IsAny(CharacterClass.Tail))
                lastShared = heads;
        }

        var tails = RunEnd(text, heads, CharacterClass.Tail);
        if (tails > heads)
            return tails;
        if (lastShared > 0)
            return lastShared; // the first alternative gave heads back until one served as its tail
        if (body > start && first.IsAny(Word))
            return body;       // a leading mark taken for the word itself
        return heads > body ? heads : start;
    }

    private static int SignsAndLinesEnd(ReadOnlySpan<char> text, int position)
    {
        position = SignsEnd(text, position);
        while (position < text.Length && text[position] is '\r' or '\n' or '/')
            position++;
        return position;
    }
}
