using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;

namespace LlmCourse.Llm.Tests.Corpora.Pipelines;

public sealed class FilterScoreTests
{
    [Fact]
    public void Of_CountsOwnWork_OthersWork_MistakesAndMisses()
    {
        var report = Report("quality", new()
        {
            [PlantedKind.Spam] = new(10, 8, 0),
            [PlantedKind.Boilerplate] = new(5, 5, 0),
            [PlantedKind.ForeignLanguage] = new(4, 3, 0),
            [PlantedKind.Clean] = new(100, 2, 0),
        });

        var score = FilterScore.Of(report).ShouldNotBeNull();

        score.ShouldBe(new FilterScore(Caught: 13, OthersJob: 3, Mistaken: 2, Missed: 2));
        score.Precision.ShouldBe(16.0 / 18);
        score.Recall.ShouldBe(13.0 / 15);
    }

    [Fact]
    public void Of_CountsChanges_WhereTheStageMasks()
    {
        var report = Report("personal-data", new()
        {
            [PlantedKind.PersonalData] = new(10, 0, 9),
            [PlantedKind.NearDuplicate] = new(3, 0, 1),
        });

        FilterScore.Of(report).ShouldBe(new FilterScore(Caught: 9, OthersJob: 0, Mistaken: 1, Missed: 1));
    }

    [Fact]
    public void Of_HasNoRatio_WhereNothingHappened()
    {
        var score = FilterScore.Of(Report("language", new() { [PlantedKind.Clean] = new(7, 0, 0) })).ShouldNotBeNull();

        score.Precision.ShouldBeNull();
        score.Recall.ShouldBeNull();
    }

    [Fact]
    public void Of_IsNull_WithoutTruth() => FilterScore.Of(Report("language", [])).ShouldBeNull();

    private static StageReport Report(string stage, Dictionary<PlantedKind, TruthCount> truth) =>
        new(stage, default, default, 0, new Dictionary<string, long>(), [], [], truth, 0);
}
