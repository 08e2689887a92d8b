using System.Globalization;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.Learning.Predictions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Learning;

/// <summary>A prediction keeps Start closed until it is made, the run scores it, and another one closes Start again.</summary>
[Collection(nameof(PracticeSite))]
public sealed class PredictionTests(PracticeSite site)
{
    [Fact]
    public async Task Curve_OpensStart_AndIsScoredByItsDistanceFromTheRun()
    {
        var page = await site.OpenAsync(PracticeSite.Drawing);
        var bench = new Bench(page);
        var predict = page.GetByTestId("predict-curve");
        await Assertions.Expect(predict.Locator("fieldset:enabled")).ToBeVisibleAsync();
        await predict.GetByTestId("commit").ClickAsync();
        await Assertions.Expect(predict.GetByTestId("prediction-verdict")).ToContainTextAsync("There is no curve yet.");

        // A browser may be told anything: without a prediction the server starts nothing.
        await bench["start"].EvaluateAsync("start => { start.disabled = false; start.click(); }");
        await Assertions.Expect(bench["start-waits"]).ToBeVisibleAsync();

        var sliders = predict.Locator("[data-point]");
        double[] drawn = [.. Enumerable.Range(0, PredictionAxis.Points).Select(index => 4 - (0.2 * index))];
        for (var index = 0; index < drawn.Length; index++) await sliders.Nth(index).FillAsync(drawn[index].ToString("0.##", CultureInfo.InvariantCulture));
        await predict.GetByTestId("commit").ClickAsync();
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "committed");
        await Assertions.Expect(bench["run-state"]).ToHaveCountAsync(0);

        await bench["start"].ClickAsync();
        await bench["run-state"].WaitForAsync();
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "scored", new() { Timeout = 120_000 });
        var log = await site.Services.GetRequiredService<IRunStore>().ReadAsync(await bench.RunIdAsync(), 0, int.MaxValue, TestContext.Current.CancellationToken);
        var distance = PredictionScore.Distance(new PredictionAnswer(null, drawn, 50), PredictionScore.Values(log, "validationLoss"))!.Value;
        await Assertions.Expect(predict.GetByTestId("prediction-verdict")).ToContainTextAsync($"Your curve is {LlmCourse.Web.Components.Shared.Words.Loss(distance)} nats per token away");

        await bench["new-run"].ClickAsync();
        await Assertions.Expect(bench["start"]).ToBeEnabledAsync();
        await predict.GetByTestId("predict-again").ClickAsync();
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "open");
        await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
        await Assertions.Expect(bench["start-waits"]).ToBeVisibleAsync();
        (await ValuesAsync(sliders)).ShouldBe(drawn, 1e-9); // the sliders start where the last curve stays
    }

    [Fact]
    public async Task Curve_IsThereAfterAReload_WithItsSliders_UntilItIsCommittedTo()
    {
        var context = await site.Browser.NewContextAsync();
        var learner = await site.SignInAsync(context, Roles.Learner);
        var page = await site.OpenAsync(PracticeSite.Drawing, context: context);
        var predict = page.GetByTestId("predict-curve");
        var sliders = predict.Locator("[data-point]");
        await Assertions.Expect(predict.Locator("fieldset:enabled")).ToBeVisibleAsync();
        var canvas = predict.Locator("canvas");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.2f), box.Y + (box.Height * 0.2f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + (box.Height * 0.7f), new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await sliders.Last.FillAsync("0.35"); // the end of the curve by hand: kept after the stroke
        await site.KeptAsync(learner.Id, "drawing", "curve", kept => kept is { Count: PredictionAxis.Points } && kept[^1] == "0.35");
        var drawn = await ValuesAsync(sliders);
        drawn[2].ShouldNotBe(drawn[7]);

        await page.ReloadAsync();
        await Assertions.Expect(predict.Locator("fieldset:enabled")).ToBeVisibleAsync();
        (await ValuesAsync(sliders)).ShouldBe(drawn);
        await predict.GetByTestId("commit").ClickAsync();
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "committed");
        (await ValuesAsync(sliders)).ShouldBe(drawn);
        await site.KeptAsync(learner.Id, "drawing", "curve", kept => kept is null);
    }

    [Fact]
    public async Task Choice_IsKeptWhileItIsBegun_OpensStart_AndTheRunSaysWhichCameTrue()
    {
        var page = await site.OpenAsync(Bench.Lesson);
        var bench = new Bench(page);
        var predict = page.Locator("form.predict");
        await Assertions.Expect(predict.Locator("fieldset:enabled")).ToBeVisibleAsync();
        await predict.GetByLabel("Above 3.06 nats").CheckAsync();
        await Assertions.Expect(predict.GetByTestId("commit")).ToBeEnabledAsync();
        await page.ReloadAsync();
        await Assertions.Expect(predict.GetByLabel("Above 3.06 nats")).ToBeCheckedAsync();
        await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
        await predict.GetByTestId("commit").ClickAsync();
        await Assertions.Expect(bench["start"]).ToBeEnabledAsync();

        await bench.StartSmallAsync(steps: 50);
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "scored", new() { Timeout = 120_000 });
        var cameTrue = await predict.Locator("li.right").InnerTextAsync();
        var verdict = predict.GetByTestId("prediction-verdict");
        await Assertions.Expect(verdict).ToContainTextAsync(cameTrue.Contains("Above 3.06", StringComparison.Ordinal) ? "It came true." : "It came out differently.");
        await Assertions.Expect(verdict.Locator(".explanation")).ToBeVisibleAsync();
    }
    private static Task<double[]> ValuesAsync(ILocator sliders) => sliders.EvaluateAllAsync<double[]>("all => all.map((slider) => Number(slider.value))");
}
