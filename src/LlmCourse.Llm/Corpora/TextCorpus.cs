namespace LlmCourse.Llm.Corpora;

/// <summary>A corpus of one long text: its first part trains, its last part validates.</summary>
public static class TextCorpus
{
    /// <summary>Cuts a text in two.</summary>
    /// <param name="name">Display name, also used in errors.</param>
    /// <param name="text">The text; a byte order mark at its start is dropped, line endings are kept.</param>
    /// <param name="validationFraction">Part of the UTF-16 units held out, between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction holds out nothing or everything.</exception>
    /// <exception cref="CorpusException">The text is empty, or too short to give both parts a character.</exception>
    public static Corpus FromText(string name, string text, double validationFraction = 0.1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        if (!(validationFraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(validationFraction), validationFraction,
                $"The validation fraction is {validationFraction}; it must lie between 0 and 1 so that both parts hold text.");
        }

        if (text.StartsWith('\uFEFF'))
            text = text[1..];
        if (string.IsNullOrWhiteSpace(text))
            throw new CorpusException($"'{name}' holds no text. Choose a file with words in it.");

        var cut = (int)Math.Round(text.Length * (1 - validationFraction));
        if (cut > 0 && cut < text.Length && char.IsSurrogatePair(text[cut - 1], text[cut]))
            cut--;
        if (cut == 0 || cut == text.Length)
        {
            throw new CorpusException(
                $"'{name}' has {text.Length} characters: too short to hold out {validationFraction:0.##} of it. Choose a longer text.");
        }

        return new Corpus(name, [new Document(text[..cut], null)], [new Document(text[cut..], null)], HasDocuments: false);
    }
}
