using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lab "data pipeline" in the hand: stopped, refused, by keys, by finger, and turned at one knob.</summary>
public sealed class PipelineHandlingTests(CourseSite site)
{
    private const string Lesson = "/lessons/what-a-model-eats";
    private const float Patience = 90_000;

    private static readonly string[] Names = ["language", "quality", "exact-duplicates", "near-duplicates", "decontamination", "personal-data"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITrainerClient Trainer => site.Services.GetRequiredService<ITrainerClient>();

    [Fact]
    public async Task Cancel_StopsWithinAStage_AndTheNextRunGoesOnAfterWhatIsKept()
    {
        const int Seed = 6_021; // nobody else's: nothing of it is known before
        var page = await site.OpenAsync($"{Lesson}?lab-pipeline-docs=10000&lab-pipeline-seed={Seed}");
        var lab = page.GetByTestId("pipeline-lab");
        await page.WaitForFunctionAsync( // pressed while a stage between the first and the last reads: that may be over before a test has looked twice
            """
            () => {
              const reading = [...document.querySelectorAll('.stage-row')].findIndex((row) => row.textContent.includes('% read'));
              if (reading < 1 || reading > 4) return false;
              document.querySelector('[data-testid=pipeline-cancel]').click();
              return true;
            }
            """);

        await Assertions.Expect(lab.GetByTestId("pipeline-cancelled")).ToBeVisibleAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-run")).ToBeEnabledAsync();
        await Assertions.Expect(lab.GetByTestId("stage-personal-data")).ToContainTextAsync("waiting");

        await lab.GetByTestId("pipeline-run").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-cancelled")).ToBeHiddenAsync();
        await Assertions.Expect(lab.GetByTestId("stage-language")).ToContainTextAsync("kept from before", new() { Timeout = Patience });
        await DoneAsync(lab);
        await Assertions.Expect(lab.GetByTestId("stage-personal-data")).Not.ToContainTextAsync("kept from before");
        foreach (var stage in await StagesAsync(new PipelineSettings { Documents = 10_000, Seed = Seed }))
            await Assertions.Expect(lab.GetByTestId($"stage-{stage.Name}")).ToContainTextAsync(Counts(stage));
    }

    [Fact]
    public async Task Refusal_NamesWhatIsWrong_AndAButtonSetsEverythingBack()
    {
        var page = await site.OpenAsync($"{Lesson}?lab-pipeline-docs=1000&lab-pipeline-thresholds=no-such-rule:3");
        var (lab, failure) = (page.GetByTestId("pipeline-lab"), page.GetByTestId("pipeline-failure"));
        await Assertions.Expect(failure).ToContainTextAsync("There is no quality rule 'no-such-rule'.", new() { Timeout = Patience });
        await Assertions.Expect(lab.GetByTestId("pipeline-empty")).ToBeHiddenAsync();

        await lab.GetByTestId("pipeline-reset").ClickAsync();
        await DoneAsync(lab);
        await Assertions.Expect(failure).ToBeHiddenAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}{Lesson}");
    }

    [Fact]
    public async Task Nonsense_IsRefusedInWords_AndChangesNothing()
    {
        var lab = await RunAsync("&lab-pipeline-stage=quality");
        var before = await TextsAsync(lab);

        await TypeAsync(lab.GetByTestId("pipeline-seed"), "seven");
        await Assertions.Expect(lab.Locator(".seed-field .problem")).ToHaveTextAsync("“seven” is not a whole number from 0 to 2,147,483,647. The seed stays 1.");
        await TypeAsync(lab.GetByTestId("threshold-gopher-min-words"), "many");
        await Assertions.Expect(lab.GetByTestId("rules").GetByRole(AriaRole.Alert)).ToHaveTextAsync("“many” is not a number. It stays 50.");

        (await TextsAsync(lab)).ShouldBe(before);
        lab.Page.Url.ShouldNotContain("seven");
        await AccessibilityTests.NoViolationsAsync(lab.Page);
    }

    [Fact]
    public async Task Fingers_RunThePipeline_ChooseAStage_AndOpenADocument()
    {
        var lab = (await site.OpenOnPhoneAsync(Lesson)).GetByTestId("pipeline-lab");
        await lab.Locator("fieldset:enabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await lab.GetByTestId("pipeline-run").TapAsync();
        await DoneAsync(lab);
        await CourseSite.DrawnAsync(lab.Page);

        await lab.GetByTestId("stage-near-duplicates").TapAsync();
        var listed = await Trainer.ListPipelineAsync(new PipelineListRequest(new PipelineSettings(), "near-duplicates", PipelineShow.Acted), Token);
        await lab.GetByTestId($"document-{listed.Rows[0].Id}").TapAsync();

        await Assertions.Expect(lab.GetByTestId("document-reason")).ToContainTextAsync(listed.Rows[0].Reason!);
        await Assertions.Expect(lab.GetByTestId("text-right").Locator(".lit")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keys_WalkTheStages_AndOpenADocument()
    {
        var lab = await RunAsync();
        var keyboard = lab.Page.Keyboard;
        await lab.GetByTestId("stage-language").FocusAsync();
        for (var step = 1; step < Names.Length; step++)
        {
            await keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(lab.GetByTestId($"stage-{Names[step]}")).ToBeFocusedAsync();
        }

        await keyboard.PressAsync("ArrowDown"); // there is no further one
        await Assertions.Expect(lab.GetByTestId("stage-personal-data")).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowUp");
        await keyboard.PressAsync("Space");
        await Assertions.Expect(lab.GetByTestId("stage-panel")).ToHaveAttributeAsync("aria-label", "Stage: Benchmark leaks");
        await Assertions.Expect(lab.GetByTestId("stage-decontamination")).ToBeFocusedAsync(); // the picture was drawn anew around it

        var first = lab.Locator(".document-row").First;
        await first.FocusAsync();
        await keyboard.PressAsync("Enter");
        await lab.GetByTestId("document-view").WaitForAsync();
        await lab.GetByTestId("document-close").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(lab.GetByTestId("document-view")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Knob_LeavesTheNumbersBeforeItsStage_AndMakesAllAfterIt()
    {
        var settings = new PipelineSettings { Documents = 1_000, Seed = 6_022 };
        var lab = await RunAsync($"&lab-pipeline-seed={settings.Seed}&lab-pipeline-stage=near-duplicates");
        var before = await TextsAsync(lab);
        before.ShouldAllBe(text => !text.Contains("kept from before", StringComparison.Ordinal));

        var knob = lab.GetByTestId("knob-pipeline-similarity");
        await knob.FillAsync("0.9");
        await knob.BlurAsync();
        await Assertions.Expect(lab.GetByTestId("stage-language")).ToContainTextAsync("kept from before", new() { Timeout = Patience });
        await DoneAsync(lab);
        await CourseSite.DrawnAsync(lab.Page);

        var (after, expected) = (await TextsAsync(lab), await StagesAsync(settings with { Similarity = 0.9 }));
        foreach (var stage in Enumerable.Range(0, 3)) after[stage].ShouldBe($"{before[stage]}kept from before ");
        foreach (var stage in Enumerable.Range(3, 3))
        {
            after[stage].ShouldNotContain("kept from before");
            after[stage].ShouldNotBe(before[stage]);
            after[stage].ShouldContain(Counts(expected[stage]));
        }
    }

    private static async Task TypeAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    private static string Counts(PipelineStage stage) =>
        FormattableString.Invariant($"{(stage.Name == "personal-data" ? stage.Changed : stage.DocumentsIn - stage.DocumentsOut):N0} of {stage.DocumentsIn:N0}");

    private static async Task<List<string>> TextsAsync(ILocator lab)
    {
        var texts = new List<string>();
        foreach (var name in Names) texts.Add(await lab.GetByTestId($"stage-{name}").TextContentAsync() ?? "");
        return texts;
    }

    private static Task DoneAsync(ILocator lab) => Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = Patience });

    private async Task<ILocator> RunAsync(string more = "")
    {
        var lab = (await site.OpenAsync($"{Lesson}?lab-pipeline-docs=1000{more}")).GetByTestId("pipeline-lab");
        await DoneAsync(lab);
        await CourseSite.DrawnAsync(lab.Page);
        return lab;
    }

    private async Task<List<PipelineStage>> StagesAsync(PipelineSettings settings)
    {
        var stages = new SortedDictionary<int, PipelineStage>();
        await foreach (var news in Trainer.RunPipelineAsync(settings, Token)) stages[news.Index] = news.Stage!;
        return [.. stages.Values];
    }
}
