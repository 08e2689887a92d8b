namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>
/// A long text in passages of about a page, where filters expect documents: a book judged whole would pass or fall as one.
/// A passage ends at a blank line where there is one, else at a line's end, else between words.
/// </summary>
public static class TextPassages
{
    /// <summary>Characters that a passage has at least, except the last: some 200 words, enough for every quality rule to measure.</summary>
    public const int LeastCharacters = 1_000;

    /// <summary>Characters that a passage has at most.</summary>
    public const int MostCharacters = 4_000;

    private static readonly string[] Ends = ["\n\n", "\n", " "];

    /// <summary>The passages in order, trimmed; none is empty.</summary>
    public static IEnumerable<string> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        for (var start = 0; start < lines.Length;)
        {
            var end = EndOfPassage(lines, start);
            var passage = lines[start..end].Trim();
            if (passage.Length > 0)
                yield return passage;
            start = end;
        }
    }

    private static int EndOfPassage(string text, int start)
    {
        var least = start + LeastCharacters;
        if (least >= text.Length)
            return text.Length;
        var window = text.AsSpan(least, Math.Min(MostCharacters - LeastCharacters, text.Length - least));
        foreach (var end in Ends)
        {
            if (end != Ends[0] && least + window.Length == text.Length)
                return text.Length; // the rest fits, and only a blank line would part it
            if (window.IndexOf(end) is >= 0 and var at)
                return least + at + end.Length;
        }

        var hard = least + window.Length;
        return char.IsSurrogatePair(text[hard - 1], text[hard]) ? hard - 1 : hard;
    }
}
