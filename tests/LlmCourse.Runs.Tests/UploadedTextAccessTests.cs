using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Runs.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace LlmCourse.Runs.Tests;

/// <summary>Who may train on an uploaded text: those who uploaded it, and those who copy a run that learns from it.</summary>
public sealed class UploadedTextAccessTests : IDisposable
{
    private static readonly RunActor Ada = new("ada-id", "Ada");
    private static readonly RunActor Bob = new("bob-id", "Bob");
    private static readonly RunActor Teacher = new("teacher-id", "T", MayCommandAll: true);
    private readonly TestStore store = new();
    private readonly TestFolder folder = new();
    private readonly FolderUploadStore uploads;
    private readonly RunService runs;

    public UploadedTextAccessTests()
    {
        var limits = Options.Create(new RunLimits());
        uploads = new FolderUploadStore(folder.Path, limits.Value);
        runs = new RunService(
            store.Store, uploads, Substitute.For<IRunQueue>(), Substitute.For<ITrainerClient>(), new RunSpecValidator(limits.Value), limits,
            Options.Create(new StorageOptions()), TimeProvider.System, NullLogger<RunService>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        uploads.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task SubmitAsync_TakesAText_OfEverybodyWhoUploadedIt()
    {
        var text = await UploadAsync(Ada);
        await UploadAsync(Bob);

        (await runs.SubmitAsync(On(text), Ada, Token)).OwnerId.ShouldBe(Ada.Id);
        (await runs.SubmitAsync(On(text), Bob, Token)).OwnerId.ShouldBe(Bob.Id);
    }

    [Fact]
    public async Task SubmitAsync_RefusesTheTextOfAnother_InTheWordsForATextThatIsNotThere()
    {
        var text = await UploadAsync(Ada);
        await runs.SubmitAsync(On(text), Ada, Token); // that a run learns from it does not open it to who knows the identifier

        var problems = new List<string>();
        foreach (var (spec, by) in new[] { (On(text), Bob), (On(text), Teacher), (On("0000"), Bob), (On($"../{text}"), Ada) })
            problems.Add(await RefusedAsync(() => runs.SubmitAsync(spec, by, Token)));

        problems.Distinct().ShouldHaveSingleItem().ShouldContain("You have no such uploaded text");
        (await runs.ListAsync(new RunQuery(), Token)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task CopyAsync_GoesOnWithTheTextOfTheRun_AndSoDoesACopyOfTheCopy()
    {
        var text = await UploadAsync(Ada);
        var run = await runs.SubmitAsync(On(text), Ada, Token);

        var copy = await runs.CopyAsync(run.Id, run.Spec with { Seed = 7 }, Bob, Token);
        var second = await runs.CopyAsync(copy.Id, copy.Spec with { Seed = 8 }, Teacher, Token);

        copy.OwnerId.ShouldBe(Bob.Id);
        second.Spec.Corpus.UploadId.ShouldBe(text);
    }

    [Fact]
    public async Task CopyAsync_RefusesEveryTextButTheRunsAndOnesOwn()
    {
        var (shown, hidden, own) = (await UploadAsync(Ada), await UploadAsync(Ada, "hidden "), await UploadAsync(Bob, "own "));
        var run = await runs.SubmitAsync(On(shown), Ada, Token);
        var stories = await runs.SubmitAsync(new RunSpec(), Ada, Token);

        await RefusedAsync(() => runs.CopyAsync(run.Id, On(hidden), Bob, Token));
        await RefusedAsync(() => runs.CopyAsync(stories.Id, On(shown), Bob, Token));
        await RefusedAsync(() => runs.CopyAsync("no-such-run", On(shown), Bob, Token));
        (await runs.CopyAsync(run.Id, On(own), Bob, Token)).Spec.Corpus.UploadId.ShouldBe(own);
    }

    [Fact]
    public async Task CopyAsync_IsRefused_OnceTheTextWasTakenBack()
    {
        var text = await UploadAsync(Ada);
        var run = await runs.SubmitAsync(On(text), Ada, Token);
        (await uploads.RemoveAsync(text, Ada.Id, Token)).ShouldBeTrue();

        await RefusedAsync(() => runs.CopyAsync(run.Id, run.Spec, Bob, Token));
        await RefusedAsync(() => runs.CopyAsync(run.Id, run.Spec, Ada, Token));
    }

    private static async Task<string> RefusedAsync(Func<Task<RunSummary>> submit)
    {
        var refused = await Should.ThrowAsync<RunSpecException>(submit);
        refused.Problems.ShouldHaveSingleItem().Field.ShouldBe("corpus.uploadId");
        return refused.Message;
    }

    private async Task<string> UploadAsync(RunActor by, string word = "word ") =>
        (await uploads.AddAsync("text.txt", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, 2_000)))), by.Id, Token)).Id;

    private static RunSpec On(string uploadId) => new()
    {
        Corpus = new CorpusSpec { Kind = CorpusKind.Upload, UploadId = uploadId },
        Training = new TrainingSpec { Layout = BatchLayout.Windows },
    };
}
