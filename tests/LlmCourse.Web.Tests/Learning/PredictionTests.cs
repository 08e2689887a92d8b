using System.Security.Claims;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Directives.Predict;
using LlmCourse.Runs.Events;
using LlmCourse.Web.Learning;
using LlmCourse.Web.Learning.Predictions;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Tests.Learning;

public sealed class PredictionTests : IDisposable
{
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Distance_IsNothing_WhenTheRunIsAsDrawn_AndTheShift_WhenItIsShifted()
    {
        double[] curve = [.. Enumerable.Range(0, PredictionAxis.Points).Select(index => 4 - (0.3 * index))];
        var drawn = new PredictionAnswer(null, curve, 1_000);
        Measured[] same = [.. curve.Select((value, index) => new Measured(PredictionAxis.StepAt(index, 1_000), value))];

        PredictionScore.Distance(drawn, same)!.Value.ShouldBe(0, 1e-9);
        PredictionScore.Distance(drawn, [.. same.Select(point => point with { Value = point.Value + 0.25 })])!.Value.ShouldBe(0.25, 1e-9);
    }

    [Fact]
    public void Distance_CountsOnlyTheStepsThatTheRunTook()
    {
        var drawn = new PredictionAnswer(null, [.. Enumerable.Range(0, PredictionAxis.Points).Select(index => index < 6 ? 2.0 : 0.0)], 1_024);

        PredictionScore.Distance(drawn, [new(1, 2), new(32, 2)])!.Value.ShouldBe(0, 1e-9);
        PredictionScore.Distance(drawn, []).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.99, "low")]
    [InlineData(1.0, "middle")]
    [InlineData(2.5, "high")]
    public void Choice_ComesTrue_ByTheLastValue(double last, string key)
    {
        var predict = Ask([1.0, 2.0], ["low", "middle", "high"]);

        PredictionScore.ChoiceThatCameTrue(predict, [new(1, 4), new(100, last)]).ShouldBe(key);
        PredictionScore.ChoiceThatCameTrue(predict, []).ShouldBeNull();
    }

    [Fact]
    public void Values_AreTheMetricsOwn_WithStepZeroAtTheAxisStart()
    {
        RunEvent[] log = [new(1, 0, new Evaluated(3.9, 4.0), new(DateTimeOffset.UnixEpoch)), new(2, 50, new Evaluated(1.9, 2.0), new(DateTimeOffset.UnixEpoch))];

        PredictionScore.Values(log, PredictMetrics.ValidationLoss).ShouldBe([new Measured(1, 4.0), new Measured(50, 2.0)]);
        PredictionScore.Values(log, PredictMetrics.TrainingLoss).ShouldBe([new Measured(1, 3.9), new Measured(50, 1.9)]);
    }

    [Fact]
    public async Task Prediction_IsKeptWithItsFirstRun_AndItsFirstScore()
    {
        var made = await desk.Predictions.AddAsync("ada", "lesson", "p", new PredictionAnswer("low"), cancel);
        await desk.Predictions.BindAsync(made.Sequence, "run-1", cancel);
        await desk.Predictions.BindAsync(made.Sequence, "run-2", cancel);
        await desk.Predictions.ScoreAsync("ada", made with { CameTrue = true }, cancel);
        await desk.Predictions.ScoreAsync("ada", made with { CameTrue = false }, cancel);

        var kept = (await desk.Predictions.NewestAsync("ada", "lesson", cancel))["p"];
        kept.Run.ShouldBe("run-1");
        kept.CameTrue.ShouldBe(true);
        kept.Answer.Choice.ShouldBe("low");
    }

    [Fact]
    public async Task Run_WaitsAgain_OnceItsPredictionWasTestedAndPutAside()
    {
        var ada = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada")], "test"));
        var lesson = new Lesson { Id = "lesson", Folder = "01-lesson", Number = 1, Title = "Lesson", Blocks = [Ask([], ["low", "high"])] };
        var predictions = new PredictionDesk(new LearnerBook(desk.Progress), desk.Predictions);
        await predictions.OpenAsync(lesson, Task.FromResult(new AuthenticationState(ada)));
        predictions.Missing(lesson, "run").ShouldNotBeNull();

        await predictions.CommitAsync(lesson, "p", new PredictionAnswer("low"), cancel);
        predictions.Missing(lesson, "run").ShouldBeNull();
        predictions.Reopen(lesson, "p");
        predictions.Missing(lesson, "run").ShouldBeNull(); // no run has tested it yet: there is nothing to learn from making another

        await predictions.StartedAsync(lesson, "run", "run-1", cancel);
        predictions.Reopen(lesson, "p");
        predictions.Missing(lesson, "run").ShouldNotBeNull();
        (await desk.Predictions.NewestAsync("ada", "lesson", cancel))["p"].Run.ShouldBe("run-1");
    }

    private static PredictBlock Ask(double[] bounds, string[] keys) => new(
        "Where will it end?", PredictKind.Choice, [], [.. keys.Select(key => new QuizChoice(key, key, false, null))], bounds, "run", PredictMetrics.ValidationLoss, null, "p");
}
