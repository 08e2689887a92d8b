using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Learning;

/// <summary>What an instructor sees of the class, on the page and as a file, and that nobody else does.</summary>
[Collection(nameof(PracticeSite))]
public sealed class ClassTests(PracticeSite site)
{
    [Fact]
    public async Task Instructor_SeesWhoIsStuck_TheCommonWrongAnswer_AndTheSameAsAFile()
    {
        var context = await site.Browser.NewContextAsync();
        var learner = await site.SignInAsync(context, Roles.Learner);
        var lesson = await site.OpenAsync(PracticeSite.Questions, context: context);
        var quiz = lesson.GetByTestId("quiz-sinks");
        await Assertions.Expect(quiz.Locator("fieldset:enabled")).ToBeVisibleAsync();
        foreach (var guess in new[] { "Cork", "A feather", "Cork" }) // nobody else is asked this question
        {
            await quiz.GetByLabel(guess).CheckAsync();
            await quiz.GetByTestId("answer").ClickAsync();
            await Assertions.Expect(quiz.GetByTestId("verdict")).ToContainTextAsync("Not yet.");
            await Assertions.Expect(quiz.Locator("li.wrong")).ToContainTextAsync(guess);
        }

        var page = await site.OpenAsAsync(Roles.Instructor, "/class");
        await Assertions.Expect(Row(page, "roster", learner.Name!)).ToContainTextAsync("Practice");
        await page.GetByRole(AriaRole.Link, new() { Name = "Who is stuck" }).ClickAsync();
        var stuck = Row(page, "stuck", learner.Name!);
        await Assertions.Expect(stuck).ToContainTextAsync("3 failed tries");
        await Assertions.Expect(stuck).ToContainTextAsync("Which of these sinks?");

        await page.GetByRole(AriaRole.Link, new() { Name = "Questions" }).ClickAsync();
        await Assertions.Expect(Row(page, "quizzes", "Which of these sinks?")).ToContainTextAsync("Cork");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("class-csv").ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        file.ShouldContain("Commonest wrong answer");
        file.Split('\n').ShouldContain(line => line.Contains("Which of these sinks?", StringComparison.Ordinal) && line.Contains("Cork", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Learner_IsRefused()
    {
        var page = await site.OpenAsAsync(Roles.Learner, "/class");
        await Assertions.Expect(page.GetByTestId("class-roster")).ToHaveCountAsync(0);
        (await page.Context.APIRequest.GetAsync($"{site.Address}/class/roster.csv", new() { MaxRedirects = 0 })).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 1480)]
    [InlineData(false, 360)]
    public async Task EveryTable_HasNoViolations_AndFits(bool dark, int width)
    {
        var page = await site.OpenAsAsync(Roles.Instructor, "/class", dark, width);
        foreach (var (name, _) in LlmCourse.Web.Learning.Classroom.ClassReport.Tables)
        {
            await page.GotoAsync($"{site.Address}/class?table={name}");
            await SettledAsync(page);
            await page.GetByTestId($"class-{name}").Or(page.GetByTestId("class-empty")).WaitForAsync();
            await AccessibilityTests.NoViolationsAsync(page);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        }
    }

    [Theory]
    [InlineData("/lessons/practice")]
    [InlineData("/progress")]
    [InlineData("/class")]
    public async Task ContrastTheme_HasNoViolations(string path)
    {
        var page = await site.OpenAsAsync(Roles.Instructor, "/account");
        await page.EvaluateAsync("() => localStorage.setItem('theme', 'contrast')");
        await page.GotoAsync(site.Address + path);
        (await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme")).ShouldBe("contrast");
        await SettledAsync(page);
        await AccessibilityTests.NoViolationsAsync(page);
    }

    /// <summary>Waits until the page is live and has read what it shows.</summary>
    private static Task<IJSHandle> SettledAsync(IPage page) => page.WaitForFunctionAsync("() => document.querySelector('.frame[data-live]') && !document.querySelector('[aria-busy=true]')");

    private static ILocator Row(IPage page, string table, string text) => page.GetByTestId($"class-{table}").Locator("tbody tr").Filter(new() { HasText = text });
}
