using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>Every view of a run is the same fold over the same events.</summary>
public sealed class WatchingTests(CourseSite site)
{
    [Fact]
    public async Task ReloadAndSecondBrowser_SeeEveryEventOnce()
    {
        var first = new Bench(await site.OpenAsync(Bench.Lesson));
        await first.StartSmallAsync(steps: 600);
        await first.WaitForStepAsync(50);

        await CourseSite.ReloadAsync(first.Page);
        await first.WaitForStepAsync(50); // from its first event, and on
        var second = new Bench(await site.OpenAsync($"/runs/{await first.RunIdAsync()}"));
        await second.WaitForStepAsync(50);
        await first.WaitForStateAsync("completed");
        await second.WaitForStateAsync("completed");

        var store = site.Services.GetRequiredService<IRunStore>();
        var log = await store.ReadAsync(await first.RunIdAsync(), 0, int.MaxValue, TestContext.Current.CancellationToken);
        log.Select(e => e.Number).ShouldBe(Enumerable.Range(1, log.Count).Select(n => (long)n));
        foreach (var bench in new[] { first, second })
        {
            await bench.WaitForLastEventAsync(log.Count);
            (await bench.EventCountAsync()).ShouldBe(log.Count);
        }

        (await first.CsvAsync()).ShouldBe(await second.CsvAsync());
    }

    [Fact]
    public async Task ALink_ReproducesTheView()
    {
        var first = new Bench(await site.OpenAsync(Bench.Lesson));
        await first.StartSmallAsync(steps: 200);
        await first.WaitForStateAsync("completed");
        await first.WaitForStepAsync(200);
        await first["head-2-1"].ClickAsync();
        await first["unit"].SelectOptionAsync("bits");
        await first["time-slider"].FocusAsync();
        await first.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(first["time-step"]).ToHaveTextAsync("step 199"); // drawn with the next frame

        var link = new Uri(first.Page.Url);
        var second = new Bench(await site.OpenAsync(link.PathAndQuery));
        await second["head-2-1"].WaitForAsync();
        await Assertions.Expect(second["time-step"]).ToHaveTextAsync("step 199");
        await Assertions.Expect(second["head-2-1"]).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(second["unit"]).ToHaveValueAsync("bits");
    }

    [Fact]
    public async Task RunsPage_ListsTheRun_WithOwnerProgressAndBestLoss()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: 100);
        await bench.WaitForStateAsync("completed");
        var run = await site.Services.GetRequiredService<IRunStore>().FindAsync(await bench.RunIdAsync(), TestContext.Current.CancellationToken);

        var page = await site.OpenAsync("/runs", context: bench.Page.Context);
        var row = page.GetByTestId("runs").Locator("tr", new() { Has = page.Locator($"a[href='runs/{run!.Id}']") });
        var best = run.BestValidationLoss!.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var told in new[] { run.Name, run.Owner, "100 of 100", best }) await Assertions.Expect(row).ToContainTextAsync(told);
    }
}
