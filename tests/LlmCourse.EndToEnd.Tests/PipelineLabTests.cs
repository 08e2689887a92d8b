using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lab "data pipeline": counts, bytes, marks and lists on the page are the engine's.</summary>
public sealed class PipelineLabTests(CourseSite site)
{
    private const string Lesson = "/lessons/what-a-model-eats";
    private const string Small = $"{Lesson}?lab-pipeline-docs=1000";

    private static readonly PipelineSettings Settings = new() { Documents = 1_000 };

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["clean"] = "clean",
        ["personalData"] = "personal data",
        ["benchmarkLeak"] = "benchmark leak",
        ["nearDuplicate"] = "near duplicate",
        ["exactDuplicate"] = "exact duplicate",
        ["spam"] = "spam",
        ["boilerplate"] = "boilerplate",
        ["foreignLanguage"] = "other language",
    };

    private ITrainerClient Trainer => site.Services.GetRequiredService<ITrainerClient>();

    [Fact]
    public async Task Stages_ShowTheCountsAndMarks_OfTheEngine()
    {
        var lab = await RunAsync(Small);

        foreach (var stage in await StagesAsync(Settings))
        {
            var row = lab.GetByTestId($"stage-{stage.Name}");
            var acted = stage.Name == "personal-data" ? stage.Changed : stage.DocumentsIn - stage.DocumentsOut;
            await Assertions.Expect(row).ToContainTextAsync(FormattableString.Invariant($"{acted:N0} of {stage.DocumentsIn:N0}"));
            await row.FocusAsync();
            await lab.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(row).ToHaveAttributeAsync("aria-pressed", "true");
            await Assertions.Expect(lab.GetByTestId("recall")).ToHaveTextAsync(FormattableString.Invariant($"{stage.Score!.Recall:0.000}"));
            await Assertions.Expect(lab.GetByTestId("precision")).ToHaveTextAsync(FormattableString.Invariant($"{stage.Score.Precision:0.000}"));
            await Assertions.Expect(lab.GetByTestId("documents-total")).ToContainTextAsync(FormattableString.Invariant($"of {acted:N0}"));
            await Assertions.Expect(lab.GetByTestId("bytes-in")).ToHaveTextAsync(Bytes(stage.BytesIn));
            await Assertions.Expect(lab.GetByTestId("bytes-out")).ToHaveTextAsync(Bytes(stage.BytesOut));
        }

        await Assertions.Expect(lab.Page).ToHaveURLAsync(new Regex("lab-pipeline-stage=personal-data"));
    }

    [Fact]
    public async Task Ribbons_AreTheCountsOfTheEngine_KindByKind()
    {
        var lab = await RunAsync(Small);

        var stages = await StagesAsync(Settings);
        await Assertions.Expect(lab.GetByTestId("remain")).ToContainTextAsync(FormattableString.Invariant($"{stages[^1].DocumentsOut:N0} documents remain"));
        var drawn = await lab.Locator("[data-ribbon]").EvaluateAllAsync<string[]>("ribbons => ribbons.map((ribbon) => `${ribbon.dataset.of} ${ribbon.dataset.ribbon}`.replace(/:.*dropped by.*/, ': dropped').replace(/:.*went on.*/, ': on'))");
        var expected = stages.SelectMany(stage => stage.Kinds.SelectMany(kind => new[] { (Count: kind.In - kind.Dropped, Way: "on"), (Count: kind.Dropped, Way: "dropped") }
            .Where(ribbon => ribbon.Count > 0).Select(ribbon => FormattableString.Invariant($"{stage.Name} {ribbon.Count:N0} {Titles[kind.Kind]}: {ribbon.Way}"))));
        drawn.ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("quality", PipelineShow.Acted)]
    [InlineData("quality", PipelineShow.Passed)]
    [InlineData("near-duplicates", PipelineShow.Wrong)]
    [InlineData("personal-data", PipelineShow.Acted)]
    public async Task List_IsTheListOfTheEngine(string stage, PipelineShow show)
    {
        // A threshold that clean documents break gives the last stages and the list of errors something to show.
        var settings = Settings with { Similarity = 0.95 };
        var lab = await RunAsync($"{Small}&lab-pipeline-similarity=0.95&lab-pipeline-stage={stage}&lab-pipeline-show={show}");
        await Assertions.Expect(lab.GetByTestId($"show-{show.ToString().ToLowerInvariant()}")).ToHaveAttributeAsync("aria-pressed", "true");

        var expected = await Trainer.ListPipelineAsync(new PipelineListRequest(settings, stage, show), TestContext.Current.CancellationToken);
        expected.Rows.ShouldNotBeEmpty();
        foreach (var (row, at) in expected.Rows.Take(6).Select((row, at) => (row, at)))
        {
            var shown = lab.Locator(".document-row").Nth(at);
            await Assertions.Expect(shown).ToHaveAttributeAsync("data-testid", $"document-{row.Id}");
            await Assertions.Expect(shown.Locator(".excerpt")).ToHaveTextAsync(row.Excerpt);
            await Assertions.Expect(shown.Locator(".kind")).ToHaveTextAsync(Titles[row.Kind]);
            if (row.Reason is null) await Assertions.Expect(shown.Locator(".reason")).ToHaveCountAsync(0);
            else await Assertions.Expect(shown.Locator(".reason")).ToHaveTextAsync($"{row.Rule} {row.Reason}");
        }

        await Assertions.Expect(lab.GetByTestId("documents-total")).ToContainTextAsync(FormattableString.Invariant($"of {expected.Total:N0}"));
    }

    [Fact]
    public async Task Knob_RunsFromItsStage_KeepsWhatCameBefore_AndTheAddressBringsItBack()
    {
        var lab = await RunAsync($"{Small}&lab-pipeline-stage=near-duplicates");
        var similarity = lab.GetByTestId("knob-pipeline-similarity");
        await similarity.FillAsync("0.92");
        await similarity.BlurAsync();

        await Assertions.Expect(lab.GetByTestId("stage-language")).ToContainTextAsync("kept from before");
        var expected = (await StagesAsync(Settings with { Similarity = 0.92 }))[3];
        var row = lab.GetByTestId("stage-near-duplicates");
        await Assertions.Expect(row).ToContainTextAsync(FormattableString.Invariant($"{expected.DocumentsIn - expected.DocumentsOut:N0} of {expected.DocumentsIn:N0}"));
        await Assertions.Expect(lab.Page).ToHaveURLAsync(new Regex(@"lab-pipeline-similarity=0\.92"));

        await CourseSite.ReloadAsync(lab.Page);
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = 60_000 });
        await Assertions.Expect(similarity).ToHaveValueAsync("0.92");
        await Assertions.Expect(row).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task NearCopy_StandsBesideItsOriginal_WithTheSameRunLitInBoth()
    {
        var lab = await RunAsync($"{Small}&lab-pipeline-stage=near-duplicates");
        var first = (await Trainer.ListPipelineAsync(new PipelineListRequest(Settings, "near-duplicates", PipelineShow.Acted), TestContext.Current.CancellationToken)).Rows[0];
        await lab.GetByTestId($"document-{first.Id}").ClickAsync();
        await lab.GetByTestId("run-next").ClickAsync();

        var expected = await Trainer.ReadPipelineAsync(new PipelineDocumentRequest(Settings, "near-duplicates", first.Id), TestContext.Current.CancellationToken);
        var run = expected.Runs[1];
        await Assertions.Expect(lab.GetByTestId("text-left").Locator(".lit")).ToHaveTextAsync(expected.Text.Substring(run.Left[0].Start, run.Left[0].Length));
        await Assertions.Expect(lab.GetByTestId("text-right").Locator(".lit")).ToHaveTextAsync(expected.Other!.Substring(run.Right[0].Start, run.Right[0].Length));
        await Assertions.Expect(lab.GetByTestId("document-similarity")).ToContainTextAsync(FormattableString.Invariant($"{expected.Jaccard:0.000}"));
        await Assertions.Expect(lab.Page).ToHaveURLAsync(new Regex($"lab-pipeline-doc={Regex.Escape(first.Id)}"));
    }

    [Theory]
    [InlineData("decontamination", ".lit")]
    [InlineData("personal-data", "mark")]
    public async Task Document_ShowsWhatIsMarkedInIt_HoweverFarDownItStands(string stage, string mark)
    {
        var lab = await RunAsync($"{Small}&lab-pipeline-stage={stage}", height: 700);
        var request = new PipelineListRequest(Settings, stage, PipelineShow.Acted, Take: 6);
        foreach (var row in (await Trainer.ListPipelineAsync(request, TestContext.Current.CancellationToken)).Rows)
        {
            await lab.GetByTestId($"document-{row.Id}").ClickAsync();
            await Assertions.Expect(lab.GetByTestId("document-view").Locator("h3")).ToHaveTextAsync(row.Id);
            foreach (var text in new[] { "text-left", "text-right" })
                await Assertions.Expect(lab.GetByTestId(text).Locator(mark).First).ToBeInViewportAsync();
        }
    }

    [Fact]
    public async Task Report_IsTheTableOfTheStages_AndThePictureIsAPng()
    {
        var lab = await RunAsync(Small);

        var csv = await lab.Page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("pipeline-csv").ClickAsync());
        var picture = await lab.Page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("pipeline-png").ClickAsync());

        var lines = await File.ReadAllLinesAsync((await csv.PathAsync())!, TestContext.Current.CancellationToken);
        lines.Skip(1).Select(line => string.Join(',', line.Split(',').Where((_, column) => column is 0 or (>= 2 and <= 6))))
            .ShouldBe((await StagesAsync(Settings)).Select(stage => $"{stage.Name},{stage.DocumentsIn},{stage.DocumentsOut},{stage.Changed},{stage.BytesIn},{stage.BytesOut}"));
        (await File.ReadAllBytesAsync((await picture.PathAsync())!, TestContext.Current.CancellationToken)).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public async Task Picture_IsSetInThePagesFont()
    {
        var lab = await RunAsync(Small);
        var picture = await lab.Page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("pipeline-png").ClickAsync());
        var bytes = await File.ReadAllBytesAsync((await picture.PathAsync())!, TestContext.Current.CancellationToken);

        // Where a line of text ends depends on its font: in the picture, which is twice as large, it ends where it ends on the page.
        var ends = await lab.Page.EvaluateAsync<double[][]>(
            """
            async (picture) => {
              const image = new Image();
              image.src = `data:image/png;base64,${picture}`;
              await image.decode();
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [image.width, image.height];
              const context = canvas.getContext('2d');
              context.drawImage(image, 0, 0);
              const home = document.querySelector('[data-testid=sankey] svg').getBoundingClientRect();
              return [...document.querySelectorAll('[data-testid=sankey] .stage-row [data-part=counts]')].map((text) => {
                const box = text.getBoundingClientRect(), top = Math.round((box.top - home.top) * 2), height = Math.round(box.height * 2);
                const { data } = context.getImageData(0, top, image.width, height);
                let end = 0;
                for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 450) end = Math.max(end, at / 4 % image.width);
                const space = text.textContent.length - text.textContent.trimEnd().length;
                return [end / 2, text.getEndPositionOfChar(text.textContent.length - space - 1).x];
              });
            }
            """,
            Convert.ToBase64String(bytes));
        ends.Length.ShouldBe(6);
        foreach (var end in ends) end[0].ShouldBe(end[1], 2);
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 360)]
    public async Task Labs_HaveNoViolations_AndFit(bool dark, int width)
    {
        var lab = await RunAsync($"{Small}&lab-pipeline-stage=quality", dark, width);
        await lab.Locator(".document-row").First.ClickAsync();
        await lab.GetByTestId("document-view").WaitForAsync();

        await AccessibilityTests.NoViolationsAsync(lab.Page);
        (await lab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    private async Task<ILocator> RunAsync(string address, bool dark = false, int width = 1480, int height = 960)
    {
        var page = await site.OpenAsync(address, dark, width, height);
        var lab = page.GetByTestId("pipeline-lab");
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = 90_000 });
        await CourseSite.DrawnAsync(page);
        return lab;
    }

    private static string Bytes(long bytes) => bytes < 1_000_000 ? FormattableString.Invariant($"{bytes / 1e3:0.0} kB") : FormattableString.Invariant($"{bytes / 1e6:0.00} MB");

    private async Task<List<PipelineStage>> StagesAsync(PipelineSettings settings)
    {
        var stages = new SortedDictionary<int, PipelineStage>();
        await foreach (var news in Trainer.RunPipelineAsync(settings, TestContext.Current.CancellationToken))
            stages[news.Index] = news.Stage!;
        return [.. stages.Values];
    }
}
