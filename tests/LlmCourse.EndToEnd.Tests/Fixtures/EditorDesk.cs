using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The editor of a page, as a test reads and works it.</summary>
public sealed class EditorDesk(IPage page)
{
    /// <summary>The page the editor stands on.</summary>
    public IPage Page { get; } = page;

    /// <summary>What is typed into.</summary>
    public ILocator Text => Page.GetByTestId("editor").Locator(".cm-content");

    /// <summary>An element of the page by its test id.</summary>
    public ILocator this[string testId] => Page.GetByTestId(testId);

    /// <summary>Waits until the editor is there.</summary>
    public Task ReadyAsync() => Page.Locator("[data-testid=editor][data-ready=true]").WaitForAsync();

    /// <summary>Puts the cursor at the end and types there as a paste does.</summary>
    public async Task AppendAsync(string text)
    {
        await Text.FocusAsync();
        await Page.Keyboard.PressAsync("Control+End");
        await Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Saves by keyboard and waits until it is done.</summary>
    public async Task SaveAsync()
    {
        await Text.FocusAsync();
        await Page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(this["save-state"]).ToContainTextAsync("saved just now");
    }

    /// <summary>Milliseconds from the last edit to the drawn preview and its findings.</summary>
    public async Task<int> PreviewMillisecondsAsync() =>
        int.Parse(await Page.GetByTestId("editor").GetAttributeAsync("data-preview-ms") ?? "-1", System.Globalization.CultureInfo.InvariantCulture);
}
