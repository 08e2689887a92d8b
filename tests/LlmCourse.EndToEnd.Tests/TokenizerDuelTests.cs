using System.Globalization;
using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>Two live-trained tokenizers against each other: the bits on the page are those that the runs measured.</summary>
public sealed class TokenizerDuelTests(CourseSite site)
{
    private const string Lesson = "/lessons/words-into-pieces?lab-duel-power=small&lab-duel-second=bpe-300";
    private const float TrainingTimeout = 900_000;

    [Fact]
    public async Task Duel_TrainsBothAndShowsTheBitsThatTheyMeasured_AndTheAddressKeepsIt()
    {
        var page = await site.OpenAsync(Lesson);
        var lab = page.GetByTestId("duel-lab");
        await Assertions.Expect(lab.GetByTestId("duel-start")).ToBeDisabledAsync(); // until the learner has committed
        await new Bench(page).PredictAsync();
        await lab.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(lab.Locator("[data-testid=duel-state][data-state=completed]")).ToHaveCountAsync(2, new() { Timeout = TrainingTimeout });
        await Assertions.Expect(page.Locator("form.predict[data-state=scored]")).ToBeVisibleAsync();

        var ids = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["lab-duel-runs"]!.Split('.');
        var cells = lab.GetByRole(AriaRole.Row, new() { NameRegex = new("^Bits a byte") }).GetByRole(AriaRole.Cell);
        await Assertions.Expect(cells).ToHaveCountAsync(2);
        var shown = await cells.AllInnerTextsAsync();
        var bits = new List<double>();
        foreach (var (id, text) in ids.Zip(shown))
        {
            var events = await EventsAsync(id);
            var last = events.Select(happened => happened.Body).OfType<Evaluated>().Last();
            bits.Add(last.ValidationBitsPerByte.ShouldNotBeNull());
            text.ShouldBe(bits[^1].ToString("0.000", CultureInfo.InvariantCulture));
            var described = events.Select(happened => happened.Body).OfType<RunDescribed>().Single();
            var floor = described.SourceBitsPerByte.ShouldNotBeNull();
            (last.ValidationBitsPerByte.Value / floor).ShouldBe(last.ValidationLoss / described.SourceEntropyPerToken!.Value, 1e-9); // the same text under both
        }

        await Assertions.Expect(lab.GetByTestId("duel-verdict")).ToContainTextAsync($"{bits.Min().ToString("0.000", CultureInfo.InvariantCulture)} bits a byte");
        await Assertions.Expect(lab.GetByTestId("duel-readout")).ToContainTextAsync(shown[0]);
        await AccessibilityTests.NoViolationsAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("duel-csv").ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain(bits[0].ToString("R", CultureInfo.InvariantCulture));

        await CourseSite.ReloadAsync(page);
        await Assertions.Expect(lab.GetByTestId("duel-readout")).ToContainTextAsync(shown[1]);
        await lab.GetByTestId("duel-at").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(lab.GetByTestId("duel-readout")).ToContainTextAsync("After 0 %");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("lab-duel-at=0"));
    }

    [Fact]
    public async Task Duel_Stops_BothRuns()
    {
        var page = await site.OpenAsync(Lesson);
        var lab = page.GetByTestId("duel-lab");
        await new Bench(page).PredictAsync();
        await lab.GetByTestId("duel-start").ClickAsync();
        await lab.GetByTestId("duel-stop").ClickAsync();
        await Assertions.Expect(lab.Locator("[data-testid=duel-state][data-state=cancelled]")).ToHaveCountAsync(2, new() { Timeout = TrainingTimeout });
        await Assertions.Expect(lab.GetByTestId("duel-start")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Duel_WithItself_IsExplainedBeforeStart()
    {
        var page = await site.OpenAsync(Lesson);
        var lab = page.GetByTestId("duel-lab");
        await lab.GetByTestId("duel-second").SelectOptionAsync("characters");
        await Assertions.Expect(lab).ToContainTextAsync("Both sides read alike");
        await Assertions.Expect(lab.GetByTestId("duel-start")).ToBeDisabledAsync();
    }

    private async Task<IReadOnlyList<RunEvent>> EventsAsync(string id)
    {
        var events = new List<RunEvent>();
        await foreach (var batch in site.Services.GetRequiredService<IRunService>().WatchAsync(id, 0, TestContext.Current.CancellationToken))
            events.AddRange(batch);
        return events;
    }
}
