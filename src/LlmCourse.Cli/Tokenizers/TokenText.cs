using System.Globalization;
using System.Text;

namespace LlmCourse.Cli.Tokenizers;

/// <summary>Tokens so that a person can tell where they begin and end, on one line of a terminal.</summary>
internal static class TokenText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Its text with a space as <c>␣</c>; in hexadecimal, a byte at a time, where it is no whole text or would not be seen.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            if (text.EnumerateRunes().All(rune => rune.Value == ' ' || IsVisible(rune)))
                return text.Replace(' ', '␣');
        }
        catch (DecoderFallbackException)
        {
            // part of a character: shown byte by byte
        }

        var hexadecimal = new StringBuilder();
        foreach (var value in bytes)
            hexadecimal.Append(CultureInfo.InvariantCulture, $@"\x{value:x2}");
        return hexadecimal.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned);
}
