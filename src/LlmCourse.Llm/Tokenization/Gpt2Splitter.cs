using static LlmCourse.Llm.Tokenization.CharacterClasses;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// GPT-2's pre-tokenization: cuts text into pieces that merges never cross, losing nothing. A piece is a contraction's
/// tail; a run of letters, of numbers or of other signs, each with one space before it; or a run of white space, which
/// leaves its last character to what follows.
/// <code>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</code>
/// </summary>
/// <remarks>
/// The rule is that of Radford et al., "Language models are unsupervised multitask learners" (2019). A scanner reads each
/// character once, so long runs cost no more than short ones.
/// </remarks>
internal static class Gpt2Splitter
{
    /// <summary>UTF-16 units of the piece that begins at <paramref name="start"/>.</summary>
    public static int PieceLength(ReadOnlySpan<char> text, int start)
    {
        if (Contraction.ExactLength(text[start..]) is var contraction and > 0) // 's|'t|'re|'ve|'m|'ll|'d
            return contraction;

        var run = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start; // the optional space
        var first = At(text, run, out _);
        if (first.IsAny(CharacterClass.Space))
            return WhiteSpace.Length(text, start);                   // \s+(?!\S)|\s+
        if (first.IsAny(CharacterClass.Letter))
            return RunEnd(text, run, CharacterClass.Letter) - start; //  ?\p{L}+
        if (first.IsAny(CharacterClass.Number))
            return RunEnd(text, run, CharacterClass.Number) - start; //  ?\p{N}+
        return SignsEnd(text, run) - start;                          //  ?[^\s\p{L}\p{N}]+
    }
}
