using Deque.AxeCore.Playwright;
using LlmCourse.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>axe finds nothing on any page, light or dark, wide or narrow; nothing scrolls sideways; no request leaves the site.</summary>
public sealed class AccessibilityTests(CourseSite site)
{
    public static TheoryData<string, bool, int> Pages()
    {
        var data = new TheoryData<string, bool, int>();
        foreach (var path in new[] { "/", "/runs", "/lessons/guess-the-next-letter", "/lessons/what-a-model-eats", "/lessons/words-into-pieces", Bench.Lesson, "/runs/no-such-run", "/no-such-page", "/account", "/account/sign-in", "/account/register", "/account/first", "/account/reset", "/progress", "/your-data", "/search?q=token", "/glossary" })
        {
            foreach (var dark in new[] { false, true })
            {
                data.Add(path, dark, 1480);
            }

            data.Add(path, false, 360);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNoViolations_AndFits(string path, bool dark, int width)
    {
        var outside = new List<string>();
        var page = await site.OpenAsync("/", dark, width);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                outside.Add(request.Url);
            }
        };
        await site.GoAsync(page, path);
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");

        await NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        outside.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 1480)]
    [InlineData(false, 360)]
    public async Task PagesOfAnOperator_HaveNoViolations_AndFit(bool dark, int width)
    {
        var page = await site.OpenAsAsync(LlmCourse.Web.Hosting.Identity.Roles.Operator, "/people", dark, width);
        await LookAsync();
        await page.GetByTestId("people").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        await page.GetByTestId("reset-link").WaitForAsync();
        await LookAsync();
        await site.GoAsync(page, "/people/invitations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        await page.GetByTestId("invitation-code").WaitForAsync();
        await LookAsync();
        foreach (var path in new[] { "/people/audit", "/account" })
        {
            await site.GoAsync(page, path);
            await LookAsync();
        }

        async Task LookAsync()
        {
            await NoViolationsAsync(page);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bench_WithAFinishedRun_HasNoViolations(bool dark)
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson, dark));
        await bench.StartSmallAsync(steps: 100);
        await bench.WaitForStateAsync("completed");
        await bench["head-1-1"].WaitForAsync();
        await NoViolationsAsync(bench.Page);
    }

    internal static async Task NoViolationsAsync(Microsoft.Playwright.IPage page)
    {
        // Between the prerendered page and the live one there is a moment without title and landmarks; what is wrong stays wrong.
        string[] found = [];
        for (var look = 0; look < 4; look++)
        {
            var result = await page.RunAxe();
            found = [.. result.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Target.ToString()))}")];
            if (found.Length == 0)
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        found.ShouldBeEmpty();
    }
}
