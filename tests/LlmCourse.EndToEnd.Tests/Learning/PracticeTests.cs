using System.Text.Json;
using LlmCourse.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Learning;

/// <summary>What stands around the questions: exercises, checkpoints, terms, paper, and the learner's own data.</summary>
[Collection(nameof(PracticeSite))]
public sealed class PracticeTests(PracticeSite site)
{
    [Fact]
    public async Task Exercise_OffersOneHintAfterTheOther_AndKeepsItsSolutionFolded()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var exercise = page.GetByTestId("exercise-weigh");
        await Assertions.Expect(page.GetByTestId("quiz-single").Locator("fieldset:enabled")).ToBeVisibleAsync(); // the page is live
        await Assertions.Expect(exercise.GetByText("Measure the water.")).Not.ToBeVisibleAsync();
        await Assertions.Expect(exercise.GetByText("Hint 2 of 2")).Not.ToBeVisibleAsync();

        await exercise.GetByText("Hint 1 of 2").ClickAsync();
        await Assertions.Expect(exercise.GetByText("Measure the water.")).ToBeVisibleAsync();
        await exercise.GetByText("Hint 2 of 2").ClickAsync();
        await Assertions.Expect(exercise.GetByText("Divide by its density.")).ToBeVisibleAsync();

        await Assertions.Expect(exercise.GetByText("About thirty tonnes.")).Not.ToBeVisibleAsync();
        await exercise.Locator("summary").Filter(new() { HasText = "Solution" }).PressAsync("Enter");
        await Assertions.Expect(exercise.GetByText("About thirty tonnes.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Hint_StaysOpen_WhenThePageGoesLiveAfterIt()
    {
        var live = new TaskCompletionSource();
        await using var context = await site.Browser.NewContextAsync(new() { BaseURL = site.Address });
        var page = await context.NewPageAsync();
        await page.RouteAsync("**/blazor.web*.js", async route =>
        {
            await live.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(PracticeSite.Questions, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("[data-theme-set][aria-pressed=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached }); // the frame works
        var (exercise, quiz) = (page.GetByTestId("exercise-weigh"), page.GetByTestId("quiz-single"));
        await exercise.GetByText("Hint 1 of 2").ClickAsync();
        await Assertions.Expect(exercise.GetByText("Measure the water.")).ToBeVisibleAsync();
        await Assertions.Expect(quiz.Locator("fieldset:disabled")).ToBeVisibleAsync();

        live.SetResult();
        await Assertions.Expect(quiz.Locator("fieldset:enabled")).ToBeVisibleAsync();

        await Assertions.Expect(exercise.GetByText("Measure the water.")).ToBeVisibleAsync();
        await Assertions.Expect(exercise.GetByText("Divide by its density.")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Checkpoint_TicksTheOutcome_AndQuestionsCount_OnTheProgressPage()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var quiz = page.GetByTestId("quiz-single");
        await Assertions.Expect(quiz.Locator("fieldset:enabled")).ToBeVisibleAsync();
        await quiz.GetByLabel("A pear").CheckAsync();
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz).ToHaveAttributeAsync("data-state", "right");
        var checkpoint = page.GetByTestId("checkpoint-grows").GetByRole(AriaRole.Checkbox);
        await checkpoint.ClickAsync();
        await Assertions.Expect(checkpoint).ToHaveAttributeAsync("aria-checked", "true");

        await page.GotoAsync(site.Address + "/progress");
        var lesson = page.GetByTestId("progress-practice");
        await Assertions.Expect(lesson).ToContainTextAsync("1 of 5 points");
        var outcome = lesson.GetByRole(AriaRole.Checkbox, new() { Name = "Tell fruit from stones" });
        await Assertions.Expect(outcome).ToHaveAttributeAsync("aria-checked", "true");
        await Assertions.Expect(outcome).ToContainTextAsync("1 of 1 question right");
        await Assertions.Expect(outcome).ToBeEnabledAsync();
        await outcome.ClickAsync();
        await Assertions.Expect(outcome).ToHaveAttributeAsync("aria-checked", "false");
    }

    [Fact]
    public async Task Term_IsExplained_OnHoverAndOnFocus_UntilEscape()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var term = page.Locator("a.term[data-term=vocabulary]").First;
        var bubble = page.GetByRole(AriaRole.Tooltip);
        await Assertions.Expect(page.GetByTestId("quiz-single").Locator("fieldset:enabled")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("article.lesson[data-dressed]")).ToBeVisibleAsync();

        await term.HoverAsync();
        await Assertions.Expect(bubble).ToContainTextAsync("The list of all tokens");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(bubble).ToBeHiddenAsync();

        await page.Locator("h1").HoverAsync();
        await term.EvaluateAsync("term => term.focus({ focusVisible: true })");
        await Assertions.Expect(bubble).ToContainTextAsync("The list of all tokens");
        await Assertions.Expect(term).ToHaveAttributeAsync("aria-describedby", "term-bubble");
        await term.BlurAsync();
        await Assertions.Expect(bubble).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Paper_ShowsTheTextAndWhereTheLabLives_AndNeitherFrameNorMarks()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var quiz = page.GetByTestId("quiz-single");
        await Assertions.Expect(quiz.Locator("fieldset:enabled")).ToBeVisibleAsync();
        await quiz.GetByLabel("A stone").CheckAsync();
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz.Locator(".feedback")).ToBeVisibleAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var gone in new[] { "header.top", ".outline", ".lesson-end", ".quiz-foot" }) await Assertions.Expect(page.Locator(gone).First).Not.ToBeVisibleAsync();
        await Assertions.Expect(quiz.Locator(".feedback")).Not.ToBeVisibleAsync();
        await Assertions.Expect(quiz.GetByText("A pear")).ToBeVisibleAsync();

        await page.GotoAsync(site.Address + PracticeSite.Drawing);
        await Assertions.Expect(page.Locator(".print-link")).ToHaveTextAsync($"Live at {site.Address}{PracticeSite.Drawing}#run-drawn");
        await Assertions.Expect(page.GetByTestId("setup")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task OwnData_IsSavedAsAFile_AndGoesWhenItIsDeleted()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var quiz = page.GetByTestId("quiz-number");
        await Assertions.Expect(quiz.Locator("fieldset:enabled")).ToBeVisibleAsync();
        await quiz.GetByTestId("number").FillAsync("7");
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz).ToHaveAttributeAsync("data-state", "wrong");

        await page.GotoAsync(site.Address + "/your-data");
        var saved = await ExportAsync(page);
        var attempt = saved.GetProperty("learning").GetProperty("attempts").EnumerateArray().ShouldHaveSingleItem();
        attempt.GetProperty("quiz").GetString().ShouldBe("number");
        attempt.GetProperty("answer").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("7");
        attempt.GetProperty("isRight").GetBoolean().ShouldBeFalse();

        await Assertions.Expect(page.GetByTestId("delete")).ToBeDisabledAsync();
        await page.GetByTestId("sure").CheckAsync();
        await page.GetByTestId("delete").ClickAsync();
        await Assertions.Expect(page.GetByTestId("deleted")).ToBeVisibleAsync();
        await page.GotoAsync(site.Address + "/your-data");
        (await ExportAsync(page)).TryGetProperty("learning", out _).ShouldBeFalse();
        await page.GotoAsync(site.Address + PracticeSite.Questions);
        await Assertions.Expect(quiz).ToHaveAttributeAsync("data-state", "open");
    }

    [Fact]
    public async Task Phone_ReachesEveryPlaceOfTheBar()
    {
        var page = await site.OpenAsAsync(LlmCourse.Web.Hosting.Identity.Roles.Operator, "/", width: 1480);
        await page.Locator(".frame[data-live]").WaitForAsync();
        string[] places = [.. (await page.Locator("header.top nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")), "your-data"];
        places.Length.ShouldBeGreaterThan(3);

        await page.SetViewportSizeAsync(360, 740);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show or hide the outline" }).ClickAsync();
        foreach (var place in places) await Assertions.Expect(page.Locator($"header.top nav a[href='{place}']:visible, .outline a[href='{place}']:visible").First).ToBeVisibleAsync();
        await page.Locator(".outline a[href=people]").ClickAsync();
        await page.GetByTestId("people").WaitForAsync();
        await Assertions.Expect(page.Locator(".outline")).Not.ToBeVisibleAsync();
    }

    private static async Task<JsonElement> ExportAsync(IPage page)
    {
        await Assertions.Expect(page.GetByTestId("sure")).ToBeEnabledAsync(); // the page is live: its links stay where they are
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export").ClickAsync());
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        return file.RootElement.Clone();
    }
}
