using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Web.Tests.Learning;

public sealed class DraftStoreTests : IDisposable
{
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Draft_IsTheNewest_UntilItIsAnswered()
    {
        var quiz = QuizTests.Ask(QuizKind.Multiple);
        await desk.Drafts.KeepAsync("ada", "lesson", quiz.Id!, ["a"], cancel);
        await desk.Drafts.KeepAsync("ada", "lesson", quiz.Id!, ["a", "b"], cancel);
        (await desk.Drafts.ReadAsync("ada", "lesson", quiz.Id!, cancel)).ShouldBe(["a", "b"]);
        (await desk.Drafts.ReadAsync("bob", "lesson", quiz.Id!, cancel)).ShouldBeNull();

        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["a", "b"], cancel);

        (await desk.Drafts.ReadAsync("ada", "lesson", quiz.Id!, cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Draft_IsRefusedBeyondTheLimit_ButReplacedAtIt()
    {
        using var small = new LearningDesk(new() { MaxRowsPerLearner = 2 });
        foreach (var block in new[] { "one", "two", "three" }) await small.Drafts.KeepAsync("ada", "lesson", block, ["a"], cancel);
        await small.Drafts.KeepAsync("ada", "lesson", "two", ["b"], cancel);
        await small.Drafts.KeepAsync("bob", "lesson", "one", ["b"], cancel);

        (await small.Drafts.ReadAsync("ada", "lesson", "two", cancel)).ShouldBe(["b"]);
        (await small.Drafts.ReadAsync("ada", "lesson", "three", cancel)).ShouldBeNull();
        (await small.Drafts.ReadAsync("bob", "lesson", "one", cancel)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Draft_IsHandedOver_TheNewerOneStands_AndItGoesWithTheLearner()
    {
        await desk.Drafts.KeepAsync("ada", "lesson", "one", ["old"], cancel);
        desk.Time.Move(TimeSpan.FromMinutes(1));
        await desk.Drafts.KeepAsync("guest", "lesson", "one", ["new"], cancel);

        await desk.Data.MergeAsync("guest", "ada", cancel);

        (await desk.Drafts.ReadAsync("ada", "lesson", "one", cancel)).ShouldBe(["new"]);
        (await desk.Drafts.ReadAsync("guest", "lesson", "one", cancel)).ShouldBeNull();
        (await desk.Data.ExportAsync("ada", cancel))!["begun"]!.AsArray().Count.ShouldBe(1);
        await desk.Data.DeleteAsync("ada", cancel);
        (await desk.Data.ExportAsync("ada", cancel)).ShouldBeNull();
    }
}
