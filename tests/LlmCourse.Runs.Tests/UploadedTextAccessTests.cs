using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Runs.Tests;

/// <summary>Who may train on an uploaded text: those who uploaded it, and those who copy a run that learns from it.</summary>
public sealed class UploadedTextAccessTests : IDisposable
{
    private static readonly RunActor Ada = new("ada-id", "Ada");
    private static readonly RunActor Bob = new("bob-id", "Bob");
    private static readonly RunActor Teacher = new("teacher-id", "T", MayCommandAll: true);
    private readonly TestRuns test = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task SubmitAsync_TakesAText_OfEverybodyWhoUploadedIt()
    {
        var text = await UploadAsync(Ada);
        await UploadAsync(Bob);

        (await test.Service.SubmitAsync(On(text), Ada, Token)).OwnerId.ShouldBe(Ada.Id);
        (await test.Service.SubmitAsync(On(text), Bob, Token)).OwnerId.ShouldBe(Bob.Id);
    }

    [Fact]
    public async Task SubmitAsync_RefusesTheTextOfAnother_InTheWordsForATextThatIsNotThere()
    {
        var text = await UploadAsync(Ada);
        await test.Service.SubmitAsync(On(text), Ada, Token); // that a run learns from it does not open it to who knows the identifier

        var problems = new List<string>();
        foreach (var (spec, by) in new[] { (On(text), Bob), (On(text), Teacher), (On("0000"), Bob), (On($"../{text}"), Ada) })
            problems.Add(await RefusedAsync(() => test.Service.SubmitAsync(spec, by, Token)));

        problems.Distinct().ShouldHaveSingleItem().ShouldContain("You have no such uploaded text");
        (await test.Service.ListAsync(new RunQuery(), Token)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task CopyAsync_GoesOnWithTheTextOfTheRun_AndSoDoesACopyOfTheCopy()
    {
        var text = await UploadAsync(Ada);
        var run = await test.Service.SubmitAsync(On(text), Ada, Token);

        var copy = await test.Service.CopyAsync(run.Id, run.Spec with { Seed = 7 }, Bob, Token);
        var second = await test.Service.CopyAsync(copy.Id, copy.Spec with { Seed = 8 }, Teacher, Token);

        copy.OwnerId.ShouldBe(Bob.Id);
        second.Spec.Corpus.UploadId.ShouldBe(text);
    }

    [Fact]
    public async Task CopyAsync_RefusesEveryTextButTheRunsAndOnesOwn()
    {
        var (shown, hidden, own) = (await UploadAsync(Ada), await UploadAsync(Ada, "hidden "), await UploadAsync(Bob, "own "));
        var run = await test.Service.SubmitAsync(On(shown), Ada, Token);
        var stories = await test.Service.SubmitAsync(new RunSpec(), Ada, Token);

        await RefusedAsync(() => test.Service.CopyAsync(run.Id, On(hidden), Bob, Token));
        await RefusedAsync(() => test.Service.CopyAsync(stories.Id, On(shown), Bob, Token));
        await RefusedAsync(() => test.Service.CopyAsync("no-such-run", On(shown), Bob, Token));
        (await test.Service.CopyAsync(run.Id, On(own), Bob, Token)).Spec.Corpus.UploadId.ShouldBe(own);
    }

    [Fact]
    public async Task CopyAsync_IsRefused_OnceTheTextWasTakenBack()
    {
        var text = await UploadAsync(Ada);
        var run = await test.Service.SubmitAsync(On(text), Ada, Token);
        (await test.Uploads.RemoveAsync(text, Ada.Id, Token)).ShouldBeTrue();

        await RefusedAsync(() => test.Service.CopyAsync(run.Id, run.Spec, Bob, Token));
        await RefusedAsync(() => test.Service.CopyAsync(run.Id, run.Spec, Ada, Token));
    }

    private static async Task<string> RefusedAsync(Func<Task<RunSummary>> submit)
    {
        var refused = await Should.ThrowAsync<RunSpecException>(submit);
        refused.Problems.ShouldHaveSingleItem().Field.ShouldBe("corpus.uploadId");
        return refused.Message;
    }

    private async Task<string> UploadAsync(RunActor by, string word = "word ") =>
        (await test.Uploads.AddAsync("text.txt", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, 2_000)))), by.Id, Token)).Id;

    private static RunSpec On(string uploadId) => new()
    {
        Corpus = new CorpusSpec { Kind = CorpusKind.Upload, UploadId = uploadId },
        Training = new TrainingSpec { Layout = BatchLayout.Windows },
    };
}
