namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>Texts as sequences of hashed words: capitals, spaces and punctuation do not count.</summary>
public static class WordHashes
{
    private const ulong FnvOffset = 14695981039346656037; // FNV-1a (Fowler, Noll and Vo)
    private const ulong FnvPrime = 1099511628211;

    /// <summary>A 64-bit hash of each word.</summary>
    public static List<ulong> Of(ReadOnlySpan<char> text) => Of(text, places: null);

    /// <summary>A 64-bit hash of each word, and where each stands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Gets the place of each word; null when nobody asks.</param>
    public static List<ulong> Of(ReadOnlySpan<char> text, List<TextRange>? places)
    {
        var words = new List<ulong>(text.Length / 5);
        var at = 0;
        while (at < text.Length)
        {
            while (at < text.Length && !char.IsLetterOrDigit(text[at]))
                at++;
            var start = at;
            var hash = FnvOffset;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
                hash = (hash ^ char.ToLowerInvariant(text[at++])) * FnvPrime;
            if (at == start)
                break;
            words.Add(Mix(hash));
            places?.Add(new TextRange(start, at - start));
        }

        return words;
    }

    /// <summary>A hash of some neighbouring words, their order included.</summary>
    public static ulong OfRun(ReadOnlySpan<ulong> words)
    {
        ulong hash = 0;
        foreach (var word in words)
            hash = Mix(hash + word);
        return hash;
    }

    private static ulong Mix(ulong value) // the finaliser of SplitMix64
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
