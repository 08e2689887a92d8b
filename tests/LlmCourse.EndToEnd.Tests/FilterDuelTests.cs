using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lab "raw or filtered": one chart of two real runs, whose losses are those of their events.</summary>
public sealed class FilterDuelTests(CourseSite site)
{
    private const string Lesson = "/lessons/what-a-model-eats";
    private const float Patience = 900_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRunService Runs => site.Services.GetRequiredService<IRunService>();

    [Fact]
    public async Task Duel_ShowsTheLossesOfBothRuns_AndTheAddressBringsThemBack()
    {
        var page = await site.OpenAsync(Lesson);
        var duel = page.GetByTestId("filter-duel");
        await StartAsync(duel);
        await Assertions.Expect(duel.GetByTestId("duel-raw")).ToContainTextAsync("at the end", new() { Timeout = Patience });
        await Assertions.Expect(duel.GetByTestId("duel-filtered")).ToContainTextAsync("at the end", new() { Timeout = Patience });

        var query = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query);
        var (raw, filtered) = (await LossesAsync(query["lab-both-raw"]!), await LossesAsync(query["lab-both-filtered"]!));
        filtered[^1].Loss.ShouldBeLessThan(raw[^1].Loss - 0.3);
        var at = raw[3];
        await site.GoAsync(page, $"{new Uri(page.Url).PathAndQuery}&lab-both-at={at.Step}");
        await Assertions.Expect(duel.Locator("canvas")).ToHaveCountAsync(1); // both runs tell at once, and share a chart
        await Assertions.Expect(duel.GetByTestId("duel-raw")).ToContainTextAsync(FormattableString.Invariant($"{raw[^1].Loss:0.00} nats per character at the end"));
        await Assertions.Expect(duel.GetByTestId("duel-filtered")).ToContainTextAsync(FormattableString.Invariant($"{filtered[^1].Loss:0.00} nats per character at the end"));
        await Assertions.Expect(duel.GetByTestId("duel-readout")).ToHaveTextAsync(FormattableString.Invariant($"Nats per character: raw {at.Loss:0.000} (step {at.Step}) · filtered {filtered.Single(each => each.Step == at.Step).Loss:0.000} (step {at.Step})"));
        await Assertions.Expect(duel.GetByTestId("duel-verdict")).ToContainTextAsync("saved");
        await AccessibilityTests.NoViolationsAsync(page);

        await duel.GetByTestId("duel-at").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(duel.GetByTestId("duel-readout")).ToContainTextAsync(FormattableString.Invariant($"raw {raw[^1].Loss:0.000} (step {raw[^1].Step})"));
        var csv = await page.RunAndWaitForDownloadAsync(() => duel.GetByTestId("duel-csv").ClickAsync());
        (await File.ReadAllLinesAsync((await csv.PathAsync())!, Token)).Length.ShouldBe(raw.Count + 1);

        var dark = await site.OpenAsync(new Uri(page.Url).PathAndQuery, dark: true, width: 360);
        await dark.GetByTestId("filter-duel").Locator("canvas").WaitForAsync();
        await AccessibilityTests.NoViolationsAsync(dark);
        (await dark.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    [Fact]
    public async Task Stop_EndsBothRuns()
    {
        var page = await site.OpenAsync(Lesson);
        var duel = page.GetByTestId("filter-duel");
        await StartAsync(duel);
        await duel.GetByTestId("duel-stop").ClickAsync();

        await Assertions.Expect(duel.GetByTestId("duel-start")).ToBeVisibleAsync(new() { Timeout = Patience });
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query);
        foreach (var side in new[] { "raw", "filtered" })
            (await Runs.FindAsync(query[$"lab-both-{side}"]!, Token))!.State.ShouldBeOneOf(RunState.Cancelled, RunState.Completed);
    }

    [Fact]
    public async Task FailedRun_IsExplainedAtItsSide_WithoutAVerdict()
    {
        var (raw, filtered) = await OneThatFailsAsync();
        var page = await site.OpenAsync($"{Lesson}?lab-both-raw={raw}&lab-both-filtered={filtered}");
        var duel = page.GetByTestId("filter-duel");
        await Assertions.Expect(duel.GetByTestId("duel-raw")).ToContainTextAsync("at the end", new() { Timeout = Patience });
        await Assertions.Expect(duel.GetByTestId("duel-filtered")).ToHaveTextAsync("ended before it was measured", new() { Timeout = Patience });

        var failed = (StateChanged)(await EventsAsync(filtered))[^1].Body;
        failed.State.ShouldBe(RunState.Failed);
        await Assertions.Expect(duel.Locator(".problem")).ToHaveTextAsync($"{failed.Message} {failed.Help}");
        await Assertions.Expect(duel.GetByTestId("duel-verdict")).ToHaveCountAsync(0);
        await Assertions.Expect(duel.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Assertions.Expect(duel.GetByTestId("duel-start")).ToBeEnabledAsync();
        await AccessibilityTests.NoViolationsAsync(page);
    }

    /// <summary>Two runs as the lab would have started them, but that one learns its pieces from a text of a line: too short, which only the trainer finds.</summary>
    private async Task<(string Sound, string Failing)> OneThatFailsAsync()
    {
        var actor = new RunActor($"duel-{Guid.NewGuid():n}", "a duellist");
        var line = await site.Services.GetRequiredService<IUploadStore>().AddAsync("line.txt", new MemoryStream("A line."u8.ToArray()), actor.Id, Token);
        var spec = new RunSpec
        {
            Corpus = new CorpusSpec { Kind = CorpusKind.Web, WebDocuments = 200 },
            Model = new ModelSpec { Layers = 1, Heads = 2, Width = 16, BlockSize = 32 },
            Optimizer = new OptimizerSpec { WarmupSteps = 0 },
            Training = new TrainingSpec { Layout = BatchLayout.Windows, Steps = 10, BatchSize = 4 },
            Evaluation = new EvaluationSpec { Every = 5, Batches = 2 },
        };
        var sound = await Runs.SubmitAsync(spec, actor, Token);
        var failing = await Runs.SubmitAsync(
            spec with
            {
                Corpus = new CorpusSpec { Kind = CorpusKind.Upload, UploadId = line.Id },
                Tokenizer = new TokenizerSpec { Kind = TokenizerKind.Bpe, VocabularySize = 258 },
            },
            actor, Token);
        return (sound.Id, failing.Id);
    }

    private static async Task StartAsync(ILocator duel)
    {
        await duel.Locator("fieldset:enabled").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await duel.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(duel.GetByTestId("duel-stop")).ToBeVisibleAsync();
    }

    private async Task<List<(int Step, double Loss)>> LossesAsync(string runId) =>
        [.. from happened in await EventsAsync(runId) where happened.Body is Evaluated select (happened.Step, ((Evaluated)happened.Body).ValidationLoss)];

    private async Task<List<RunEvent>> EventsAsync(string runId)
    {
        var events = new List<RunEvent>();
        await foreach (var batch in Runs.WatchAsync(runId, 0, Token)) events.AddRange(batch);
        return events;
    }
}
