namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>A text cut into words and lines, for rules that measure it.</summary>
public sealed class TextMeasures
{
    /// <summary>Cuts a text.</summary>
    public TextMeasures(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        Words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What stands between spaces, punctuation included.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Lines that are not empty, trimmed.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Part of the words for which something holds; 0 without words.</summary>
    public double PartOfWords(Func<string, bool> holds) => Words.Count == 0 ? 0 : (double)Words.Count(holds) / Words.Count;

    /// <summary>Part of the lines for which something holds; 0 without lines.</summary>
    public double PartOfLines(Func<string, bool> holds) => Lines.Count == 0 ? 0 : (double)Lines.Count(holds) / Lines.Count;

    /// <summary>How often a string comes, capitals or not.</summary>
    public int Occurrences(string sought)
    {
        var count = 0;
        for (var at = 0; (at = Text.IndexOf(sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += sought.Length)
            count++;
        return count;
    }

    /// <summary>Part of the characters of all words that the commonest pair of neighbouring words takes, in [0, 1].</summary>
    public double TopPairPart()
    {
        var pairs = new Dictionary<(string, string), int>();
        var top = 0;
        var characters = 0;
        for (var index = 0; index < Words.Count; index++)
        {
            characters += Words[index].Length;
            if (index == 0)
                continue;
            var pair = (Words[index - 1], Words[index]);
            var count = pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            if (count > 1)
                top = Math.Max(top, count * (pair.Item1.Length + pair.Item2.Length));
        }

        return characters == 0 ? 0 : (double)top / characters;
    }
}
