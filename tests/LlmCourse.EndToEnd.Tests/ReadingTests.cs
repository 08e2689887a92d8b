using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>A learner always knows where they are: ticks, the current section, and the way back to where they left.</summary>
public sealed class ReadingTests(CourseSite site)
{
    private const string Lesson = "/lessons/words-into-pieces";

    [Fact]
    public async Task Section_IsTicked_WhenItsEndWasInView_AndUntickedByHand_ForGood()
    {
        var page = await site.OpenAsync(Lesson);
        var first = page.GetByTestId("section-ticks").GetByRole(AriaRole.Button).First;
        await Assertions.Expect(first).ToBeEnabledAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");

        var second = page.Locator(".prose h2").Nth(1);
        await second.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByTestId("outline").Locator(".sections li").First.GetByLabel("read")).ToBeVisibleAsync();

        await first.PressAsync("Enter");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
        await CourseSite.ReloadAsync(page);
        await Assertions.Expect(first).ToBeEnabledAsync();
        await second.ScrollIntoViewIfNeededAsync();
        await page.WaitForTimeoutAsync(3_000);
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task Outline_MarksTheSectionInView_AndHomeGoesOnThere()
    {
        var page = await site.OpenAsync(Lesson);
        var link = page.GetByTestId("outline").Locator("[data-section-link]").Nth(2);
        var title = await link.InnerTextAsync();
        await Assertions.Expect(page.GetByTestId("section-ticks").GetByRole(AriaRole.Button).First).ToBeEnabledAsync();

        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "true");
        var section = (await link.GetAttributeAsync("data-section-link"))!;
        await Assertions.Expect(page.Locator("article.lesson")).ToHaveAttributeAsync("data-kept", new Regex($"#{section}$")); // the place was reported

        await site.GoAsync(page, "/");
        var goOn = page.GetByTestId("go-on");
        await Assertions.Expect(goOn).ToContainTextAsync(title);
        await goOn.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"{Lesson}(\\?.*)?#"));
        await Assertions.Expect(page.GetByTestId("outline").Locator("[data-section-link]").Nth(2)).ToHaveAttributeAsync("aria-current", "true");
    }
}
