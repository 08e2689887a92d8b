using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora.Cleaning;

/// <summary>The rules measure without copying words; here is what they mean, on copies and one line each.</summary>
public sealed class QualityRulesTests
{
    private static readonly string[] StopWords = ["the", "be", "to", "of", "and", "that", "have", "with"];

    // What a text of the web may hold, and what might trip a search that ignores capitals or counts overlaps.
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00A0", "\u2028", "the", "The", "THAT", "of", "and", "have", "With", "river", "mill", "Haus", "дом", "家", "7", "2024", "e\u0301",
        ".", "!", "?", "\"", "...", "....", "......", "…", "#", "##", "- ", "* ", "• ", "{", "}", "JavaScript", "javascriptjavascript", "java\u017Fcript", "JAVA SCRIPT",
        "lorem ipsum", "Lorem  Ipsum", "LOREM IPSUM", "\u0130psum", "\u0131", "\u212A", "😀", "\uD800", "cheap watches", "cheap watches",
    ];

    public static TheoryData<string> Names => [.. QualityRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Measure_IsWhatThePlainRuleSays_OnRandomTextsAndOnTheDirtyWeb(string name)
    {
        var rule = QualityRules.All.Single(rule => rule.Name == name);
        var different = new HashSet<double>();
        foreach (var text in RandomTexts(2_000).Concat(new DirtyWebGenerator().Write(200_000).Select(document => document.Text)))
        {
            var measured = rule.Measure(new TextMeasures(text));
            measured.ShouldBe(Plain(name, text), text);
            different.Add(measured);
        }

        different.Count.ShouldBeGreaterThan(2, "the texts tell nothing about this rule");
    }

    private static IEnumerable<string> RandomTexts(int count)
    {
        var random = new SplitMix64(7);
        yield return "";
        for (var index = 0; index < count; index++)
        {
            var pieces = Enumerable.Range(0, 1 + random.Next(120)).Select(_ => random.Pick(Pieces)).ToList();
            yield return string.Join(random.Next(2) == 0 ? " " : "", pieces);
        }
    }

    private static double Plain(string rule, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return rule switch
        {
            "gopher-min-words" or "gopher-max-words" => words.Length,
            "gopher-min-word-length" or "gopher-max-word-length" => Ratio(words.Sum(word => word.Length), words.Length),
            "gopher-symbols" => Ratio(Occurrences("#") + Occurrences("...") + Occurrences("…"), words.Length),
            "gopher-bullets" => Ratio(lines.Count(line => line[0] is '-' or '*' or '•'), lines.Length),
            "gopher-ellipses" => Ratio(lines.Count(line => line.EndsWith("...", StringComparison.Ordinal) || line.EndsWith('…')), lines.Length),
            "gopher-alphabetic" => Ratio(words.Count(word => word.Any(char.IsLetter)), words.Length),
            "gopher-stop-words" => StopWords.Count(stop => words.Contains(stop, StringComparer.OrdinalIgnoreCase)),
            "gopher-duplicate-lines" => 1 - Ratio(lines.Distinct().Count(), lines.Length),
            "gopher-top-pair" => Ratio(words.Zip(words.Skip(1)).GroupBy(pair => pair).Where(pairs => pairs.Count() > 1)
                .Select(pairs => pairs.Count() * (pairs.Key.First.Length + pairs.Key.Second.Length)).DefaultIfEmpty().Max(), words.Sum(word => word.Length)),
            "c4-sentences" => words.Count(word => word[^1] is '.' or '!' or '?'),
            "c4-terminal-punctuation" => Ratio(lines.Count(line => line[^1] is '.' or '!' or '?' or '"'), lines.Length),
            "c4-javascript" => Occurrences("javascript"),
            "c4-lorem-ipsum" => Occurrences("lorem ipsum"),
            "c4-braces" => Occurrences("{"),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "This rule has no plain form here yet; write one."),
        };

        int Occurrences(string sought)
        {
            var count = 0;
            for (var at = 0; (at = text.IndexOf(sought, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += sought.Length)
                count++;
            return count;
        }
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
