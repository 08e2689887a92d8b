using System.Diagnostics;
using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>Files on disk are the truth: what any editor or git changes appears in open pages, and takes nothing from a learner.</summary>
[Collection(nameof(AuthoringSite))]
public sealed class LiveContentTests(AuthoringSite site, ITestOutputHelper output)
{
    private const string Folder = "04-a-model-that-writes";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangeOnDisk_Appears_AndKeepsPlaceRunAndFormulas()
    {
        // A run that waits for a prediction would not start at once.
        var text = Regex.Replace(await File.ReadAllTextAsync(site.LessonPath(Folder), cancel), @"^(?<fence>:{3,})predict .*?^\k<fence>\n", "", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        await site.WriteAsync(site.LessonPath(Folder), text);
        await site.Services.GetRequiredService<CourseShelf>().RefreshAsync(cancel);
        var page = await site.OpenAsync(Bench.Lesson);
        var bench = new Bench(page);
        await bench.StartSmallAsync(steps: 20_000);
        await bench.WaitForStepAsync(10);
        var run = await bench.RunIdAsync();
        var watched = page.GetByRole(AriaRole.Heading, new() { Name = "Look at where it looks" });
        await Assertions.Expect(page.Locator("article.lesson[data-dressed]")).ToBeVisibleAsync();
        var formulas = await page.Locator(".katex").CountAsync();
        var before = await Place.BringAsync(watched);

        var clock = Stopwatch.StartNew();
        await site.WriteAsync(site.LessonPath(Folder), text.Replace("## Read the curve\n", "A paragraph from outside with $a_1$, long enough for more than a line of its own in any column that a reader might have.\n\n## Read the curve\n", StringComparison.Ordinal));
        await page.GetByText("A paragraph from outside").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        output.WriteLine($"Disk to open page: {clock.ElapsedMilliseconds} ms");

        await Assertions.Expect(page.Locator(".katex")).ToHaveCountAsync(formulas + 1);
        await Place.ExpectAsync(watched, before);
        (await bench.RunIdAsync()).ShouldBe(run);
        var step = await bench.StepAsync();
        await bench.WaitForStepAsync(step + 10);
        await bench.StopAsync();
        await site.WriteAsync(site.LessonPath(Folder), text);
        await Assertions.Expect(page.GetByText("A paragraph from outside")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task MistakeOnDisk_TakesNothingFromOpenPages()
    {
        var page = await site.OpenAsync(Bench.Lesson);
        await Assertions.Expect(page.GetByTestId("section-ticks").GetByRole(AriaRole.Button).First).ToBeEnabledAsync(); // the page is live
        var text = await File.ReadAllTextAsync(site.LessonPath(Folder), cancel);
        try
        {
            await site.WriteAsync(site.LessonPath(Folder), text.Replace("minutes:", "minuets:", StringComparison.Ordinal));
            await page.GetByTestId("lesson-notice").WaitForAsync();
            await Assertions.Expect(new Bench(page)["start"]).ToBeVisibleAsync();
        }
        finally
        {
            await site.WriteAsync(site.LessonPath(Folder), text);
        }

        await Assertions.Expect(page.GetByTestId("lesson-notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Draft_IsSeenByInstructorsOnly_FromTheMomentItIsOne()
    {
        var learner = await site.OpenAsync("/");
        var instructor = await site.OpenAsAsync(Roles.Instructor, "/");
        const string Link = "[data-lesson=words-into-pieces]";
        await Assertions.Expect(learner.Locator(Link)).ToHaveCountAsync(1);
        var path = site.LessonPath("03-words-into-pieces");
        var text = await File.ReadAllTextAsync(path, cancel);
        try
        {
            await site.WriteAsync(path, text.Replace("status: published", "status: draft", StringComparison.Ordinal));
            await Assertions.Expect(learner.Locator(Link)).ToHaveCountAsync(0);
            await Assertions.Expect(instructor.Locator(Link).GetByTestId("draft-mark")).ToBeVisibleAsync();
            (await learner.APIRequest.GetAsync(site.Address + "/lessons/words-into-pieces")).Status.ShouldBe(404);
        }
        finally
        {
            await site.WriteAsync(path, text);
        }

        await Assertions.Expect(learner.Locator(Link)).ToHaveCountAsync(1);
    }
}
