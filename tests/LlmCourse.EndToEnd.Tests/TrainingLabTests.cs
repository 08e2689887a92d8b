using System.Globalization;
using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>A learner presses Start, watches, and turns knobs.</summary>
public sealed partial class TrainingLabTests(CourseSite site)
{
    [Fact]
    public async Task Start_TrainsARealModel_UntilTheLossHasHalved()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: 500);
        await bench.WaitForStateAsync("completed");

        var events = await ReadAsync(bench);
        var losses = events.Select(e => e.Body).OfType<StepTaken>().Select(step => step.Loss).ToList();
        losses.Count.ShouldBe(500);
        losses[^20..].Average().ShouldBeLessThan(losses[0] / 2);
        await bench.WaitForLastEventAsync(events[^1].Number);

        // What the page draws is what the trainer logged.
        var csv = await bench.CsvAsync();
        csv.ShouldContain($"\n500,{losses[^1].ToString("R", CultureInfo.InvariantCulture)},");
        await Assertions.Expect(bench["sample"]).ToHaveTextAsync(LongerThan20Letters());
        await Assertions.Expect(bench["status"]).ToContainTextAsync("step 500 of 500");
        await Assertions.Expect(bench["loss-values"]).ToContainTextAsync("validation");
    }

    [Fact]
    public async Task Loss_IsShownInBitsPerByte_AsTheTrainerCountedThem()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench["start"].WaitForAsync();
        await bench.TurnAsync();
        await bench["knob-tokenizer"].SelectOptionAsync("Bpe"); // a token of several bytes, unlike a character
        await bench.StartSmallAsync(steps: 100, ("vocabularySize", "300"));
        await bench.WaitForStateAsync("completed");
        var events = await ReadAsync(bench);
        await bench.WaitForLastEventAsync(events[^1].Number);
        var last = events.Select(each => each.Body).OfType<Evaluated>().Last();
        var bits = last.ValidationBitsPerByte.ShouldNotBeNull();
        await Assertions.Expect(bench["loss-values"]).ToContainTextAsync($"validation {Words.Loss(last.ValidationLoss)}");

        await bench["unit"].SelectOptionAsync("bytes");
        await Assertions.Expect(bench["loss-values"]).ToContainTextAsync($"validation {Words.Loss(bits)}");
        await Assertions.Expect(bench["loss-chart"]).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Loss against step in bits per byte"));
        await Assertions.Expect(bench["unit-reason"]).ToBeHiddenAsync();
        bench.Page.Url.ShouldContain("unit=bytes");
        var table = (await bench.CsvAsync()).TrimEnd().Split('\n').Select(line => line.Split(',')).ToList();
        double.Parse(table[^1][Array.IndexOf(table[0], "validation_loss_bits_per_byte")], CultureInfo.InvariantCulture).ShouldBe(bits, 1e-9);

        var again = new Bench(await site.OpenAsync(new Uri(bench.Page.Url).PathAndQuery, dark: true, width: 360));
        await Assertions.Expect(again["loss-values"]).ToContainTextAsync($"validation {Words.Loss(bits)}");
        await Assertions.Expect(again["unit"]).ToHaveValueAsync("bytes");
        (await again.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        await AccessibilityTests.NoViolationsAsync(again.Page);
    }

    [Fact]
    public async Task BitsPerByte_AreClosedWithTheReason_WhereTheVocabularyLacksSomething()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench["start"].WaitForAsync();
        await bench.TurnAsync();
        await bench["knob-tokenizer"].SelectOptionAsync("Word");
        await bench.StartSmallAsync(steps: 20, ("vocabularySize", "30"));
        await bench.WaitForStateAsync("completed");
        var events = await ReadAsync(bench);
        events.Select(each => each.Body).OfType<Evaluated>().ShouldAllBe(evaluated => evaluated.ValidationBitsPerByte == null);

        await bench.WaitForLastEventAsync(events[^1].Number);
        await Assertions.Expect(bench["unit-reason"]).ToContainTextAsync("vocabulary lacks something");
        await Assertions.Expect(bench["unit"].Locator("option[value=bytes]")).ToHaveAttributeAsync("disabled", "");
        await AccessibilityTests.NoViolationsAsync(bench.Page);

        var linked = new Bench(await site.OpenAsync($"/runs/{await bench.RunIdAsync()}?unit=bytes"));
        await Assertions.Expect(linked["unit-reason"]).ToContainTextAsync("vocabulary lacks something");
        await Assertions.Expect(linked["unit"]).ToHaveValueAsync("nats");
        await Assertions.Expect(linked["loss-values"]).ToContainTextAsync($"validation {Words.Loss(events.Select(each => each.Body).OfType<Evaluated>().Last().ValidationLoss)}");
    }

    [Fact]
    public async Task AttentionMap_ShowsOtherWeights_AtAnotherSnapshot()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: 300);
        await bench.WaitForStateAsync("completed");
        await Assertions.Expect(bench["attention"]).ToHaveAttributeAsync("data-snapshot", "300"); // fetched and drawn
        await Assertions.Expect(bench["heads"].Locator("canvas")).ToHaveCountAsync(4);
        var newest = await PixelsAsync(bench);

        await bench["time-slider"].FocusAsync();
        await bench.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(bench["attention"]).Not.ToHaveAttributeAsync("data-snapshot", "300");
        await Assertions.Expect(bench["go-live"]).ToHaveAttributeAsync("aria-pressed", "false");
        (await PixelsAsync(bench)).ShouldNotBe(newest);

        // Rows of attention add up to one: the caption's number is a weight of the artifact, not a drawing.
        (await bench["attention-readout"].InnerTextAsync()).ShouldMatch("answers with [01]\\.[0-9]{2}");
    }

    [Fact]
    public async Task PauseStepResumeStop_ActBetweenSteps()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: Bench.Endless);
        await bench.WaitForStepAsync(10);

        await bench["pause"].ClickAsync();
        await bench.WaitForStateAsync("paused");
        var before = (await ReadAsync(bench)).Max(e => e.Step);

        await bench["step"].ClickAsync();
        await bench.WaitForStepAsync(before + 1);
        (await ReadAsync(bench)).Max(e => e.Step).ShouldBe(before + 1);
        await bench.WaitForStateAsync("paused");

        await bench["resume"].ClickAsync();
        await bench.WaitForStateAsync("running");
        await bench.WaitForStepAsync(before + 20);

        await bench.StopAsync();
        await bench.WaitForStateAsync("cancelled");
        (await ReadAsync(bench)).Select(e => e.Step).Max().ShouldBeGreaterThanOrEqualTo(before + 20);
    }

    [Fact]
    public async Task LearningRate_ChangedWhileRunning_ActsAndIsMarked()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: Bench.Endless);
        await bench.WaitForStepAsync(10);

        var knob = bench["knob-learningRate"];
        await knob.FillAsync("0.0001");
        await knob.BlurAsync();
        await Assertions.Expect(bench["knob-marks"]).ToContainTextAsync("learning rate");
        await bench.WaitForStepAsync(await bench.StepAsync() + 30);
        await bench.StopAsync();
        await bench.WaitForStateAsync("cancelled");

        var events = await ReadAsync(bench);
        var change = events.Single(e => e.Body is KnobChanged);
        ((KnobChanged)change.Body).To.ShouldBe(1e-4);
        var after = events.Where(e => e.Number > change.Number).Select(e => e.Body).OfType<StepTaken>().ToList();
        after.ShouldNotBeEmpty();
        after.ShouldAllBe(step => step.LearningRate <= 1e-4);
    }

    [Fact]
    public async Task Start_IsClosed_WithTheReason_WhenKnobsDoNotFit()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench["start"].WaitForAsync();
        await bench.PredictAsync();

        await bench.TurnAsync(("heads", "3"), ("width", "128"));
        await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
        await Assertions.Expect(bench["cost"]).ToContainTextAsync("128");

        await bench.TurnAsync(("heads", "4"), ("learningRate", "-0.001"));
        await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
        await Assertions.Expect(bench["cost"]).ToContainTextAsync("earning rate");

        await bench.TurnAsync(("learningRate", "0.001"));
        await Assertions.Expect(bench["start"]).ToBeEnabledAsync();
    }

    private async Task<IReadOnlyList<RunEvent>> ReadAsync(Bench bench)
    {
        var store = site.Services.GetRequiredService<IRunStore>();
        return await store.ReadAsync(await bench.RunIdAsync(), 0, int.MaxValue, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(".{21}", RegexOptions.Singleline)]
    private static partial Regex LongerThan20Letters();

    private static Task<string> PixelsAsync(Bench bench) =>
        bench["head-1-1"].Locator("canvas").EvaluateAsync<string>("canvas => canvas.toDataURL()");
}
