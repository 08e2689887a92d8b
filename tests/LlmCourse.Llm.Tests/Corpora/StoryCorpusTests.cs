using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class StoryCorpusTests
{
    [Fact]
    public void Create_GivesTheSameStories_ForTheSameSeed()
    {
        var corpus = StoryCorpus.Create(5, 50, 20);
        StoryCorpus.Create(5, 50, 20).Training.ShouldBe(corpus.Training);
        StoryCorpus.Create(6, 50, 20).Training.ShouldNotBe(corpus.Training);
        corpus.Training[0].Text.ShouldBe(new StoryGenerator(5).Next().Text);
        corpus.HasDocuments.ShouldBeTrue();
    }

    [Fact]
    public void Create_HoldsOutStoriesThatTrainingLacks()
    {
        var corpus = StoryCorpus.Create(1, 5_000, 500);
        corpus.Validation.Select(story => story.Text).Intersect(corpus.Training.Select(story => story.Text)).ShouldBeEmpty();
        StoryCorpus.Create(1, 10, 500).Validation.ShouldBe(corpus.Validation);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void Create_Refuses_WhenAPartWouldBeEmpty(int training, int validation) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StoryCorpus.Create(1, training, validation)).Message.ShouldContain("at least 1");

    [Fact]
    public void Measure_AgreesWithTheEstimateOfTheGrammar()
    {
        var corpus = StoryCorpus.Create(1, 1, 4_000);
        var measured = SourceEntropy.Measure(corpus.Validation, text => text.Length)!.Value;
        var estimated = SourceEntropy.Estimate(new StoryGrammar(), 2, 20_000);
        measured.ShouldBe(estimated.NatsPerCharacter, 0.005);
        measured.ShouldBeInRange(0.25, 0.45);
        (estimated.StandardError / estimated.NatsPerStory).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Measure_CountsTheUnitsItIsGiven()
    {
        Document[] documents = [new("ab", -3), new("c", -1)];
        SourceEntropy.Measure(documents, text => text.Length + 1).ShouldBe(4.0 / 5);
        SourceEntropy.Measure([.. documents, new("d", null)], text => text.Length).ShouldBeNull();
        SourceEntropy.Measure([], text => text.Length).ShouldBeNull();
    }
}
