using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>An instructor writes a lesson in the browser: seen beside the text, checked at the place, and never lost.</summary>
[Collection(nameof(AuthoringSite))]
public sealed class EditorTests(AuthoringSite site)
{
    private const string Lesson = "/authoring/lessons/words-into-pieces";
    private const string Folder = "03-words-into-pieces";

    /// <summary>The smallest GIF: one pixel.</summary>
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mistakes_AreUnderlinedAndListed_EachAtItsLine()
    {
        var path = site.LessonPath(Folder);
        var last = (await File.ReadAllTextAsync(path, cancel)).Split('\n').Length;
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, Lesson));
        await desk.ReadyAsync();
        await desk.AppendAsync("Some words.\n\n[](#no-such-place)\n\n:::nota\nText.\n:::\n\n![](no-such-picture.png)\n\n:::lab Cut {#cut-again}\n:lab: nothing\n:::\n");
        await desk["findings"].Locator("[data-rule=unknown-lab]").WaitForAsync();
        (await desk.FindingsAsync()).ShouldBe([$"broken-anchor {last + 2}", $"unknown-directive {last + 4}", $"missing-file {last + 8}", $"missing-alternative {last + 8}", $"unknown-lab {last + 11}"], ignoreOrder: true);
        await Assertions.Expect(desk.Page.GetByTestId("editor").Locator(".cm-lintRange-error").Nth(3)).ToBeAttachedAsync();
        await desk.ExpectFindingAsync("unknown-lab", ":lab: nothing");
    }

    [Fact]
    public async Task MistakesInTheOutline_AreUnderlinedAndListed_WhileItIsTyped()
    {
        var outline = Path.Combine(site.ContentFolder, "course.yaml");
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, "/authoring/files/course.yaml"));
        await desk.ReadyAsync("course.yaml");
        await desk.ExpectNoMistakesAsync();
        await desk.AppendAsync("  - id: of-mistakes\n    title: Mistakes\n    sumary: Mistyped\n    lessons:\n      - 03-words-into-pieces\n      - 03-words-into-pies\n");

        await desk.ExpectFindingAsync("unknown-key", "sumary: Mistyped");
        await desk.ExpectFindingAsync("duplicate-lesson", "- 03-words-into-pieces");
        await desk.ExpectFindingAsync("missing-lesson", "- 03-words-into-pies");
        await Assertions.Expect(desk["findings"].Locator("[data-rule=missing-lesson]")).ToContainTextAsync("Did you mean “03-words-into-pieces”?");
        var underlined = await desk.Page.GetByTestId("editor").Locator(".cm-lintRange-error").AllInnerTextsAsync();
        foreach (var words in new[] { "sumary", "03-words-into-pieces", "03-words-into-pies" }) underlined.ShouldContain(words);
        (await File.ReadAllTextAsync(outline, cancel)).ShouldNotContain("of-mistakes"); // nothing was saved
    }

    [Fact]
    public async Task Insert_OffersEveryDirective_AndPutsItWhereItMayStand()
    {
        var page = await site.OpenAsAsync(Roles.Instructor, await site.AddLessonAsync("inserting", "Words.\n\n:::note Title\nInner.\n:::\n\nLast.\n"), width: 360);
        var desk = new EditorDesk(page);
        await desk.ReadyAsync();
        await desk["insert"].ClickAsync();
        await Assertions.Expect(desk["insert-menu"]).ToBeVisibleAsync();
        await AccessibilityTests.NoViolationsAsync(page);
        (await desk["insert-menu"].GetByRole(AriaRole.Button).CountAsync()).ShouldBe(AuthoringCompletions.Directives.Count);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk["insert-menu"]).ToBeHiddenAsync();

        await desk.SelectAsync("Inner");
        await desk["insert"].ClickAsync();
        await page.Locator("[data-insert=tip]").ClickAsync();
        await page.Keyboard.TypeAsync("Next, look?"); // letters that pages take for commands

        await Assertions.Expect(desk.Lines).ToContainTextAsync(["Inner.", ":::", "", ":::tip Next, look?", "TEXT", ":::", "", "Last."]);
        await desk.ExpectNoMistakesAsync();
    }

    [Fact]
    public async Task Completion_OffersWhatTheCourseHas()
    {
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, await site.AddLessonAsync("completing")));
        await desk.ReadyAsync();
        await desk.Text.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Control+End");

        await ChooseAsync(":::lab", ":::lab");
        await desk.SelectAsync("tokenizer");
        await ChooseAsync("bpe", "bpe-trainer");
        await desk.Page.Keyboard.PressAsync("End");
        await ChooseAsync("\n:vo", ":vocabulary:");
        await desk.Page.Keyboard.TypeAsync("300");

        await desk.Page.Keyboard.PressAsync("Control+End");
        await ChooseAsync("\n\n:::train", ":::train");
        await Assertions.Expect(desk.Lines.Filter(new() { HasText = ":spec: first.run.yaml" })).ToHaveCountAsync(1);

        await desk.SelectAsync("status:");
        await desk.Page.Keyboard.PressAsync("Home");
        await ChooseAsync("requi", "requires");
        await ChooseAsync("[wor", "words-into-pieces");
        await desk.Page.Keyboard.TypeAsync("]\n");

        await desk.SelectAsync("First words.");
        await ChooseAsync("See [](../03", "../03-words-into-pieces/lesson.md", exactly: false);
        await desk.Page.Keyboard.PressAsync("End");
        await desk.Page.Keyboard.TypeAsync(")");
        await Assertions.Expect(desk.Lines.Filter(new() { HasText = "requires: [words-into-pieces]" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk["preview"].GetByRole(AriaRole.Link, new() { Name = "Words into pieces" })).ToHaveCountAsync(1);

        async Task ChooseAsync(string typed, string offer, bool exactly = true)
        {
            await desk.Page.Keyboard.TypeAsync(typed);
            var first = desk.ReadyOffers.First;
            if (exactly) await Assertions.Expect(first).ToHaveTextAsync(new Regex($"^{Regex.Escape(offer)}"));
            else await Assertions.Expect(first).ToContainTextAsync(offer);
            await first.ClickAsync();
            await Assertions.Expect(desk.Offers).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Picture_PastedOrDropped_LiesBesideTheLesson_AndIsShown(bool dropped)
    {
        var id = dropped ? "dropping" : "pasting";
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, await site.AddLessonAsync(id, "First.\n\nSecond.\n\nThird.\n")));
        await desk.ReadyAsync();
        await desk.SelectAsync("Second.");

        if (dropped) await desk.DropAsync("../../Hen.gif", "image/gif", Gif, "First.");
        else await desk.PasteAsync("../../Hen.gif", "image/gif", Gif);

        var picture = desk["preview"].Locator("figure img");
        (await picture.EvaluateAsync<int>("async (image) => { await image.decode(); return image.naturalWidth; }")).ShouldBe(1);
        var lines = (await desk.Lines.AllInnerTextsAsync()).ToList();
        lines.FindIndex(line => line.StartsWith(":::figure", StringComparison.Ordinal)).ShouldBe(lines.IndexOf(dropped ? "First." : "Second.") + 2);
        (await File.ReadAllBytesAsync(Directory.GetFiles(Path.GetDirectoryName(site.OwnPath(id))!, "hen-*.gif").Single(), cancel)).ShouldBe(Gif);

        await desk.PasteAsync("script.png", "image/png", "<script>alert(1)</script>"u8.ToArray());
        await Assertions.Expect(desk["editor-problem"]).ToContainTextAsync("PNG, JPEG, GIF or WebP");
        await Assertions.Expect(picture).ToHaveCountAsync(1);
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
    [InlineData("/authoring/reference/run-files", false, 360)]
    [InlineData("/authoring/reference/directives", true, 1480)]
    [InlineData("/authoring/reference/quiz", false, 1480)]
    [InlineData("/authoring/files/lessons/04-a-model-that-writes/stories.run.yaml", true, 1480)]
    public async Task Page_HasNoViolations_AndFits(string path, bool dark, int width)
    {
        var page = await site.OpenAsAsync(Roles.Instructor, path, dark, width);
        if (path == Lesson) await new EditorDesk(page).ReadyAsync();
        if (path.StartsWith("/authoring/files/", StringComparison.Ordinal)) await new EditorDesk(page).ReadyAsync(Path.GetFileName(path));
        await page.WaitForFunctionAsync("() => document.querySelector('.frame[data-live] h1') && !document.querySelector('[aria-busy=true]')");
        if (Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{path.Trim('/').Replace('/', '-')}-{(dark ? "dark" : "light")}-{width}.png") });
        await AccessibilityTests.NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }
}
