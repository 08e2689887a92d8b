using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>A text cut into words and lines, for rules that measure it. Words and lines are places in the text, not copies.</summary>
public sealed class TextMeasures
{
    private readonly List<TextRange> words = [];
    private readonly List<TextRange> lines = [];

    /// <summary>Cuts a text.</summary>
    public TextMeasures(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        CutWords();
        CutLines();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>How many words there are: what stands between spaces, punctuation included.</summary>
    public int Words => words.Count;

    /// <summary>How many lines are not empty. What follows sees them trimmed.</summary>
    public int Lines => lines.Count;

    /// <summary>Mean length of the words in characters; 0 without words.</summary>
    public double MeanWordLength => Part(CharactersOfWords(), Words);

    /// <summary>How many words there are for which something holds.</summary>
    public int CountWords(Func<ReadOnlySpan<char>, bool> holds) => Count(words, holds);

    /// <summary>Part of the words for which something holds; 0 without words.</summary>
    public double PartOfWords(Func<ReadOnlySpan<char>, bool> holds) => Part(Count(words, holds), Words);

    /// <summary>Part of the lines for which something holds; 0 without lines.</summary>
    public double PartOfLines(Func<ReadOnlySpan<char>, bool> holds) => Part(Count(lines, holds), Lines);

    /// <summary>Part of the lines that differ, letter for letter, from all before; 0 without lines.</summary>
    public double PartOfDifferentLines()
    {
        var seen = new HashSet<string>(Lines).GetAlternateLookup<ReadOnlySpan<char>>();
        return Part(Count(lines, line => seen.Add(line)), Lines);
    }

    /// <summary>How many of some words the text has, capitals or not.</summary>
    /// <param name="sought">Words of small letters, at most 64.</param>
    public int CountDifferent(IReadOnlyList<string> sought)
    {
        ArgumentNullException.ThrowIfNull(sought);
        var found = 0UL;
        foreach (var range in words)
        {
            var word = Of(range);
            for (var index = 0; index < sought.Count; index++)
            {
                if (word.Length == sought[index].Length && word.Equals(sought[index], StringComparison.OrdinalIgnoreCase))
                    found |= 1UL << index;
            }
        }

        return BitOperations.PopCount(found);
    }

    /// <summary>How often a sign comes.</summary>
    public int Occurrences(string sign) => Text.AsSpan().Count(sign);

    /// <summary>How often a phrase comes, capitals or not.</summary>
    /// <param name="phrase">One phrase, prepared for a search that ignores capitals.</param>
    /// <param name="length">Its length in characters.</param>
    public int Mentions(SearchValues<string> phrase, int length)
    {
        var count = 0;
        var rest = Text.AsSpan();
        for (var at = rest.IndexOfAny(phrase); at >= 0; at = rest.IndexOfAny(phrase))
        {
            count++;
            rest = rest[(at + length)..];
        }

        return count;
    }

    /// <summary>Part of the characters of all words that the commonest pair of neighbouring words takes, in [0, 1].</summary>
    public double TopPairPart()
    {
        var numbers = new Dictionary<string, int>(Words).GetAlternateLookup<ReadOnlySpan<char>>(); // equal words have equal numbers
        var pairs = new Dictionary<long, int>(Words); // the numbers of two neighbours, side by side
        var top = 0;
        var before = -1;
        for (var index = 0; index < Words; index++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, Of(words[index]), out var known);
            if (!known)
                number = index;
            if (before >= 0)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, ((long)before << 32) | (uint)number, out _);
                if (++count > 1)
                    top = Math.Max(top, count * (words[index - 1].Length + words[index].Length));
            }

            before = number;
        }

        return Part(top, CharactersOfWords());
    }

    private static double Part(double part, double whole) => whole == 0 ? 0 : part / whole;

    private ReadOnlySpan<char> Of(TextRange range) => Text.AsSpan(range.Start, range.Length);

    private int CharactersOfWords()
    {
        var characters = 0;
        foreach (var word in words)
            characters += word.Length;
        return characters;
    }

    private int Count(List<TextRange> ranges, Func<ReadOnlySpan<char>, bool> holds)
    {
        var count = 0;
        foreach (var range in ranges)
        {
            if (holds(Of(range)))
                count++;
        }

        return count;
    }

    private void CutWords()
    {
        for (var at = 0; at < Text.Length;)
        {
            var start = at;
            while (at < Text.Length && !char.IsWhiteSpace(Text[at]))
                at++;
            if (at > start)
                words.Add(new TextRange(start, at - start));
            at++; // past the space
        }
    }

    private void CutLines()
    {
        foreach (var line in Text.AsSpan().Split('\n'))
        {
            var (start, end) = (line.Start.Value, line.End.Value);
            while (start < end && char.IsWhiteSpace(Text[start]))
                start++;
            while (end > start && char.IsWhiteSpace(Text[end - 1]))
                end--;
            if (end > start)
                lines.Add(new TextRange(start, end - start));
        }
    }
}
