using LlmCourse.Lessons.Blocks;
using LlmCourse.Web.Learning;
using LlmCourse.Web.Learning.Classroom;

namespace LlmCourse.Web.Tests.Learning;

public sealed class ClassStoreTests : IDisposable
{
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Quizzes_AreListedHardestFirst_WithTheCommonestWrongAnswer()
    {
        var hard = QuizTests.Ask(QuizKind.Single) with { Id = "hard" };
        var easy = QuizTests.Ask(QuizKind.Single) with { Id = "easy" };
        foreach (var learner in new[] { "a", "b", "c" })
        {
            await desk.Attempts.AnswerAsync(learner, "lesson", easy, ["b"], cancel);
            await desk.Attempts.AnswerAsync(learner, "lesson", hard, [learner == "c" ? "d" : "a"], cancel);
        }

        await desk.Attempts.AnswerAsync("a", "lesson", hard, ["b"], cancel);

        var quizzes = await desk.Class.QuizzesAsync(cancel);
        quizzes.ShouldBe([new ClassQuiz("lesson", "hard", 3, 0, 1, 4), new ClassQuiz("lesson", "easy", 3, 3, 3, 3)]);
        var wrong = await desk.Class.WrongAnswersAsync(cancel);
        wrong[("lesson", "hard")].Answer.ShouldBe(["a"]);
        wrong[("lesson", "hard")].Times.ShouldBe(2);
        wrong.ContainsKey(("lesson", "easy")).ShouldBeFalse();
    }

    [Fact]
    public async Task Failing_NamesALearner_FromTheThirdFailedTry_UntilARightOne()
    {
        var quiz = QuizTests.Ask(QuizKind.Single);
        for (var index = 0; index < 2; index++) await TryAsync("ada", quiz);
        (await desk.Class.FailingAsync(cancel)).ShouldBeEmpty();

        await TryAsync("ada", quiz);
        (await desk.Class.FailingAsync(cancel)).ShouldHaveSingleItem().Learner.ShouldBe("ada");

        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["b"], cancel);
        (await desk.Class.FailingAsync(cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stalled_CountsTimeAtWork_NotTimeAway_AndEndsWithProgress()
    {
        var report = TimeSpan.FromSeconds(desk.Options.Value.ReportSeconds);
        await SeenAsync("ada");
        for (var index = 0; index < 9; index++)
        {
            desk.Time.Move(report);
            await SeenAsync("ada");
        }

        (await StalledAsync()).ShouldBe(9 * report);
        desk.Time.Move(TimeSpan.FromHours(8));
        await SeenAsync("ada");
        (await StalledAsync()).ShouldBe(11 * report);

        await desk.Progress.MarkReadAsync("ada", new SectionKey("lesson", "first"), byHand: false, cancel);
        (await StalledAsync()).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Table_SortsByNumber_WithTheMissingLast()
    {
        var table = new ClassTable("t", "T", "", "", ["Name", "Points"],
            [[new("b"), ClassCell.Of(10)], [new("a"), new("")], [new("c"), ClassCell.Of(9)]]);

        Names(table.Sorted(1, descending: false)).ShouldBe("cba");
        Names(table.Sorted(1, descending: true)).ShouldBe("bca");
        Names(table.Sorted(0, descending: false)).ShouldBe("abc");
        static string Names(ClassTable sorted) => string.Concat(sorted.Rows.Select(row => row[0].Text));
    }

    [Fact]
    public void Csv_QuotesWhatItMust_AndLetsNoSpreadsheetRunAName()
    {
        var table = new ClassTable("t", "T", "", "", ["Name", "Share"], [[new("=1+1"), ClassCell.Share(0.5)], [new("a \"b\", c"), ClassCell.Of(-1.5)]]);

        table.ToCsv().ShouldBe("Name,Share\r\n'=1+1,0.5\r\n\"a \"\"b\"\", c\",-1.5\r\n");
    }

    private Task SeenAsync(string learner) => desk.Progress.SeenAsync(learner, learner, new LearningPlace("lesson", "first", "/lessons/lesson", desk.Time.GetUtcNow()), cancel);

    private async Task<TimeSpan> StalledAsync() => (await desk.Class.LearnersAsync(cancel)).ShouldHaveSingleItem().Stalled;

    private async Task TryAsync(string learner, QuizBlock quiz)
    {
        await SeenAsync(learner);
        await desk.Attempts.AnswerAsync(learner, "lesson", quiz, ["a"], cancel);
    }
}
