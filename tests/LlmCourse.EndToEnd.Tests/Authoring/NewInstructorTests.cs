using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>
/// The walk of somebody who has never written a lesson here, by keys and clicks alone: from “New lesson” to a published lesson
/// with a training lab, a quiz, a code region and a figure, with ten mistakes on the way, each caught at its line.
/// </summary>
[Collection(nameof(AuthoringSite))]
public sealed class NewInstructorTests(AuthoringSite site, ITestOutputHelper output)
{
    /// <summary>The smallest PNG: one pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private int actions, letters;

    [Fact]
    public async Task FirstLesson_IsWrittenAndPublished_WithEveryMistakeCaught_AndAGuestWorksIt()
    {
        var page = await site.OpenAsAsync(Roles.Instructor, "/authoring");
        await Assertions.Expect(page.GetByTestId("create")).ToBeEnabledAsync();
        await ClickAsync(page.GetByTestId("new-title"));
        await TypeAsync(page, "How sure is a model?");
        await page.GetByTestId("new-template").SelectOptionAsync(new SelectOptionValue { Label = "Lesson with a training lab" });
        actions++;
        await ClickAsync(page.GetByTestId("create"));
        await page.WaitForURLAsync("**/authoring/lessons/how-sure-is-a-model");
        var desk = new EditorDesk(page);
        await desk.ReadyAsync();
        await ShotAsync(page, "1-new");

        await WriteFrontMatterAsync(desk);
        await WriteTextAsync(desk);
        await WriteQuizAsync(desk);
        await WriteCodeAsync(desk);
        await WriteFigureAsync(desk);
        await WriteRunAsync(desk);
        await ShotAsync(page, "6-done");

        await desk.ExpectNoMistakesAsync();
        await ClickAsync(desk["publish"]);
        await Assertions.Expect(desk["status"]).ToHaveTextAsync("published");

        // A practised writer needs 0.28 s a key, 1.3 s a move to the mouse or back, 1.35 s a thought (Card, Moran & Newell 1980); a newcomer twice that.
        var practised = (letters * 0.28) + (actions * (1.3 + 1.35));
        output.WriteLine($"{actions} clicks and keys, {letters} letters typed: {practised / 60:0.0} minutes for the practised, {practised / 30:0.0} at half that speed");
        await AGuestWorksItAsync();
    }

    private async Task WriteFrontMatterAsync(EditorDesk desk)
    {
        await ReplaceAsync(desk, "minutes: 15", "minutes: soon");
        await desk.ExpectFindingAsync("wrong-type", "minutes: soon");
        await Assertions.Expect(desk["publish"]).ToBeDisabledAsync();
        await ReplaceAsync(desk, "soon", "10");
        await ReplaceAsync(desk, "Say what a reader can do afterwards", "Read a loss");
        await desk.ExpectNoMistakesAsync();
    }

    private async Task WriteTextAsync(EditorDesk desk)
    {
        await ReplaceAsync(desk, "Begin with a question that the reader cannot answer yet, and would like to.", "Does a model know when it does not know? Next, more on this.");
        await ReplaceAsync(desk, "## The idea", "#### The idea");
        await desk.ExpectFindingAsync("heading-level", "#### The idea");
        await ReplaceAsync(desk, "#### The idea", "## The idea");
        await ReplaceAsync(desk, "Say the idea in plain words, then give it its name.", "A loss is a surprise. See [above](#the-ideas).");
        await desk.ExpectFindingAsync("broken-anchor", "#the-ideas");
        await ReplaceAsync(desk, "#the-ideas", "#the-idea");
        await desk.ExpectNoMistakesAsync();
        await ShotAsync(desk.Page, "2-text");
    }

    private async Task WriteQuizAsync(EditorDesk desk)
    {
        await InsertAsync(desk, "quiz");
        await Assertions.Expect(desk["preview"].GetByText("QUESTION")).ToBeVisibleAsync();
        await TypeAsync(desk.Page, "What is a loss of zero?");
        await PressAsync(desk.Page, "Tab", "Tab");
        await TypeAsync(desk.Page, "Certainty");
        await PressAsync(desk.Page, "Tab");
        await TypeAsync(desk.Page, "Yes, no surprise at all.");
        await PressAsync(desk.Page, "Tab");
        await TypeAsync(desk.Page, "A failure");
        await PressAsync(desk.Page, "Tab");
        await TypeAsync(desk.Page, "It is the best loss.");
        await PressAsync(desk.Page, "Tab");
        await TypeAsync(desk.Page, "Less is surer.");
        await Assertions.Expect(desk["preview"].GetByText("What is a loss of zero?")).ToBeInViewportAsync();

        await ReplaceAsync(desk, "[x] Certainty", "[ ] Certainty");
        await desk.ExpectFindingAsync("no-right-choice", ":::quiz");
        await ReplaceAsync(desk, "[ ] Certainty", "[x] Certainty");
        await desk.ExpectNoMistakesAsync();
        await ShotAsync(desk.Page, "3-quiz");
    }

    private async Task WriteCodeAsync(EditorDesk desk)
    {
        await InsertAsync(desk, "code");
        await TypeAsync(desk.Page, "One merge");
        await PressAsync(desk.Page, "Tab", "Tab");
        await Assertions.Expect(desk.Offers.First).ToBeVisibleAsync();
        await TypeAsync(desk.Page, "BpeWords");
        await Assertions.Expect(desk.Offers).ToHaveTextAsync(["src/LlmCourse.Llm/Tokenization/BpeWords.cs"]);
        await PressAsync(desk.Page, "Enter", "Tab");
        await Assertions.Expect(desk.Offers.First).ToHaveTextAsync("merge-pair");
        await TypeAsync(desk.Page, "merge-pears");
        await desk.ExpectFindingAsync("missing-region", "merge-pears");
        await Assertions.Expect(desk["findings"]).ToContainTextAsync("Did you mean “merge-pair”?");
        await ReplaceAsync(desk, "merge-pears", "merge-pair");
        await desk["preview"].Locator(".listing").WaitForAsync();
        await desk.ExpectNoMistakesAsync();
        await ShotAsync(desk.Page, "4-code");
    }

    private async Task WriteFigureAsync(EditorDesk desk)
    {
        await desk.PasteAsync("Hen on a roof.PNG", "image/png", Pixel);
        await desk["preview"].Locator("figure img").WaitForAsync();
        await TypeAsync(desk.Page, "A hen");
        await PressAsync(desk.Page, "Tab", "Tab");
        await TypeAsync(desk.Page, "A hen on a roof");

        await ReplaceAsync(desk, ":alt: A hen on a roof", "");
        await desk.ExpectFindingAsync("missing-option", ":::figure");
        await PressAsync(desk.Page, "Control+z");
        await desk.ExpectNoMistakesAsync();

        await desk.SelectAsync(":::figure A hen");
        await PressAsync(desk.Page, "ArrowLeft");
        await TypeAsync(desk.Page, ":::note Look\nat this.\n\n");
        await desk.ExpectFindingAsync("unclosed-directive", ":::note Look");
        await ReplaceAsync(desk, "at this.", "at this.\n:::");
        await desk.ExpectNoMistakesAsync();
        await ShotAsync(desk.Page, "5-figure");
    }

    private async Task WriteRunAsync(EditorDesk desk)
    {
        await ReplaceAsync(desk, ":knobs: learningRate", ":knobs: learningSpeed");
        await desk.ExpectFindingAsync("bad-option", "learningSpeed");
        await ReplaceAsync(desk, "learningSpeed", "learningRate");
        await ReplaceAsync(desk, "Say what to look at while it runs.", "Watch it fall.");
        await desk.ExpectNoMistakesAsync();

        await ClickAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "first.run.yaml" }));
        await desk.ReadyAsync("first.run.yaml");
        await ReplaceAsync(desk, "layers: 2", "layers: 1\n heads: 3");
        await desk.ExpectFindingAsync("yaml-syntax", "heads: 3");
        await ReplaceAsync(desk, "   heads: 3", "  headz: 3");
        await desk.ExpectFindingAsync("invalid-spec", "headz: 3");
        await ReplaceAsync(desk, "headz", "heads");
        await Assertions.Expect(desk["findings"]).ToContainTextAsync("3 heads do not divide a width of 128");
        await desk.ExpectFindingAsync("invalid-spec", "heads: 3");
        await ReplaceAsync(desk, "heads: 3", "heads: 1\nwidth: 16");
        await ReplaceAsync(desk, "steps: 500", "steps: 60");
        await desk.ExpectNoMistakesAsync();
        await desk.SaveAsync();

        await ClickAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "lesson.md" }));
        await desk.ReadyAsync("lesson.md");
        await desk["draft-found"].WaitForAsync(); // nothing was lost by turning to the run
        await Assertions.Expect(desk["preview"].GetByTestId("start")).ToBeVisibleAsync();
    }

    private async Task AGuestWorksItAsync()
    {
        var guest = await site.OpenAsync("/lessons/how-sure-is-a-model");
        var picture = guest.Locator("figure img");
        (await picture.EvaluateAsync<int>("async (image) => { await image.decode(); return image.naturalWidth; }")).ShouldBe(1);
        await Assertions.Expect(picture).ToHaveAttributeAsync("alt", "A hen on a roof");
        await Assertions.Expect(guest.Locator(".listing")).ToContainTextAsync("pair");

        var quiz = guest.Locator("form.quiz");
        await Assertions.Expect(quiz.GetByRole(AriaRole.Button, new() { Name = "Answer" })).ToBeEnabledAsync();
        await quiz.GetByText("Certainty").ClickAsync();
        await quiz.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Assertions.Expect(quiz).ToContainTextAsync("Yes, no surprise at all.");

        var bench = new Bench(guest);
        await bench.PredictAsync();
        await bench["start"].ClickAsync();
        await bench.WaitForStateAsync("completed");
        (await bench.StepAsync()).ShouldBe(60);
    }

    private async Task InsertAsync(EditorDesk desk, string directive)
    {
        await PressAsync(desk.Page, "Control+End");
        await ClickAsync(desk["insert"]);
        await ClickAsync(desk.Page.Locator($"[data-insert={directive}]"));
    }

    private async Task ReplaceAsync(EditorDesk desk, string old, string now)
    {
        await desk.SelectAsync(old);
        actions++; // a person sweeps over it with the mouse
        if (now.Length == 0) await PressAsync(desk.Page, "Delete");
        await TypeAsync(desk.Page, now);
    }

    private Task ClickAsync(ILocator target)
    {
        actions++;
        return target.ClickAsync();
    }

    private async Task PressAsync(IPage page, params string[] keys)
    {
        actions += keys.Length;
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }

    private Task TypeAsync(IPage page, string text)
    {
        letters += text.Length;
        return page.Keyboard.TypeAsync(text);
    }

    private static Task ShotAsync(IPage page, string name) =>
        Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder ? page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"walk-{name}.png") }) : Task.CompletedTask;
}
