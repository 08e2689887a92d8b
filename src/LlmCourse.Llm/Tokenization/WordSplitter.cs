using System.Globalization;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Cuts text into words and what stands between them, losing nothing. A word is a run of letters, marks and digits,
/// with apostrophes and hyphens inside it, and keeps one space before it; every other character is a piece of its own.
/// </summary>
internal static class WordSplitter
{
    /// <summary>UTF-16 units of the piece that begins at <paramref name="start"/>.</summary>
    public static int PieceLength(ReadOnlySpan<char> text, int start)
    {
        var position = start;
        if (text[position] == ' ' && IsWordCharacter(text, position + 1, out _))
            position++;
        if (!IsWordCharacter(text, position, out var width))
            return width;

        while (IsWordCharacter(text, position, out width))
        {
            position += width;
            if (position < text.Length && IsJoiner(text[position]) && IsWordCharacter(text, position + 1, out _))
                position++;
        }

        return position - start;
    }

    private static bool IsJoiner(char character) => character is '\'' or '’' or '-';

    private static bool IsWordCharacter(ReadOnlySpan<char> text, int position, out int width)
    {
        if (position >= text.Length)
        {
            width = 0;
            return false;
        }

        Rune.DecodeFromUtf16(text[position..], out var rune, out width);
        return Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber;
    }
}
