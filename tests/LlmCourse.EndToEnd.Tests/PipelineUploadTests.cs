using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>A text of the learner's own in the lab "data pipeline": counted, listed, and not marked, for nobody knows the truth.</summary>
public sealed class PipelineUploadTests(CourseSite site)
{
    private const string Lesson = "/lessons/what-a-model-eats";
    private const float Patience = 90_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITrainerClient Trainer => site.Services.GetRequiredService<ITrainerClient>();

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 360)]
    public async Task Upload_PassesTheStages_WithoutPrecisionAndRecall(bool dark, int width)
    {
        var page = await site.OpenAsync(Lesson, dark, width);
        var lab = page.GetByTestId("pipeline-lab");
        await lab.Locator("fieldset:enabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await lab.GetByTestId("pipeline-source").SelectOptionAsync("upload");
        await Assertions.Expect(lab.GetByTestId("pipeline-no-upload")).ToBeVisibleAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-run")).ToBeDisabledAsync();
        await AccessibilityTests.NoViolationsAsync(page);

        var lines = Lines($"{width} pages");
        await Assertions.Expect(lab.GetByTestId("upload")).ToBeEnabledAsync();
        await lab.GetByTestId("upload").SetInputFilesAsync(new FilePayload { Name = "letters.jsonl", MimeType = "text/plain", Buffer = lines });
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = Patience });

        var id = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["lab-pipeline-upload"]!;
        var stages = await StagesAsync(id, lines);
        foreach (var stage in stages)
        {
            var row = lab.GetByTestId($"stage-{stage.Name}");
            var acted = stage.Name == "personal-data" ? stage.Changed : stage.DocumentsIn - stage.DocumentsOut;
            await Assertions.Expect(row).ToContainTextAsync($"{acted} of {stage.DocumentsIn}");
            await Assertions.Expect(row).Not.ToContainTextAsync("precision");
        }

        stages.Sum(stage => stage.DocumentsIn - stage.DocumentsOut).ShouldBeGreaterThan(1);
        await lab.GetByTestId("stage-exact-duplicates").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("no-truth")).ToBeVisibleAsync();
        await Assertions.Expect(lab.GetByTestId("documents-out")).ToHaveTextAsync($"{stages[2].DocumentsOut}");
        foreach (var planted in new[] { "precision", "recall", "show-wrong" }) await Assertions.Expect(lab.GetByTestId(planted)).ToHaveCountAsync(0);
        await Assertions.Expect(lab.Locator(".document-row")).ToHaveCountAsync((int)(stages[2].DocumentsIn - stages[2].DocumentsOut));
        await Assertions.Expect(lab.Locator(".truth, .document-row .kind")).ToHaveCountAsync(0);
        await lab.Locator(".document-row").First.ClickAsync();
        await Assertions.Expect(lab.GetByTestId("text-left")).ToContainTextAsync("harbour");
        await AccessibilityTests.NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);

        await CourseSite.ReloadAsync(page);
        await Assertions.Expect(lab.GetByTestId("pipeline-upload")).ToContainTextAsync("letters.jsonl");
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = Patience });
        await lab.GetByTestId("pipeline-source").SelectOptionAsync("crawl");
        await Assertions.Expect(lab.GetByTestId("precision")).ToBeVisibleAsync(new() { Timeout = Patience }); // it was done with the upload before
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = Patience });
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("upload"));
    }

    [Fact]
    public async Task Upload_OfSomebodyElse_IsRefused_WithAWayOn()
    {
        var stored = await site.Services.GetRequiredService<IUploadStore>().AddAsync("theirs.txt", new MemoryStream(Lines("theirs")), "somebody-else", Token);
        var lab = (await site.OpenAsync($"{Lesson}?lab-pipeline-upload={stored.Id}&lab-pipeline-docs=1000")).GetByTestId("pipeline-lab");

        await Assertions.Expect(lab.GetByTestId("pipeline-failure")).ToContainTextAsync("You have no such uploaded text", new() { Timeout = Patience });
        await Assertions.Expect(lab).Not.ToContainTextAsync("theirs.txt");
        await lab.GetByTestId("pipeline-reset").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = Patience });
    }

    // Four letters of some length, one of them twice, and a line that is no prose.
    private static byte[] Lines(string salt)
    {
        string[] towns = ["harbour", "harbour of the north", "old market", "harbour"];
        var texts = towns.Select(town => string.Concat(Enumerable.Repeat($"We walked to the {town} in the morning, and there was nobody to be seen. That is how it has been with us since the winter. ", 3))
            + $"They have promised that the ships of the {town} will come back with the spring, and we believe them.");
        return Encoding.UTF8.GetBytes(string.Join('\n', texts.Append($"buy now {salt}").Select(text => JsonSerializer.Serialize(new { text }))));
    }

    /// <summary>The engine's stages of the same text, asked for by another learner who has it: an upload is named by its content.</summary>
    private async Task<List<PipelineStage>> StagesAsync(string upload, byte[] lines)
    {
        const string Learner = "a-learner-with-the-same-text";
        var kept = await site.Services.GetRequiredService<IUploadStore>().AddAsync("letters.jsonl", new MemoryStream(lines), Learner, Token);
        kept.Id.ShouldBe(upload);
        var stages = new SortedDictionary<int, PipelineStage>();
        await foreach (var news in Trainer.RunPipelineAsync(new PipelineSettings { Upload = new PipelineUpload(upload, Learner) }, Token))
        {
            news.Error.ShouldBeNull();
            stages[news.Index] = news.Stage!;
        }

        return [.. stages.Values];
    }
}
