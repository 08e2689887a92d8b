using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The training bench of a page, as a test reads and works it.</summary>
public sealed partial class Bench(IPage page)
{
    /// <summary>Where the lesson with the training lab is.</summary>
    public const string Lesson = "/lessons/a-model-that-writes";

    /// <summary>Steps of a run that a test stops: more than any machine takes meanwhile.</summary>
    public const int Endless = 100_000;

    /// <summary>The page the bench stands on.</summary>
    public IPage Page { get; } = page;

    /// <summary>An element of the bench by its test id.</summary>
    public ILocator this[string testId] => Page.GetByTestId("bench").GetByTestId(testId);

    /// <summary>Waits until the page has received this event as its newest.</summary>
    public Task WaitForLastEventAsync(long number) =>
        Assertions.Expect(Page.GetByTestId("bench")).ToHaveAttributeAsync("data-last-event", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many events the page has received.</summary>
    public async Task<long> EventCountAsync() =>
        long.Parse(await Page.GetByTestId("bench").GetAttributeAsync("data-event-count") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Types values into knobs by their names.</summary>
    public async Task TurnAsync(params (string Knob, string Value)[] knobs)
    {
        await CourseSite.LiveAsync(Page);
        foreach (var more in await Page.GetByTestId("setup").Locator("details.more:not([open]) > summary").AllAsync())
        {
            await more.ClickAsync();
        }

        foreach (var (knob, value) in knobs)
        {
            var field = this[$"knob-{knob}"];
            await field.FillAsync(value);
            await field.BlurAsync();
        }
    }

    /// <summary>Sets a run small enough to finish in seconds and presses Start.</summary>
    public async Task StartSmallAsync(int steps = 400, params (string Knob, string Value)[] more)
    {
        await this["start"].WaitForAsync();
        await PredictAsync();
        await TurnAsync([("layers", "2"), ("heads", "2"), ("width", "32"), ("batchSize", "4"), ("steps", steps.ToString(CultureInfo.InvariantCulture)), .. more]);
        await Assertions.Expect(this["start"]).ToBeEnabledAsync();
        await this["start"].ClickAsync();
        await this["run-state"].WaitForAsync();
    }

    /// <summary>Commits to the first choice of a prediction that keeps Start closed; does nothing on a page without one.</summary>
    public async Task PredictAsync()
    {
        await CourseSite.LiveAsync(Page); // there is a moment without any form before
        var prediction = Page.Locator("form.predict[data-state=open]");
        if (await prediction.CountAsync() == 0) return;
        await prediction.GetByRole(AriaRole.Radio).First.CheckAsync();
        await prediction.GetByTestId("commit").ClickAsync();
        await Assertions.Expect(Page.Locator("form.predict[data-state=committed]")).ToBeVisibleAsync();
    }

    /// <summary>Presses Stop and confirms.</summary>
    public async Task StopAsync()
    {
        await this["stop"].ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Stop the run" }).ClickAsync();
    }

    /// <summary>Waits until the page shows the state.</summary>
    public Task WaitForStateAsync(string state, float timeout = 300_000) =>
        Assertions.Expect(this["run-state"]).ToHaveAttributeAsync("data-state", state, new() { Timeout = timeout });

    /// <summary>Waits until the page has drawn at least this step.</summary>
    public async Task<int> WaitForStepAsync(int step, float timeout = 300_000)
    {
        await Page.WaitForFunctionAsync(
            "least => Number(document.querySelector('[data-testid=time-step]')?.textContent.replace(/\\D/g, '') ?? 0) >= least",
            step,
            new() { Timeout = timeout });
        return await StepAsync();
    }

    /// <summary>The step the cursor stands at.</summary>
    public async Task<int> StepAsync() => int.Parse(Digits().Replace(await this["time-step"].InnerTextAsync(), ""), CultureInfo.InvariantCulture);

    /// <summary>The run's identifier, from the address of its name.</summary>
    public async Task<string> RunIdAsync() => (await this["run-name"].GetAttributeAsync("href"))!.Split('/')[^1];

    /// <summary>The chart's own numbers, as its CSV button gives them.</summary>
    public async Task<string> CsvAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => this["chart-csv"].ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    [GeneratedRegex("\\D")]
    private static partial Regex Digits();
}
