using System.Buffers;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>A rule of thumb about good prose: it measures one number and knows which numbers good prose has.</summary>
/// <param name="Name">Stable name in kebab case; the part before the first hyphen names the paper.</param>
/// <param name="Measures">What the number is, for people.</param>
/// <param name="Why">Why the threshold stands where it stands.</param>
/// <param name="AtLeast">Whether good prose has at least the threshold, or at most.</param>
/// <param name="Threshold">The paper's threshold.</param>
/// <param name="Measure">Measures a text.</param>
public sealed record QualityRule(string Name, string Measures, string Why, bool AtLeast, double Threshold, Func<TextMeasures, double> Measure);

/// <summary>
/// Rules of two papers. <c>gopher-</c>: Rae et al., "Scaling language models: methods, analysis and insights from
/// training Gopher", 2021, appendix A.1. <c>c4-</c>: Raffel et al., "Exploring the limits of transfer learning with a
/// unified text-to-text transformer", 2020, section 2.2; C4 strikes single lines where these rules weigh whole documents.
/// </summary>
public static class QualityRules
{
    private const string JavaScript = "javascript";
    private const string LoremIpsum = "lorem ipsum";

    private static readonly string[] StopWords = ["the", "be", "to", "of", "and", "that", "have", "with"];
    private static readonly SearchValues<string> JavaScriptSearch = SearchValues.Create([JavaScript], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> LoremIpsumSearch = SearchValues.Create([LoremIpsum], StringComparison.OrdinalIgnoreCase);

    #region quality-rules
    /// <summary>All rules with their papers' thresholds, in the order in which they are asked: cheap ones first.</summary>
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        new("gopher-min-words", "words", "A shorter page is a caption, a menu or an error.", true, 50, text => text.Words),
        new("gopher-max-words", "words", "A longer page is a list or a dump of a database.", false, 100_000, text => text.Words),
        new("gopher-min-word-length", "characters a word", "Shorter words on average are numbers, codes or broken letters.", true, 3, text => text.MeanWordLength),
        new("gopher-max-word-length", "characters a word", "Longer words on average are addresses, code or a language without spaces.", false, 10, text => text.MeanWordLength),
        new("gopher-symbols", "hash signs and ellipses a word", "Prose needs few; tag lists and teasers need many.", false, 0.1, text => text.Words == 0 ? 0 : (double)(text.Occurrences("#") + text.Occurrences("...") + text.Occurrences("…")) / text.Words),
        new("gopher-bullets", "part of lines that start with a bullet", "Nearly nothing but bullets is a menu.", false, 0.9, text => text.PartOfLines(line => line[0] is '-' or '*' or '•')),
        new("gopher-ellipses", "part of lines that end in an ellipsis", "Lines cut off by dots are teasers of other pages.", false, 0.3, text => text.PartOfLines(line => line.EndsWith("...") || line[^1] == '…')),
        new("gopher-alphabetic", "part of words with a letter", "One word in five may be a number or a sign.", true, 0.8, text => text.PartOfWords(HasLetter)),
        new("gopher-stop-words", "different words of the, be, to, of, and, that, have, with", "No English prose does without two of them.", true, 2, text => text.CountDifferent(StopWords)),
        new("gopher-duplicate-lines", "part of lines that came before", "Pages that repeat their lines are menus and forums' signatures.", false, 0.3, text => 1 - text.PartOfDifferentLines()),
        new("gopher-top-pair", "part of the text that its commonest pair of words takes", "Advertising repeats what it sells.", false, 0.2, text => text.TopPairPart()),
        new("c4-sentences", "sentence ends", "A page with fewer has nothing to tell.", true, 3, text => text.CountWords(word => word[^1] is '.' or '!' or '?')),
        new("c4-terminal-punctuation", "part of lines that end in a punctuation mark", "A line of prose ends in one, a menu's does not.", true, 0.3, text => text.PartOfLines(line => line[^1] is '.' or '!' or '?' or '"')),
        new("c4-javascript", "mentions of JavaScript", "It is asked for by notices, and hardly in prose.", false, 0, text => text.Mentions(JavaScriptSearch, JavaScript.Length)),
        new("c4-lorem-ipsum", "mentions of lorem ipsum", "The dummy text of unfinished pages.", false, 0, text => text.Mentions(LoremIpsumSearch, LoremIpsum.Length)),
        new("c4-braces", "curly braces", "Program text, which this corpus is not made of.", false, 0, text => text.Occurrences("{")),
    ];
    #endregion

    private static bool HasLetter(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (char.IsLetter(character))
                return true;
        }

        return false;
    }
}
