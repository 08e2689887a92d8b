using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>Bad input says what happened, what was kept and what to do; nothing is lost and the site goes on.</summary>
public sealed class BadInputTests(CourseSite site)
{
    private static RunSpec Tiny { get; } = new()
    {
        Corpus = new() { Stories = 200 },
        Model = new() { Layers = 1, Heads = 1, Width = 16, BlockSize = 256 },
        Training = new() { Steps = 3, BatchSize = 2 },
        Optimizer = new() { WarmupSteps = 1 },
        Evaluation = new() { Every = 3, Batches = 1 },
        Samples = new() { Every = 3, Tokens = 8 },
        Snapshots = new() { Every = 3 },
    };

    [Fact]
    public async Task DivergingRun_Fails_NamingTheStepAndTheCause_AndKeepsItsLog()
    {
        // No knob of the page goes this far: a decay of 1e30 throws every weight out of range with the first step.
        var spec = Tiny with { Optimizer = new() { WarmupSteps = 1, WeightDecay = 1e30 }, Training = new() { Steps = 400, BatchSize = 2 } };
        var run = await site.Services.GetRequiredService<IRunService>().SubmitAsync(spec, new RunActor("test", "test"), TestContext.Current.CancellationToken);
        var bench = new Bench(await site.OpenAsync($"/runs/{run.Id}"));
        await bench.WaitForStateAsync("failed");
        var told = await bench["run-failure"].InnerTextAsync();
        told.ShouldContain("diverged at step 1");
        told.ShouldContain("learning rate");
        told.ShouldContain("kept", Case.Insensitive);
        var log = await site.Services.GetRequiredService<IRunStore>().ReadAsync(run.Id, 0, int.MaxValue, TestContext.Current.CancellationToken);
        log.Select(e => e.Body).OfType<StepTaken>().ShouldNotBeEmpty();
        await bench.WaitForLastEventAsync(log.Count);
        await TheSiteStillTrainsAsync();
    }

    [Fact]
    public async Task Uploads_AreRefusedWithAReason()
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-upload-");
        try
        {
            var empty = Path.Combine(folder.FullName, "empty.txt");
            await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
            var broken = Path.Combine(folder.FullName, "broken.txt");
            await File.WriteAllBytesAsync(broken, [.. "A fine beginning, then "u8, 0xFF, 0xFE, 0x41], TestContext.Current.CancellationToken);
            var huge = Path.Combine(folder.FullName, "huge.txt");
            await using (var file = File.Create(huge))
            {
                file.SetLength(2L << 30); // sparse: no disk is used
            }

            var bench = new Bench(await site.OpenAsync(Bench.Lesson));
            await bench["start"].WaitForAsync();
            await bench.TurnAsync();
            await bench["knob-corpus"].SelectOptionAsync("upload");
            await Assertions.Expect(bench["start"]).ToBeDisabledAsync();

            foreach (var (path, reason) in new[] { (empty, "empty"), (broken, "UTF-8"), (huge, "64 MB") })
            {
                await Assertions.Expect(bench["upload"]).ToBeEnabledAsync();
                await bench["upload"].SetInputFilesAsync(path);
                await Assertions.Expect(bench["upload-problem"]).ToContainTextAsync(reason);
                await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await TheSiteStillTrainsAsync();
    }

    [Fact]
    public async Task CorpusShorterThanABlock_IsExplained()
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-upload-");
        try
        {
            var path = Path.Combine(folder.FullName, "short.txt");
            await File.WriteAllTextAsync(path, "Too short to learn from.", TestContext.Current.CancellationToken);
            var bench = new Bench(await site.OpenAsync(Bench.Lesson));
            await bench["start"].WaitForAsync();
            await bench.PredictAsync();
            await bench.TurnAsync(("steps", "100"));
            await bench["knob-corpus"].SelectOptionAsync("upload");
            await Assertions.Expect(bench["upload"]).ToBeEnabledAsync();
            await bench["upload"].SetInputFilesAsync(path);
            await Assertions.Expect(bench["start"]).ToBeEnabledAsync();
            await bench["start"].ClickAsync();
            var problem = bench["run-failure"].Or(bench["start-problem"]).First;
            await problem.WaitForAsync();
            (await problem.InnerTextAsync()).ShouldContain("short", Case.Insensitive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await TheSiteStillTrainsAsync();
    }

    private async Task TheSiteStillTrainsAsync()
    {
        var runs = site.Services.GetRequiredService<IRunService>();
        var run = await runs.SubmitAsync(Tiny, new RunActor("test", "test"), TestContext.Current.CancellationToken);
        var page = await site.OpenAsync($"/runs/{run.Id}");
        await new Bench(page).WaitForStateAsync("completed");
    }
}
