using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Languages;

/// <summary>Phrases of one language and how they go together.</summary>
/// <param name="Patterns">Sentences with the slots <c>{who}</c>, <c>{does}</c>, <c>{where}</c> and <c>{when}</c>.</param>
/// <param name="Slots">What may stand in each slot.</param>
public sealed record PhraseBook(IReadOnlyList<string> Patterns, IReadOnlyDictionary<string, IReadOnlyList<string>> Slots)
{
    /// <summary>A random sentence, its first letter a capital.</summary>
    internal string Sentence(SplitMix64 random)
    {
        var sentence = random.Pick(Patterns);
        for (var open = sentence.IndexOf('{'); open >= 0; open = sentence.IndexOf('{'))
        {
            var close = sentence.IndexOf('}', open);
            sentence = string.Concat(sentence.AsSpan(0, open), random.Pick(Slots[sentence[(open + 1)..close]]), sentence.AsSpan(close + 1));
        }

        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}

/// <summary>A language that the course has text in.</summary>
/// <param name="Code">ISO 639-1 code.</param>
/// <param name="Name">Its own name.</param>
/// <param name="CommonWords">Small words that every text is full of.</param>
/// <param name="Training">Phrases that teach the language identifier.</param>
/// <param name="Web">Phrases for documents and tests; none of them is in <paramref name="Training"/>.</param>
public sealed record WorldLanguage(string Code, string Name, IReadOnlyList<string> CommonWords, PhraseBook Training, PhraseBook Web);

/// <summary>The fourteen languages whose text is written for this course and lies in <c>languages.txt</c>.</summary>
public static class WorldLanguages
{
    private static readonly Lazy<IReadOnlyList<WorldLanguage>> Languages = new(Read);

    /// <summary>All languages; English comes first.</summary>
    public static IReadOnlyList<WorldLanguage> All => Languages.Value;

    private static List<WorldLanguage> Read()
    {
        using var stream = typeof(WorldLanguages).Assembly.GetManifestResourceStream("languages.txt")
            ?? throw new InvalidOperationException("languages.txt is not in this assembly.");
        using var reader = new StreamReader(stream);
        var languages = new List<WorldLanguage>();
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        var heading = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
                (heading, lists) = (line, []);
            else if (heading.Length > 0 && line.IndexOf(':') is > 0 and var colon)
                lists[line[..colon]] = line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries);
            if (lists.ContainsKey("web.when")) // the last line of each language
            {
                var end = heading.IndexOf(']');
                languages.Add(new(heading[1..end], heading[(end + 2)..], lists["common"], Book(lists, "train."), Book(lists, "web.")));
                (heading, lists) = ("", []);
            }
        }

        return languages;
    }

    private static PhraseBook Book(Dictionary<string, IReadOnlyList<string>> lists, string prefix) =>
        new(lists[prefix + "pattern"], lists
            .Where(list => list.Key.StartsWith(prefix, StringComparison.Ordinal) && !list.Key.EndsWith("pattern", StringComparison.Ordinal))
            .ToDictionary(list => list.Key[prefix.Length..], list => list.Value));
}
