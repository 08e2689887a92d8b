using LlmCourse.Lessons.Blocks;
using LlmCourse.Web.Learning.Quizzes;

namespace LlmCourse.Web.Tests.Learning;

public sealed class QuizTests : IDisposable
{
    private static readonly string[] Keys = ["a", "b", "c", "d"];
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(QuizKind.Single, "b", true)]
    [InlineData(QuizKind.Single, "a", false)]
    [InlineData(QuizKind.Multiple, "b c", true)]
    [InlineData(QuizKind.Multiple, "b", false)]
    [InlineData(QuizKind.Multiple, "a b c", false)]
    [InlineData(QuizKind.Order, "a b c d", true)]
    [InlineData(QuizKind.Order, "a b d c", false)]
    public void Mark_IsRight_WhenAllOfTheAnswerIs(QuizKind kind, string answer, bool right) =>
        QuizMarking.Mark(Ask(kind), answer.Split(' ')).IsRight.ShouldBe(right);

    [Theory]
    [InlineData("0.3", true)]
    [InlineData("0,4", true)]
    [InlineData("0.2", true)]
    [InlineData("3e-1", true)]
    [InlineData("0.41", false)]
    [InlineData("-0.3", false)]
    public void Mark_TakesANumber_WithinItsTolerance(string typed, bool right) => QuizMarking.Mark(Ask(QuizKind.Number), [typed]).IsRight.ShouldBe(right);

    [Theory]
    [InlineData(QuizKind.Number, "three")]
    [InlineData(QuizKind.Number, "NaN")]
    [InlineData(QuizKind.Single, "a b")]
    [InlineData(QuizKind.Single, "z")]
    [InlineData(QuizKind.Multiple, "a a")]
    [InlineData(QuizKind.Order, "a b")]
    public async Task Answer_IsRefusedAndNothingKept_WhenItCannotBeMarked(QuizKind kind, string answer)
    {
        await Should.ThrowAsync<QuizRefusedException>(() => desk.Attempts.AnswerAsync("ada", "lesson", Ask(kind), answer.Split(' '), cancel));

        (await desk.Attempts.ReadAsync("ada", "lesson", "q", cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Points_ShrinkWithEveryFailedTry_AndEveryAttemptIsKept()
    {
        var quiz = Ask(QuizKind.Single);
        (await desk.Attempts.AnswerAsync("first", "lesson", quiz, ["b"], cancel)).Points.ShouldBe(4);
        await desk.Attempts.AnswerAsync("second", "lesson", quiz, ["a"], cancel);
        (await desk.Attempts.AnswerAsync("second", "lesson", quiz, ["b"], cancel)).Points.ShouldBe(2);
        await desk.Attempts.AnswerAsync("shown", "lesson", quiz, ["a"], cancel);
        await desk.Attempts.ShowAsync("shown", "lesson", quiz, cancel);
        (await desk.Attempts.AnswerAsync("shown", "lesson", quiz, ["b"], cancel)).Points.ShouldBe(0);

        (await desk.Attempts.ReadAsync("second", "lesson", "q", cancel)).Select(attempt => attempt.Answer.Single()).ShouldBe(["a", "b"]);
        var standing = (await desk.Attempts.StandingsAsync("second", cancel))[("lesson", "q")];
        standing.ShouldBe(new QuizStanding(2, true, 2));
    }

    [Fact]
    public async Task Answer_IsRefused_AfterARightOne_AndBeyondTheLimit()
    {
        var quiz = Ask(QuizKind.Single);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["b"], cancel);
        await Should.ThrowAsync<QuizRefusedException>(() => desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["b"], cancel));

        for (var index = 0; index < desk.Options.Value.MaxAttemptsPerQuiz; index++) await desk.Attempts.AnswerAsync("bob", "lesson", quiz, ["a"], cancel);
        (await Should.ThrowAsync<QuizRefusedException>(() => desk.Attempts.AnswerAsync("bob", "lesson", quiz, ["a"], cancel))).Message.ShouldContain("50");
    }

    [Fact]
    public void Shuffle_IsTheSameForALearner_DiffersBetweenLearners_AndNeverShowsAnOrderMade()
    {
        var quiz = Ask(QuizKind.Order);
        var orders = Enumerable.Range(0, 60).Select(learner => string.Concat(QuizShuffle.Shuffle(quiz, "lesson", $"learner-{learner}").Select(choice => choice.Key))).ToList();

        orders.Distinct().Count().ShouldBeGreaterThan(10);
        orders.ShouldNotContain("abcd");
        string.Concat(QuizShuffle.Shuffle(quiz, "lesson", "learner-0").Select(choice => choice.Key)).ShouldBe(orders[0]);
    }

    [Fact]
    public async Task Export_HoldsEveryAttempt_AsItWasMade()
    {
        await desk.Attempts.AnswerAsync("ada", "lesson", Ask(QuizKind.Multiple), ["b", "a"], cancel);

        var attempt = (await desk.Data.ExportAsync("ada", cancel))!["attempts"]![0]!;
        attempt["answer"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(["b", "a"]);
        attempt["isRight"]!.GetValue<bool>().ShouldBeFalse();
    }

    /// <summary>Choices a to d, of which b is right, and c too where several are asked for; the number is 0.3 ± 0.1.</summary>
    internal static QuizBlock Ask(QuizKind kind) => new(
        "Which?",
        kind,
        [],
        kind == QuizKind.Number ? [] : [.. Keys.Select(key => new QuizChoice(key, $"<p>{key}</p>", kind == QuizKind.Order || key == "b" || (kind == QuizKind.Multiple && key == "c"), $"<p>feedback on {key}</p>"))],
        kind == QuizKind.Number ? 0.3 : null,
        kind == QuizKind.Number ? 0.1 : null,
        "<p>the explanation</p>",
        4,
        1,
        "q");
}
