namespace LlmCourse.Lessons.Search;

/// <summary>A word of a text, folded, with its place.</summary>
/// <param name="Folded">The word in small letters without accents.</param>
/// <param name="Place">Where it stands in the text.</param>
internal readonly record struct SearchWord(string Folded, TextRange Place);

/// <summary>
/// Splits text into words for a search: runs of letters and digits, in small letters, Latin letters without their accents.
/// The letters are listed here because the product runs without the culture data that Unicode's own decomposition needs.
/// </summary>
public static class SearchWords
{
    private const string Accented = "àáâãäåçèéêëìíîïðñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľŀłńņňŉŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžſ";
    private const string Plain = "aaaaaaceeeeiiiidnoooooouuuuyyaaaccccddeeeeegggghhiiiiijkklllllnnnnnooorrrsssstttuuuuuuwyzzzs";

    private static readonly Dictionary<char, string> Letters = Accented.Zip(Plain)
        .ToDictionary(pair => pair.First, pair => pair.Second.ToString())
        .Append(KeyValuePair.Create('ß', "ss")).Append(KeyValuePair.Create('æ', "ae")).Append(KeyValuePair.Create('œ', "oe"))
        .ToDictionary();

    internal static IEnumerable<SearchWord> Split(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsLetterOrDigit(text[start]))
                continue;
            var end = start + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsCombining(text[end])))
                end++;
            yield return new SearchWord(Fold(text.AsSpan(start, end - start)), new TextRange(start, end - start));
            start = end;
        }
    }

    /// <summary>A text in small letters, Latin letters without their accents.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new System.Text.StringBuilder(word.Length);
        foreach (var character in word)
        {
            var small = char.ToLowerInvariant(character);
            if (small < 128)
                folded.Append(small);
            else if (Letters.TryGetValue(small, out var plain))
                folded.Append(plain);
            else if (!IsCombining(small))
                folded.Append(small);
        }

        return folded.ToString();
    }

    /// <summary>Accents that stand behind their letter as characters of their own.</summary>
    private static bool IsCombining(char character) => character is >= '\u0300' and <= '\u036F';
}
