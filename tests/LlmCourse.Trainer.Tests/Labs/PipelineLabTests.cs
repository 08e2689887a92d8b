using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Tests.Hosting;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class PipelineLabTests : IDisposable
{
    private static readonly PipelineSettings Settings = new() { Seed = 5, Documents = 1_000 };

    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RunPipeline_CountsWhatTheFiltersCount()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var expected = Pipeline(Settings);

        var stages = await RunAsync(host, Settings);

        stages.Select(stage => stage.Name).ShouldBe(expected.Select(report => report.Stage));
        foreach (var (stage, report) in stages.Zip(expected))
        {
            stage.State.ShouldBe(PipelineStageState.Done);
            (stage.DocumentsIn, stage.DocumentsOut, stage.BytesIn, stage.BytesOut, stage.Changed).ShouldBe((report.In.Documents, report.Out.Documents, report.In.Bytes, report.Out.Bytes, report.Changed));
            stage.Rules.Where(rule => rule.Hits > 0).ToDictionary(rule => rule.Name, rule => rule.Hits).ShouldBe(report.Rules, ignoreOrder: true);
            stage.Kinds.Sum(kind => kind.In).ShouldBe(report.In.Documents);
            stage.Score.ShouldNotBeNull().Recall.ShouldBe(FilterScore.Of(report)!.Recall);
        }

        stages[0].DocumentsIn.ShouldBe(Settings.Documents);
    }

    [Fact]
    public async Task RunPipeline_RunsFromTheChangedStageOn_AndTakesOverWhatCameBefore()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var before = await RunAsync(host, Settings);

        var after = await RunAsync(host, Settings with { Similarity = 0.95, Off = ["decontamination"] });

        after.Select(stage => stage.State).ShouldBe([
            PipelineStageState.Reused, PipelineStageState.Reused, PipelineStageState.Reused, PipelineStageState.Done, PipelineStageState.Off, PipelineStageState.Done]);
        after[3].DocumentsOut.ShouldBeGreaterThan(before[3].DocumentsOut);
        (after[4].DocumentsIn, after[4].Score).ShouldBe((after[4].DocumentsOut, null));
        (await RunAsync(host, Settings)).ShouldAllBe(stage => stage.State == PipelineStageState.Reused);
    }

    [Fact]
    public async Task ListPipeline_GivesEveryVerdict_WithItsReasonAndItsWorth()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var report = Pipeline(Settings)[3];

        var dropped = await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "near-duplicates", PipelineShow.Acted, Take: 500), Token);
        var passed = await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "near-duplicates", PipelineShow.Passed, Take: 1), Token);
        var wrong = await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "near-duplicates", PipelineShow.Wrong, Take: 500), Token);

        dropped.Error.ShouldBeNull();
        dropped.Total.ShouldBe((int)(report.In.Documents - report.Out.Documents));
        dropped.Rows.Count.ShouldBe(dropped.Total);
        dropped.Rows.ShouldAllBe(row => row.Verdict == "dropped" && row.Rule == "similar" && row.Related != null);
        dropped.Rows.Count(row => row.Truth == "caught").ShouldBe((int)FilterScore.Of(report)!.Caught);
        (passed.Total, passed.Rows.Count).ShouldBe(((int)report.Out.Documents, 1));
        wrong.Total.ShouldBe((int)(FilterScore.Of(report)!.Mistaken + FilterScore.Of(report)!.Missed));
    }

    [Fact]
    public async Task ReadPipeline_SetsACopyBesideItsOriginal_WithTheSharedRunsOfBoth()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var first = (await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "near-duplicates", PipelineShow.Acted), Token)).Rows[0];

        var document = await host.Client.ReadPipelineAsync(new PipelineDocumentRequest(Settings, "near-duplicates", first.Id), Token);

        document.Error.ShouldBeNull();
        document.OtherTitle.ShouldBe(first.Related);
        var expected = SharedShingles.Find(document.Text, document.Other!);
        document.Jaccard.ShouldBe(expected.Jaccard);
        document.Runs.Count.ShouldBe(expected.Shingles.Count);
        var (left, right) = (document.Runs[0].Left[0], document.Runs[0].Right[0]);
        WordHashes.Of(document.Text.AsSpan(left.Start, left.Length)).ShouldBe(WordHashes.Of(document.Other.AsSpan(right.Start, right.Length)));
    }

    [Fact]
    public async Task ReadPipeline_ShowsTheLeakedQuestion_AndWhatMaskingMade()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var leak = (await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "decontamination", PipelineShow.Acted), Token)).Rows[0];
        var masked = (await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "personal-data", PipelineShow.Acted), Token)).Rows[0];

        var question = await host.Client.ReadPipelineAsync(new PipelineDocumentRequest(Settings, "decontamination", leak.Id), Token);
        var after = await host.Client.ReadPipelineAsync(new PipelineDocumentRequest(Settings, "personal-data", masked.Id), Token);

        question.Text.ShouldContain(question.Other!);
        question.OtherMarks.ShouldNotBeEmpty();
        after.Other.ShouldNotBeNull().ShouldNotContain("@");
        after.Marks.ShouldNotBeEmpty();
        after.OtherMarks.Count.ShouldBe(after.Marks.Count);
    }

    [Fact]
    public async Task RunPipeline_SaysWhatIsWrong_WithImpossibleSettings()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var news = await host.Client.RunPipelineAsync(Settings with { Similarity = 0 }, Token).ToListAsync(Token);

        news.ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain("similarity of 0");
        (await host.Client.ListPipelineAsync(new PipelineListRequest(Settings, "nonsense", PipelineShow.Acted), Token)).Error.ShouldNotBeNull().ShouldContain("nonsense");
    }

    private static async Task<List<PipelineStage>> RunAsync(TrainerHost host, PipelineSettings settings)
    {
        var news = await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token);
        news.ShouldAllBe(item => item.Error == null);
        news[^1].Completed.ShouldBeTrue();
        return [.. news.GroupBy(item => item.Index).OrderBy(group => group.Key).Select(group => group.Last().Stage!)];
    }

    private static List<StageReport> Pipeline(PipelineSettings settings)
    {
        var source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = settings.Seed, BenchmarkQuestions = 200 } };
        StageSpec[] specs = [new() { Language = new() }, new() { Quality = new() }, new() { ExactDuplicates = new() }, new() { NearDuplicates = new() }, new() { Decontamination = new() }, new() { PersonalData = new() }];
        var generator = new DirtyWebGenerator(source.DirtyWeb);
        var documents = Enumerable.Range(0, settings.Documents).Select(_ => generator.Next()).ToList();
        var reports = new List<StageReport>();
        foreach (var spec in specs)
        {
            var meter = new StageMeter(StageFactory.Create(spec, source));
            documents = [.. documents.Select(meter.Pass).OfType<LlmCourse.Llm.Corpora.Sources.RawDocument>()];
            reports.Add(meter.Report());
        }

        return reports;
    }
}
