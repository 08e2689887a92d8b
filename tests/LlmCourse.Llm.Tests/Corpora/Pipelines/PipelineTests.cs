using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Tests.Corpora.Pipelines;

public sealed class PipelineTests : IDisposable
{
    private static readonly PipelineSpec Spec = new()
    {
        Title = "Test",
        Source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = 3 }, Megabytes = 4 },
        Stages =
        [
            new StageSpec { Language = new() },
            new StageSpec { Quality = new() },
            new StageSpec { ExactDuplicates = new() },
            new StageSpec { NearDuplicates = new() },
            new StageSpec { Decontamination = new() },
            new StageSpec { PersonalData = new() },
        ],
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-pipeline-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task RunAsync_MeetsItsBars_AgainstThePlantedTruth()
    {
        var report = await new Pipeline().RunAsync(Spec, folder.FullName);

        PartDropped(report, "language", PlantedKind.ForeignLanguage).ShouldBeGreaterThanOrEqualTo(0.97);
        PartDropped(report, "language", PlantedKind.Clean).ShouldBeLessThan(0.01);
        PartDropped(report, "quality", PlantedKind.Boilerplate).ShouldBeGreaterThan(0.99);
        PartDropped(report, "quality", PlantedKind.Spam).ShouldBeGreaterThan(0.99);
        PartDropped(report, "quality", PlantedKind.Clean).ShouldBeLessThan(0.01);
        PartDropped(report, "exact-duplicates", PlantedKind.ExactDuplicate).ShouldBe(1);
        PartDropped(report, "near-duplicates", PlantedKind.NearDuplicate).ShouldBeGreaterThanOrEqualTo(0.95);
        PartDropped(report, "decontamination", PlantedKind.BenchmarkLeak).ShouldBe(1);
        var near = Stage(report, "near-duplicates");
        ((double)near.Truth[PlantedKind.NearDuplicate].Dropped / (near.In.Documents - near.Out.Documents)).ShouldBeGreaterThanOrEqualTo(0.99);
        Stage(report, "decontamination").Truth[PlantedKind.Clean].Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_LeavesNoLeakAndNoAddress_InItsOutput()
    {
        var report = await new Pipeline().RunAsync(Spec, folder.FullName);
        var planted = new DirtyWebGenerator(Spec.Source.DirtyWeb).Write(4_000_000)
            .SelectMany(document => document.Truth!.Planted ?? []).Distinct().ToList();
        var output = await File.ReadAllTextAsync(report.Output);
        var withoutTruth = new List<string>();
        await foreach (var document in new DocumentFiles().ReadAsync(report.Output))
            withoutTruth.Add(document.Text);
        var text = string.Join('\n', withoutTruth);
        planted.Count.ShouldBeGreaterThan(100);
        output.ShouldNotBeEmpty();
        planted.Where(secret => text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_AddsUp_FromStageToStage()
    {
        var report = await new Pipeline().RunAsync(Spec, folder.FullName);
        foreach (var (before, after) in report.Stages.Zip(report.Stages.Skip(1)))
            after.In.ShouldBe(before.Out);
        foreach (var stage in report.Stages)
            stage.Rules.Values.Sum().ShouldBe(stage.In.Documents - stage.Out.Documents + stage.Changed);
        report.Stages.Select(stage => stage.Dropped).ShouldAllBe(examples => examples.Count > 0 && examples.All(example => example.Rule != null && example.Reason != null));
    }

    [Fact]
    public async Task RunAsync_GoesOnAfterTheLastFinishedStage_WhenItWasStopped()
    {
        var whole = await new Pipeline().RunAsync(Spec, Path.Combine(folder.FullName, "whole"));
        using var stop = new CancellationTokenSource();
        var watcher = new StopAt("exact-duplicates", stop);
        await Should.ThrowAsync<OperationCanceledException>(() => new Pipeline().RunAsync(Spec, Path.Combine(folder.FullName, "stopped"), watcher, stop.Token));
        var rest = await new Pipeline().RunAsync(Spec, Path.Combine(folder.FullName, "stopped"));
        rest.Resumed.ShouldBe(2);
        (await File.ReadAllBytesAsync(rest.Output)).ShouldBe(await File.ReadAllBytesAsync(whole.Output));
        Array.ForEach(Directory.GetFiles(folder.FullName, "*.partial", SearchOption.AllDirectories), file => throw new ShouldAssertException(file));
    }

    [Fact]
    public async Task RunAsync_RunsAgainFromTheStageThatChanged()
    {
        await new Pipeline().RunAsync(Spec, folder.FullName);
        var changed = Spec with { Stages = [.. Spec.Stages.Take(3), new StageSpec { NearDuplicates = new NearDuplicateOptions { Threshold = 0.9 } }, .. Spec.Stages.Skip(4)] };
        var report = await new Pipeline().RunAsync(changed, folder.FullName);
        report.Resumed.ShouldBe(3);
        PartDropped(report, "near-duplicates", PlantedKind.NearDuplicate).ShouldBeInRange(0.01, 0.9);
    }

    [Fact]
    public async Task RunAsync_RunsAStageAgain_WhoseDocumentsAreCutShortOrWhoseReportIsGone()
    {
        var whole = await new Pipeline().RunAsync(Spec, folder.FullName);
        var (cut, unreported) = (Path.Combine(folder.FullName, "stage-02.jsonl"), Path.Combine(folder.FullName, "stage-04.report.json"));
        var (documents, report) = (await File.ReadAllBytesAsync(cut), await File.ReadAllTextAsync(unreported));
        await File.WriteAllBytesAsync(cut, documents[..^1]);
        File.Delete(unreported);

        var again = await new Pipeline().RunAsync(Spec, folder.FullName);

        again.Resumed.ShouldBe(whole.Stages.Count - 2);
        (await File.ReadAllBytesAsync(cut)).ShouldBe(documents);
        (await File.ReadAllTextAsync(unreported)).Length.ShouldBeInRange(report.Length - 64, report.Length + 64); // its seconds differ
    }

    [Fact]
    public void Validate_NamesThePlace_WhenAStageIsAmbiguous()
    {
        var spec = Spec with { Stages = [new StageSpec { Language = new(), Quality = new() }] };
        Should.Throw<PipelineException>(spec.Validate).Message.ShouldStartWith("stages[0]");
    }

    private static StageReport Stage(PipelineReport report, string name) => report.Stages.Single(stage => stage.Stage == name);

    private static double PartDropped(PipelineReport report, string stage, PlantedKind kind)
    {
        var counts = Stage(report, stage).Truth[kind];
        counts.In.ShouldBeGreaterThan(30);
        return (double)counts.Dropped / counts.In;
    }

    private sealed class StopAt(string stage, CancellationTokenSource stop) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
            if (value.Stage == stage)
                stop.Cancel();
        }
    }
}
