using System.Globalization;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// GPT-2's pre-tokenization: cuts text into pieces that merges never cross, losing nothing. A piece is a contraction's
/// tail (<c>'s 't 're 've 'm 'll 'd</c>); a run of letters, of numbers or of other signs, each with one space before it;
/// or a run of white space, which leaves its last character to what follows.
/// </summary>
/// <remarks>
/// The rule is that of Radford et al., "Language models are unsupervised multitask learners" (2019), whose authors wrote
/// it as a regular expression. A scanner reads each character once, so long runs cost no more than short ones.
/// </remarks>
internal static class Gpt2Splitter
{
    private enum Sort
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>UTF-16 units of the piece that begins at <paramref name="start"/>.</summary>
    public static int PieceLength(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        if (ContractionLength(rest) is var contraction and > 0)
            return contraction;

        var sort = SortOf(rest, out var width);
        if (sort != Sort.Space)
            return RunLength(rest, 0, sort);
        if (rest[0] == ' ' && rest.Length > 1 && SortOf(rest[1..], out _) is var next and not Sort.Space)
            return RunLength(rest, 1, next);

        var run = RunLength(rest, 0, Sort.Space);
        return run == rest.Length || run == width ? run : run - 1; // white space is one unit a character throughout Unicode
    }

    private static int ContractionLength(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] != '\'')
            return 0;
        if (rest[1] is 's' or 't' or 'm' or 'd')
            return 2;
        return rest.Length > 2 && (rest[1], rest[2]) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    private static int RunLength(ReadOnlySpan<char> rest, int from, Sort sort)
    {
        var position = from;
        while (position < rest.Length && SortOf(rest[position..], out var width) == sort)
            position += width;
        return position;
    }

    private static Sort SortOf(ReadOnlySpan<char> rest, out int width)
    {
        var first = rest[0];
        if (char.IsAscii(first))
        {
            width = 1;
            if (char.IsAsciiLetter(first))
                return Sort.Letter;
            if (char.IsAsciiDigit(first))
                return Sort.Number;
            return char.IsWhiteSpace(first) ? Sort.Space : Sort.Other;
        }

        Rune.DecodeFromUtf16(rest, out var rune, out width);
        if (Rune.IsWhiteSpace(rune))
            return Sort.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Sort.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Sort.Number,
            _ => Sort.Other,
        };
    }
}
