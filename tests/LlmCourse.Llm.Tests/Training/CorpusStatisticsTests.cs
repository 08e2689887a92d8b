using LlmCourse.Llm.Corpora;

namespace LlmCourse.Llm.Tests.Training;

public sealed class CorpusStatisticsTests
{
    [Fact]
    public void Measure_CountsTokensWithTheirEndMarks()
    {
        using var training = SmallCorpus.Train();

        var statistics = training.Statistics;

        statistics.VocabularySize.ShouldBe(SmallCorpus.Letters.VocabularySize);
        statistics.UniformLoss.ShouldBe(Math.Log(SmallCorpus.Letters.VocabularySize));
        statistics.TrainingTokens.ShouldBe(SmallCorpus.Documents.Training.Sum(document => document.Text.Length + 1));
        statistics.ValidationTokens.ShouldBe(SmallCorpus.Documents.Validation.Sum(document => document.Text.Length + 1));
    }

    [Fact]
    public void Measure_TakesTheSourceEntropy_OverTheDocumentsThatEvaluationMeasures()
    {
        using var training = SmallCorpus.Train(SmallCorpus.Options with { BatchSize = 2, EvaluationBatches = 1 });

        var measured = SmallCorpus.Documents.Validation.Take(2).ToArray();
        var tokens = measured.Sum(document => document.Text.Length + 1);
        training.Statistics.SourceEntropyPerToken.ShouldNotBeNull().ShouldBe(2 * Math.Log(8) / tokens, 1e-12);
        training.Statistics.SourceEntropyPerCharacter.ShouldNotBeNull()
            .ShouldBe(2 * Math.Log(8) / measured.Sum(document => document.Text.Length), 1e-12);
    }

    [Fact]
    public void Measure_TakesTheUnigramEntropy_OfTheTrainingTokens()
    {
        var corpus = new Corpus("two letters", [new Document("aaab", null)], [new Document("ab", null)], HasDocuments: true);
        using var training = SmallCorpus.Train(corpus: corpus);

        // a three times, b once, the end mark once.
        var expected = -(0.6 * Math.Log(0.6) + 2 * 0.2 * Math.Log(0.2));
        training.Statistics.UnigramEntropy.ShouldBe(expected, 1e-12);
        training.Statistics.SourceEntropyPerToken.ShouldBeNull();
    }

    [Fact]
    public void Measure_CountsUnicodeCharacters_NotCodeUnits()
    {
        var corpus = new Corpus("faces", [new Document("a", null)], [new Document("😀😀", null)], HasDocuments: true);
        using var training = SmallCorpus.Train(corpus: corpus);

        training.Statistics.CharactersPerToken.ShouldBe(2.0 / 3, 1e-12);
    }
}
