using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora.Languages;

public sealed class LanguageIdentifierTests
{
    private static readonly Lazy<LanguageIdentifier> Shared = new(() => LanguageIdentifier.Train());

    [Fact]
    public void Identify_IsRightOn97OfAHundredSentences_ThatItNeverSaw()
    {
        var random = new SplitMix64(99);
        var sentences = WorldLanguages.All
            .SelectMany(language => Enumerable.Range(0, 400).Select(_ => (language.Code, Text: language.Web.Sentence(random))))
            .Where(sentence => sentence.Text.Length > 40)
            .ToList();
        var right = sentences.Count(sentence => Shared.Value.Identify(sentence.Text).Code == sentence.Code);
        var misses = sentences.Where(sentence => Shared.Value.Identify(sentence.Text).Code != sentence.Code).GroupBy(sentence => sentence.Code).Select(group => $"{group.Key} {group.Count()}");
        ((double)right / sentences.Count).ShouldBeGreaterThanOrEqualTo(0.97, string.Join(", ", misses));
        sentences.Select(sentence => sentence.Code).Distinct().Count().ShouldBe(14);
    }

    [Fact]
    public void WorldLanguages_ShareNoPhrase_BetweenTrainingAndWeb()
    {
        foreach (var language in WorldLanguages.All)
            foreach (var (slot, phrases) in language.Web.Slots)
                phrases.Intersect(language.Training.Slots[slot]).ShouldBeEmpty($"{language.Code} {slot}");
    }

    [Theory]
    [InlineData("12345 67 !?")]
    [InlineData("")]
    public void Identify_IsUndetermined_WithoutLetters(string text) =>
        Shared.Value.Identify(text).ShouldBe(new LanguageGuess(LanguageIdentifier.Undetermined, 0));

    [Fact]
    public void Identify_IsPlainNaiveBayes_OnTextsOfAnyLengthAndScript()
    {
        var texts = WorldLanguages.All.Take(5).Select(language => (language.Code, Text: string.Join(' ', language.CommonWords))).ToList();
        var identifier = new LanguageIdentifier(texts);
        var random = new SplitMix64(3);
        string[] pieces = [.. WorldLanguages.All.SelectMany(language => language.CommonWords), " ", "  ", "\n", "42", "!", "😀", "家", "Ä", "ß", "\u0130"];
        for (var round = 0; round < 200; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(200)).Select(_ => random.Pick(pieces)));
            var guess = identifier.Identify(text);
            var (code, confidence) = PlainNaiveBayes(texts, text);
            guess.Code.ShouldBe(code, text);
            guess.Confidence.ShouldBe(confidence, 1e-9, text);
        }
    }

    /// <summary>Runs of one to three of the first 600 characters, counted and weighed as the class says, on strings; tables hold single precision.</summary>
    private static (string Code, double Confidence) PlainNaiveBayes(List<(string Code, string Text)> texts, string text)
    {
        const double smoothing = 0.3;
        var sought = Runs(text, 600);
        if (sought.Count == 0)
            return (LanguageIdentifier.Undetermined, 0);
        var learnt = texts.Select(language => Runs(language.Text, int.MaxValue)).ToList();
        var counts = learnt.Select(runs => runs.CountBy(run => run).ToDictionary()).ToList();
        var different = learnt.SelectMany(runs => runs).Distinct().Count();
        var scores = learnt.Select((runs, language) => sought.Sum(run =>
            (double)(float)Math.Log((counts[language].GetValueOrDefault(run) + smoothing) / (runs.Count + (smoothing * different))))).ToList();
        return (texts[scores.IndexOf(scores.Max())].Code, 1 / scores.Sum(score => Math.Exp(score - scores.Max())));
    }

    private static List<string> Runs(string text, int characters)
    {
        var read = "\0 ";
        foreach (var character in text)
        {
            var next = char.IsLetter(character) ? char.ToLowerInvariant(character) : ' ';
            if (next != ' ' || read[^1] != ' ')
                read += next;
            if (read.Length == characters + 2L)
                break;
        }

        return [.. Enumerable.Range(2, read.Length - 2).SelectMany(end => Enumerable.Range(1, 3).Select(length => read.Substring(end - length + 1, length)))];
    }
}
