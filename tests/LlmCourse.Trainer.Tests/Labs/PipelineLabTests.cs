using System.Text;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task RunPipeline_ReadsAnUploadOfItsOwner_AndJudgesItAsTheFiltersDo()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var pages = new DirtyWebGenerator(new DirtyWebOptions { Seed = 9 }).Write(300_000).ToList();
        var settings = Settings with { Upload = await UploadAsync(host, "crawl.jsonl", string.Join('\n', pages.Select(page => Encoding.UTF8.GetString(JsonLines.Write(page))))) };

        var stages = await RunAsync(host, settings);

        var expected = Pipeline(settings, [.. pages.Select((page, index) => new RawDocument($"document {index + 1}", page.Text))]);
        stages.Select(stage => (stage.Name, stage.DocumentsIn, stage.DocumentsOut)).ShouldBe(expected.Select(report => (report.Stage, report.In.Documents, report.Out.Documents)));
        stages.ShouldAllBe(stage => stage.Score == null && stage.Kinds.Count == 0);
        (await RunAsync(host, settings)).ShouldAllBe(stage => stage.State == PipelineStageState.Reused);
        var dropped = await host.Client.ListPipelineAsync(new PipelineListRequest(settings, "exact-duplicates", PipelineShow.Acted), Token);
        dropped.Rows.ShouldNotBeEmpty();
        dropped.Rows.ShouldAllBe(row => row.Kind == "" && row.Truth == "" && row.Related!.StartsWith("document "));
        (await host.Client.ListPipelineAsync(new PipelineListRequest(settings, "exact-duplicates", PipelineShow.Wrong), Token)).Total.ShouldBe(0);
        var copy = await host.Client.ReadPipelineAsync(new PipelineDocumentRequest(settings, "exact-duplicates", dropped.Rows[0].Id), Token);
        copy.Jaccard.ShouldBe(1);
    }

    [Fact]
    public async Task RunPipeline_CutsAPlainTextIntoPassages_AndSaysWhenItReadsOnlyTheBeginning()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var page = string.Concat(Enumerable.Repeat("The miller went to the river and had a look at it. ", 25));
        var settings = Settings with { Upload = await UploadAsync(host, "book.txt", string.Join("\n\n", Enumerable.Range(1, Settings.Documents + 1).Select(number => $"{number} {page}"))) };

        var news = await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token);

        news[0].Stage!.Expected.ShouldBe(Settings.Documents);
        news.ShouldAllBe(item => item.Note!.Contains("goes on"));
        (await host.Client.ListPipelineAsync(new PipelineListRequest(settings, "language", PipelineShow.Passed, Skip: 2, Take: 1), Token)).Rows[0].Excerpt.ShouldStartWith("3 The miller");
    }

    [Fact]
    public async Task RunPipeline_RefusesAnUpload_ThatIsNotTheCallersOrNoLongerKept_EvenWhenItsResultsAreKept()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var upload = await UploadAsync(host, "mine.txt", "A text of mine, and of nobody else.");
        await RunAsync(host, Settings with { Upload = upload });
        foreach (var stranger in new[] { upload with { OwnerId = "mallory" }, upload with { Id = "../uploads/" + upload.Id }, upload with { Id = "" } })
            await ShouldRefuse(Settings with { Upload = stranger }, "somebody else");

        await host.Services.GetRequiredService<IUploadStore>().RemoveAsync(upload.Id, upload.OwnerId, Token);

        await ShouldRefuse(Settings with { Upload = upload }, "taken back");

        async Task ShouldRefuse(PipelineSettings settings, string reason)
        {
            (await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token)).ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain(reason);
            (await host.Client.ListPipelineAsync(new PipelineListRequest(settings, "language", PipelineShow.Passed), Token)).Error.ShouldNotBeNull().ShouldContain(reason);
            (await host.Client.ReadPipelineAsync(new PipelineDocumentRequest(settings, "language", "document 1"), Token)).Error.ShouldNotBeNull().ShouldContain(reason);
        }
    }

    [Theory]
    [InlineData("notes.jsonl", "{\"text\": 1}", "Line 1 of 'notes.jsonl'")]
    [InlineData("page.html", "<html><body><p></p></body></html>", "holds no documents")]
    public async Task RunPipeline_SaysWhatIsWrong_WithAnUploadThatHoldsNoDocuments(string name, string text, string reason)
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var settings = Settings with { Upload = await UploadAsync(host, name, text) };

        (await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token)).ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain(reason);
    }

    private static async Task<PipelineUpload> UploadAsync(TrainerHost host, string name, string text)
    {
        var kept = await host.Services.GetRequiredService<IUploadStore>().AddAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), "ada", Token);
        return new PipelineUpload(kept.Id, "ada");
    }

    private static async Task<List<PipelineStage>> RunAsync(TrainerHost host, PipelineSettings settings)
    {
        var news = await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token);
        news.ShouldAllBe(item => item.Error == null);
        news[^1].Completed.ShouldBeTrue();
        return [.. news.GroupBy(item => item.Index).OrderBy(group => group.Key).Select(group => group.Last().Stage!)];
    }

    private static List<StageReport> Pipeline(PipelineSettings settings, List<RawDocument>? documents = null)
    {
        var source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = settings.Seed, BenchmarkQuestions = 200 } };
        StageSpec[] specs = [new() { Language = new() }, new() { Quality = new() }, new() { ExactDuplicates = new() }, new() { NearDuplicates = new() }, new() { Decontamination = new() }, new() { PersonalData = new() }];
        var generator = new DirtyWebGenerator(source.DirtyWeb);
        documents ??= [.. Enumerable.Range(0, settings.Documents).Select(_ => generator.Next())];
        var reports = new List<StageReport>();
        foreach (var spec in specs)
        {
            var meter = new StageMeter(StageFactory.Create(spec, source));
            documents = [.. documents.Select(meter.Pass).OfType<RawDocument>()];
            reports.Add(meter.Report());
        }

        return reports;
    }
}
