using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Authoring;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>An instructor writes a lesson in the browser: seen beside the text, checked at the place, and never lost.</summary>
public sealed class EditorTests(AuthoringSite site, ITestOutputHelper output) : IClassFixture<AuthoringSite>
{
    private const string Lesson = "/authoring/lessons/words-into-pieces";
    private const string Folder = "03-words-into-pieces";

    /// <summary>The smallest PNG: one pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewLesson_WithRunQuizCodeAndFigure_IsPublished_AndALearnerSeesIt()
    {
        var page = await site.OpenAsAsync(Roles.Instructor, "/authoring");
        await Assertions.Expect(page.GetByTestId("create")).ToBeEnabledAsync();
        await page.GetByTestId("new-title").FillAsync("Weights of attention");
        await page.GetByTestId("create").ClickAsync();
        await page.WaitForURLAsync("**/authoring/lessons/weights-of-attention");
        var desk = new EditorDesk(page);
        await desk.ReadyAsync();

        await desk.Text.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await desk["add-run-file"].ClickAsync();
        await desk["preview"].Locator(".bench").WaitForAsync();
        await desk.Text.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await desk["picture"].SetInputFilesAsync(new FilePayload { Name = "../../Über uns.PNG", MimeType = "text/html", Buffer = Pixel });
        await desk["preview"].Locator("figure img").WaitForAsync();
        await desk.AppendAsync("""

            :::quiz What is one and one? {#q-sum}
            - [x] Two
            - [ ] Three
              > One too many.
            :::

            :::code One merge {#code-merge}
            :src: src/LlmCourse.Llm/Tokenization/BpeWords.cs
            :region: merge-pair
            :::

            """);
        await desk["preview"].GetByText("What is one and one?").WaitForAsync();
        await desk["preview"].Locator(".listing").WaitForAsync();
        output.WriteLine($"Edit to preview: {await desk.PreviewMillisecondsAsync()} ms");
        await Assertions.Expect(desk["findings"].Locator("li.error")).ToHaveCountAsync(0);
        Directory.GetFiles(Directory.GetDirectories(Path.Combine(site.ContentFolder, "lessons"), "*-weights-of-attention").Single()).Select(Path.GetFileName).ShouldContain(name => name!.StartsWith("uber-uns-") && name.EndsWith(".png"));

        var learner = await site.OpenAsync("/lessons/weights-of-attention");
        await Assertions.Expect(learner.GetByText("What is one and one?")).ToHaveCountAsync(0);
        await desk["publish"].ClickAsync();
        await Assertions.Expect(desk["status"]).ToHaveTextAsync("published");
        await learner.GotoAsync(site.Address + "/lessons/weights-of-attention");
        await Assertions.Expect(learner.GetByText("What is one and one?")).ToBeVisibleAsync();
        await Assertions.Expect(learner.GetByTestId("bench")).ToBeVisibleAsync();
        await Assertions.Expect(learner.Locator(".listing")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Mistakes_AreUnderlinedAndListed_EachAtItsLine()
    {
        var path = site.LessonPath(Folder);
        var last = (await File.ReadAllTextAsync(path, cancel)).Split('\n').Length;
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, Lesson));
        await desk.ReadyAsync();
        await desk.AppendAsync("Some words.\n\n[](#no-such-place)\n\n:::nota\nText.\n:::\n\n![](no-such-picture.png)\n\n:::lab Cut {#cut-again}\n:lab: nothing\n:::\n");
        await desk["findings"].Locator("[data-rule=unknown-lab]").WaitForAsync();
        var found = await desk["findings"].Locator("[data-rule]").EvaluateAllAsync<string[]>("all => all.map(each => `${each.dataset.rule} ${each.dataset.line}`)");
        found.ShouldBe([$"broken-anchor {last + 2}", $"unknown-directive {last + 4}", $"missing-file {last + 8}", $"missing-alternative {last + 8}", $"unknown-lab {last + 11}"], ignoreOrder: true);
        (await desk.Page.GetByTestId("editor").Locator(".cm-lintRange-error").CountAsync()).ShouldBeGreaterThanOrEqualTo(4);
        await desk["findings"].Locator("[data-rule=unknown-lab]").ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("editor").Locator(".cm-activeLine")).ToContainTextAsync(":lab: nothing");
    }

    [Fact]
    public async Task TwoEditors_SeeEachOther_AndTheSecondSaveLosesNothing()
    {
        var heron = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, "/authoring/lessons/a-model-that-writes"));
        await heron.ReadyAsync();
        var stork = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, "/authoring/lessons/a-model-that-writes"));
        await stork.ReadyAsync();
        await heron["presence"].WaitForAsync();
        await stork["presence"].WaitForAsync();

        await stork.AppendAsync("\nThe stork was here.\n");
        await Assertions.Expect(stork["save"]).ToBeEnabledAsync();
        await heron.AppendAsync("\nThe heron was here.\n");
        await heron.SaveAsync();
        await stork["changed-outside"].WaitForAsync();
        await stork["save"].ClickAsync();
        await stork["conflict"].WaitForAsync();
        await Assertions.Expect(stork["comparison"].Locator(".cm-merge-a")).ToContainTextAsync("The heron was here.");
        await Assertions.Expect(stork["comparison"].Locator(".cm-merge-b")).ToContainTextAsync("The stork was here.");
        (await File.ReadAllTextAsync(site.LessonPath("04-a-model-that-writes"), cancel)).ShouldContain("The heron was here.");

        await stork["save-merged"].ClickAsync();
        await Assertions.Expect(stork["save-state"]).ToContainTextAsync("saved just now");
        (await File.ReadAllTextAsync(site.LessonPath("04-a-model-that-writes"), cancel)).ShouldContain("The stork was here.");
        await Assertions.Expect(heron.Text).ToContainTextAsync("The stork was here.");
        var history = site.Services.GetRequiredService<FileHistory>();
        const string File1 = "lessons/04-a-model-that-writes/lesson.md";
        var texts = new List<string?>();
        foreach (var entry in await history.ListAsync(File1, cancel)) texts.Add(await history.TextAsync(File1, entry.Number, cancel));
        texts.ShouldContain(text => text!.Contains("The heron was here.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/authoring", false, 1480)]
    [InlineData("/authoring", true, 1480)]
    [InlineData("/authoring", false, 360)]
    [InlineData(Lesson, false, 1480)]
    [InlineData(Lesson, true, 1480)]
    [InlineData(Lesson, false, 360)]
    [InlineData("/authoring/reference", false, 1480)]
    [InlineData("/authoring/reference", true, 360)]
    public async Task Page_HasNoViolations_AndFits(string path, bool dark, int width)
    {
        var page = await site.OpenAsAsync(Roles.Instructor, path, dark, width);
        if (path == Lesson) await new EditorDesk(page).ReadyAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
        if (Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{path.Trim('/').Replace('/', '-')}-{(dark ? "dark" : "light")}-{width}.png") });
        await AccessibilityTests.NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
