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
}
