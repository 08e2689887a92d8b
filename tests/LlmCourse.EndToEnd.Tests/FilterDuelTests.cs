using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
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

    private static async Task StartAsync(ILocator duel)
    {
        await duel.Locator("fieldset:enabled").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await duel.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(duel.GetByTestId("duel-stop")).ToBeVisibleAsync();
    }

    private async Task<List<(int Step, double Loss)>> LossesAsync(string runId)
    {
        var losses = new List<(int Step, double Loss)>();
        await foreach (var batch in Runs.WatchAsync(runId, 0, Token))
        {
            foreach (var happened in batch)
                if (happened.Body is Evaluated evaluated) losses.Add((happened.Step, evaluated.ValidationLoss));
        }

        return losses;
    }
}
