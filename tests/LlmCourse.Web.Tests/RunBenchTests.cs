using AngleSharp.Dom;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Runs;

namespace LlmCourse.Web.Tests;

public sealed class RunBenchTests
{
    [Fact]
    public async Task Setup_SaysStepsParametersAndQueue_BeforeStart()
    {
        await using var stage = new Stage();
        stage.Runs.Add();

        var page = await stage.RenderAsync<RunBench>();

        page.QuerySelector("[data-testid=start]")!.HasAttribute("disabled").ShouldBeFalse();
        var cost = page.QuerySelector("[data-testid=cost]")!.TextContent;
        cost.ShouldContain("2,000 steps");
        cost.ShouldContain("parameters");
        cost.ShouldContain("waits for 1 run before it");
    }

    [Fact]
    public async Task Setup_SaysHowLong_OnceARunWasTimedHere()
    {
        await using var stage = new Stage();
        stage.Timings.Note(new RunSpec(), steps: 1_000, trainingSeconds: 60);

        var page = await stage.RenderAsync<RunBench>();

        page.QuerySelector("[data-testid=cost]")!.TextContent.ShouldContain("about 2 minutes here");
    }

    [Theory]
    [InlineData("heads", 3.0, "3 heads do not divide a width of 128")]
    [InlineData("learningRate", -0.5, "A learning rate of -0.5 cannot train")]
    public async Task Setup_ExplainsBesideTheKnobAndDisablesStart_WhenACombinationIsIllegal(string name, double value, string explanation)
    {
        await using var stage = new Stage();
        var spec = Knobs.All.Single(knob => knob.Name == name).Set(new RunSpec(), value);

        var page = await stage.RenderAsync<RunSetup>(new() { ["Defaults"] = new RunSpec(), ["Initial"] = spec });

        page.QuerySelector("[data-testid=start]")!.HasAttribute("disabled").ShouldBeTrue();
        page.QuerySelector("[data-testid=cost]")!.TextContent.ShouldContain(explanation);
        var knob = page.QuerySelector($"[data-testid=knob-{name}]")!;
        knob.GetAttribute("aria-invalid").ShouldNotBeNull();
        knob.Closest(".knob")!.QuerySelector(".problem")!.TextContent.ShouldContain(explanation);
    }

    [Fact]
    public async Task Setup_PutsOnlyTheOfferedKnobsInFront_WhenALessonNamesThem()
    {
        await using var stage = new Stage();

        var page = await stage.RenderAsync<RunBench>(new() { ["Offered"] = new[] { "heads", "temperature" } });

        InFront(page, "heads").ShouldBeTrue();
        InFront(page, "temperature").ShouldBeTrue();
        InFront(page, "layers").ShouldBeFalse();
        static bool InFront(IDocument page, string name) => page.QuerySelector($"[data-testid=knob-{name}]")!.Closest("details") is null;
    }

    [Theory]
    [InlineData(RunState.Queued, "stop")]
    [InlineData(RunState.Running, "step pause stop")]
    [InlineData(RunState.Paused, "step resume stop")]
    [InlineData(RunState.Completed, "new-run")]
    [InlineData(RunState.Failed, "new-run")]
    public async Task Bench_OffersWhatTheStateAllows_WhenARunIsShown(RunState state, string offered)
    {
        await using var stage = new Stage();
        var run = stage.Runs.Add();
        stage.Runs.Append(run.Id, 3, new StateChanged(state, state == RunState.Failed ? "The loss became NaN at step 3." : null));

        var page = await stage.RenderAsync<RunBench>(new() { ["RunId"] = run.Id });

        page.QuerySelectorAll(".bench-head button").Select(button => button.GetAttribute("data-testid")).ShouldBe(offered.Split(' '));
    }

    [Theory]
    [InlineData(RunState.Queued)]
    [InlineData(RunState.Running)]
    [InlineData(RunState.Paused)]
    public async Task Bench_ExplainsWhyItsButtonsAreOff_WhenTheRunIsSomebodyElses(RunState state)
    {
        await using var stage = new Stage();
        var run = stage.Runs.Add(owner: "Ada", ownerId: "somebody else");
        stage.Runs.Append(run.Id, 3, new StateChanged(state));

        var page = await stage.RenderAsync<RunBench>(new() { ["RunId"] = run.Id });

        var words = page.QuerySelector("[data-testid=not-yours]")!;
        words.TextContent.ShouldContain("obeys Ada and instructors");
        var buttons = page.QuerySelectorAll(".bench-head button").Where(button => button.GetAttribute("data-testid") != "new-run").ToList();
        buttons.ShouldNotBeEmpty();
        buttons.ShouldAllBe(button => button.HasAttribute("disabled") && button.GetAttribute("aria-describedby") == words.Id);
        page.QuerySelector("[data-testid=new-run]")!.HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task Bench_SaysWhatHappenedAndWhatWasKept_WhenTheRunFailed()
    {
        await using var stage = new Stage();
        var run = stage.Runs.Add();
        stage.Runs.Append(run.Id, 3, new StateChanged(RunState.Failed, "The loss became NaN at step 3.", "Choose a smaller learning rate."));

        var page = await stage.RenderAsync<RunBench>(new() { ["RunId"] = run.Id });

        var failure = page.QuerySelector("[data-testid=run-failure]")!;
        failure.GetAttribute("role").ShouldBe("alert");
        failure.TextContent.ShouldContain("The loss became NaN at step 3.");
        failure.TextContent.ShouldContain("kept");
    }

    [Fact]
    public async Task Bench_SaysSo_WhenTheTrainerDoesNotAnswer()
    {
        await using var stage = new Stage();
        stage.Runs.IsConnected = false;
        var run = stage.Runs.Add();

        var page = await stage.RenderAsync<RunBench>(new() { ["RunId"] = run.Id });

        page.QuerySelector("[data-testid=trainer-away]")!.TextContent.ShouldContain("What it has logged is kept");
    }

    [Fact]
    public async Task Bench_SaysTheRunIsGone_WhenTheAddressNamesNone()
    {
        await using var stage = new Stage();

        var page = await stage.RenderAsync<RunBench>(new() { ["RunId"] = "nothing" });

        page.QuerySelector("[data-testid=run-missing]")!.TextContent.ShouldContain("nothing");
    }

    [Fact]
    public async Task Panels_HaveEveryPartThatTheModuleFills()
    {
        await using var stage = new Stage();
        var page = await stage.RenderAsync<RunPanels>(new() { ["Id"] = "bench" });

        string[] parts =
        [
            "time-slider", "go-live", "time-step", "time-ticks", "loss-chart", "loss-values", "unit", "unit-reason", "smoothing", "smoothing-value", "log-x",
            "zoom-in", "zoom-out", "zoom-all", "chart-csv", "chart-png", "knob-marks", "attention", "heads", "attention-map", "attention-tokens",
            "attention-readout", "attention-caption", "sample", "sample-caption", "samples",
        ];
        foreach (var part in parts) page.QuerySelectorAll($"[data-testid={part}]").Length.ShouldBe(1, part);
    }
}
