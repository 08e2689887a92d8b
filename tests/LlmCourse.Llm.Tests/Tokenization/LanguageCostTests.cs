using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class LanguageCostTests
{
    [Fact]
    public void Measure_CountsTokensAndComparesWithTheFirstLanguage()
    {
        var tokenizer = CharacterTokenizer.Train(["the sea"]);
        ParallelSentence[] sentences = [new("en", "English", "English", "a sea"), new("de", "German", "Deutsch", "das See 🙂")];

        var costs = LanguageCost.Measure(tokenizer, sentences);

        costs[0].ShouldBe(new LanguageCost(sentences[0], 5, 5, 5, 0, 1));
        costs[1].ShouldBe(new LanguageCost(sentences[1], 9, 12, 9, 3, 1.8)); // d, S and the smile
    }

    [Fact]
    public void Sentence_IsThereInEighteenLanguages_EnglishFirst()
    {
        ParallelSentence.All.Count.ShouldBe(18);
        ParallelSentence.All[0].Code.ShouldBe("en");
        ParallelSentence.All.Select(sentence => sentence.Code).ShouldBeUnique();
        ParallelSentence.All.ShouldAllBe(sentence => sentence.Text.Length > 20 && sentence.Name.Length > 0 && sentence.OwnName.Length > 0);
    }

    [Fact]
    public void Sentence_IsInTheLanguageThatItSays_WhereTheIdentifierKnowsIt()
    {
        var identifier = LanguageIdentifier.Train();
        var known = WorldLanguages.All.Select(language => language.Code).ToHashSet();
        foreach (var sentence in ParallelSentence.All.Where(sentence => known.Contains(sentence.Code)))
            identifier.Identify(sentence.Text).Code.ShouldBe(sentence.Code, sentence.Text);
    }

    [Fact]
    public void Measure_IsDearerOutsideEnglish_AndLessSoInTheNewestVocabulary()
    {
        var published = new PublishedVocabularies(PublishedVocabularies.DefaultFolder);
        var old = LanguageCost.Measure(published.Read("gpt2"), ParallelSentence.All);
        var newest = LanguageCost.Measure(published.Read("o200k_base"), ParallelSentence.All);
        old.Skip(1).ShouldAllBe(cost => cost.Ratio > 1);
        newest.Max(cost => cost.Ratio).ShouldBeLessThan(old.Max(cost => cost.Ratio));
    }
}
