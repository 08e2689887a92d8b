using System.Globalization;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>What the pre-tokenization patterns ask of a character; some answers overlap, so these are flags.</summary>
[Flags]
internal enum CharacterClass : byte
{
    /// <summary>None of the others: signs, symbols, controls, unassigned code points.</summary>
    None = 0,

    /// <summary><c>\s</c>: Unicode's White_Space.</summary>
    Space = 1,

    /// <summary><c>[\r\n]</c>, which is also <see cref="Space"/>.</summary>
    LineBreak = 2,

    /// <summary><c>\p{L}</c>.</summary>
    Letter = 4,

    /// <summary><c>\p{N}</c>.</summary>
    Number = 8,

    /// <summary><c>[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]</c>: what a capitalised word may begin with.</summary>
    Head = 16,

    /// <summary><c>[\p{Ll}\p{Lm}\p{Lo}\p{M}]</c>: what a word may go on with.</summary>
    Tail = 32,
}

/// <summary>Classes of code points, read from UTF-16. A lone surrogate counts as U+FFFD, so its class is none.</summary>
internal static class CharacterClasses
{
    /// <summary>A class a UTF-16 unit; those of surrogate pairs are worked out when met.</summary>
    private static readonly CharacterClass[] BasicPlane = [.. Enumerable.Range(0, 0x10000).Select(unit => OfUnit((char)unit))];

    /// <summary>The class of the code point at a place, and its UTF-16 units.</summary>
    public static CharacterClass At(ReadOnlySpan<char> text, int position, out int width)
    {
        var unit = text[position];
        width = 1;
        if (!char.IsHighSurrogate(unit) || position + 1 == text.Length || !char.IsLowSurrogate(text[position + 1]))
            return BasicPlane[unit];
        width = 2;
        return OfCategory(Rune.GetUnicodeCategory(new Rune(unit, text[position + 1]))); // no white space beyond the basic plane
    }

    /// <summary>Whether a class has any of some others.</summary>
    public static bool IsAny(this CharacterClass character, CharacterClass any) => (character & any) != CharacterClass.None;

    /// <summary>Where a run of code points of any of some classes ends.</summary>
    public static int RunEnd(ReadOnlySpan<char> text, int position, CharacterClass any)
    {
        while (position < text.Length && At(text, position, out var width).IsAny(any))
            position += width;
        return position;
    }

    /// <summary>Where a run of <c>[^\s\p{L}\p{N}]</c> ends.</summary>
    public static int SignsEnd(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && !At(text, position, out var width).IsAny(CharacterClass.Space | CharacterClass.Letter | CharacterClass.Number))
            position += width;
        return position;
    }

    private static CharacterClass OfUnit(char unit)
    {
        if (unit is '\r' or '\n')
            return CharacterClass.Space | CharacterClass.LineBreak;
        if (char.IsWhiteSpace(unit))
            return CharacterClass.Space;
        return OfCategory(char.GetUnicodeCategory(unit));
    }

    private static CharacterClass OfCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Letter | CharacterClass.Head,
        UnicodeCategory.LowercaseLetter => CharacterClass.Letter | CharacterClass.Tail,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Letter | CharacterClass.Head | CharacterClass.Tail,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Head | CharacterClass.Tail,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
        _ => CharacterClass.None,
    };
}
