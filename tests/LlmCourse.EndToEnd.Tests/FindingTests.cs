using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>Search, single keys and settings, all worked by the keyboard alone.</summary>
public sealed class FindingTests(CourseSite site)
{
    private const string Lesson = "/lessons/words-into-pieces";

    [Fact]
    public async Task Search_OpensAtTheSection_WithTheWordsMarked()
    {
        var page = await site.OpenAsync("/");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByTestId("search-input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("merge");

        // Each letter asks anew; only the hits of the whole word are the ones to choose from.
        await Assertions.Expect(page.GetByTestId("hits").Locator("a").First).ToHaveAttributeAsync("href", new Regex("mark=merge(&|#|$)"));
        await page.Keyboard.PressAsync("ArrowDown");
        var chosen = page.GetByTestId("hits").Locator("[aria-selected=true]");
        var address = (await chosen.GetAttributeAsync("href"))!;
        address.ShouldContain("mark=merge");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/{address}");
        await Assertions.Expect(page.GetByTestId("search-dialog")).Not.ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => (CSS.highlights.get('search-hit')?.size ?? 0) > 0");
    }

    [Fact]
    public async Task Search_SaysSo_WhenNothingIsFound_AndEscapeCloses()
    {
        var page = await site.OpenAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search the lessons" }).ClickAsync();
        await page.Keyboard.TypeAsync("xyzzyqwerty");
        await Assertions.Expect(page.GetByTestId("no-hits")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("search-dialog")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_MoveThroughSectionsAndLessons_UntilTheyAreSwitchedOff()
    {
        var page = await site.OpenAsync(Lesson);
        await page.Keyboard.PressAsync("j");
        var heading = await page.EvaluateAsync<string>("() => document.activeElement.textContent");
        heading.ShouldBe(await page.Locator(".prose h2").First.InnerTextAsync());
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("A model that writes"); // the address changes before the page does
        await CourseSite.LiveAsync(page);
        page.Url.ShouldEndWith(Bench.Lesson);
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Words into pieces");
        await CourseSite.LiveAsync(page);

        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Single keys work on pages").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await page.WaitForTimeoutAsync(500);
        page.Url.ShouldEndWith(Lesson);
        await CourseSite.ReloadAsync(page);
        await page.GetByTestId("settings-button").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Single keys work on pages")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Keys_LeaveTypingAlone()
    {
        var page = await site.OpenAsync(Lesson);
        var text = page.Locator("textarea").First;
        await text.FillAsync("");
        await text.PressSequentiallyAsync("n/p?");
        await Assertions.Expect(text).ToHaveValueAsync("n/p?");
        new Uri(page.Url).AbsolutePath.ShouldBe(Lesson); // the lab writes what is typed behind it
    }

    [Fact]
    public async Task Contrast_IsKept_AndGivesSevenToOne()
    {
        var page = await site.OpenAsync(Lesson);
        await page.GetByTestId("settings-button").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Contrast" }).ClickAsync();
        await CourseSite.ReloadAsync(page);

        (await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme")).ShouldBe("contrast");
        var worst = await page.EvaluateAsync<double>(
            """
            () => {
              const style = getComputedStyle(document.documentElement);
              const light = (name) => {
                const hex = style.getPropertyValue(name).trim().slice(1);
                const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ratios = ['--paper', '--raised', '--sunk'].flatMap((ground) => ['--ink', '--ink-2', '--ink-3', '--accent', '--good', '--warn', '--bad', '--train', '--valid', '--floor', '--guess'].map((ink) => (light(ground) + 0.05) / (light(ink) + 0.05)));
              return Math.min(...ratios);
            }
            """);
        worst.ShouldBeGreaterThanOrEqualTo(7);
    }
}
