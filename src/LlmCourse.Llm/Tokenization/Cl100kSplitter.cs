using static LlmCourse.Llm.Tokenization.CharacterClasses;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// The pre-tokenization of cl100k_base (GPT-3.5 and GPT-4). Against GPT-2's: contractions in any case, one sign of any kind
/// before a word, numbers three digits at a time, line breaks kept with the signs before them.
/// <code>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</code>
/// </summary>
internal static class Cl100kSplitter
{
    /// <summary>UTF-16 units of the piece that begins at <paramref name="start"/>.</summary>
    public static int PieceLength(ReadOnlySpan<char> text, int start)
    {
        if (Contraction.AnyCaseLength(text[start..]) is var contraction and > 0) // (?i:'s|'t|'re|'ve|'m|'ll|'d)
            return contraction;

        var first = At(text, start, out var width);
        if (first.IsAny(CharacterClass.Letter))
            return RunEnd(text, start + width, CharacterClass.Letter) - start; // \p{L}+
        if (first.IsAny(CharacterClass.Number))
            return Digits.Length(text, start);                                 // \p{N}{1,3}

        var next = start + width;
        var second = next < text.Length ? At(text, next, out _) : CharacterClass.Space;
        if (second.IsAny(CharacterClass.Letter) && !first.IsAny(CharacterClass.LineBreak))
            return RunEnd(text, next, CharacterClass.Letter) - start;          // [^\r\n\p{L}\p{N}]\p{L}+

        var isSign = !first.IsAny(CharacterClass.Space);
        if (isSign || (text[start] == ' ' && !second.IsAny(CharacterClass.Space | CharacterClass.Number)))
            return RunEnd(text, SignsEnd(text, next), CharacterClass.LineBreak) - start; //  ?[^\s\p{L}\p{N}]+[\r\n]*
        return WhiteSpace.LengthWithLines(text, start);                        // \s*[\r\n]+|\s+(?!\S)|\s+
    }
}
