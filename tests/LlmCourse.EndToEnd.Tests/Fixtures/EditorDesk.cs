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

    /// <summary>Waits until the editor is there, for a file whose path ends so.</summary>
    public Task ReadyAsync(string file = "lesson.md") => Page.Locator("[data-testid=editor][data-ready=true]").Locator($".cm-content[aria-label$='{file}']").WaitForAsync();

    /// <summary>Puts the cursor at the end and types there as a paste does.</summary>
    public async Task AppendAsync(string text)
    {
        await Text.FocusAsync();
        await Page.Keyboard.PressAsync("Control+End");
        await Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Lines of the text that the browser shows.</summary>
    public ILocator Lines => Page.GetByTestId("editor").Locator(".cm-line");

    /// <summary>What the editor offers, or is about to replace.</summary>
    public ILocator Offers => Page.GetByTestId("editor").Locator(".cm-tooltip-autocomplete [role=option]");

    /// <summary>What the editor offers for all that was typed: while it thinks about the last letter, what it offered before cannot be chosen.</summary>
    public ILocator ReadyOffers => Page.GetByTestId("editor").Locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled) [role=option]");

    /// <summary>Selects the first place of a text, with the editor's own search.</summary>
    public async Task SelectAsync(string text)
    {
        await Text.FocusAsync();
        await Page.Keyboard.PressAsync("Control+Home");
        await Page.Keyboard.PressAsync("Control+f");
        var field = Page.GetByTestId("editor").Locator("input[name=search]");
        await field.FillAsync("");
        await field.PressSequentiallyAsync(text);
        await field.PressAsync("Enter");
        await field.PressAsync("Escape");
    }

    /// <summary>Pastes a file as the clipboard brings a picture.</summary>
    public Task PasteAsync(string name, string type, byte[] bytes) => SendFileAsync("paste", name, type, bytes);

    /// <summary>Drops a file onto the text, in its first visible line that holds the words.</summary>
    public Task DropAsync(string name, string type, byte[] bytes, string words) => SendFileAsync("drop", name, type, bytes, words);

    /// <summary>The rules of what was found, each with its line, in the order of the list.</summary>
    public async Task<string[]> FindingsAsync() =>
        await this["findings"].Locator("[data-rule]").EvaluateAllAsync<string[]>("all => all.map(each => `${each.dataset.rule} ${each.dataset.line}`)");

    /// <summary>Waits until a rule is reported, and goes to it: to the line where the text now stands.</summary>
    public async Task ExpectFindingAsync(string rule, string wordsOfItsLine)
    {
        var finding = this["findings"].Locator($"[data-rule={rule}]").First;
        await finding.WaitForAsync();
        await finding.ClickAsync();

        // The cursor may stand there already; the jump has happened when it brought the focus back from the list.
        await Assertions.Expect(Page.GetByTestId("editor").Locator(".cm-content:focus .cm-activeLine")).ToContainTextAsync(wordsOfItsLine);
    }

    /// <summary>Waits until nothing is wrong any more.</summary>
    public Task ExpectNoMistakesAsync() => Assertions.Expect(this["findings"].Locator("li.error")).ToHaveTextAsync(Array.Empty<string>()); // names what is left

    /// <summary>Saves what was changed by keyboard and waits until it is done.</summary>
    public async Task SaveAsync()
    {
        await Assertions.Expect(this["save"]).ToBeEnabledAsync(); // otherwise the words below may be those of an earlier save
        await Assertions.Expect(Text).ToBeVisibleAsync();
        await Text.FocusAsync();
        await Page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(this["save-state"]).ToContainTextAsync("saved just now");
    }

    private async Task SendFileAsync(string kind, string name, string type, byte[] bytes, string words = "") => await Text.EvaluateAsync(
        """
        (content, [kind, name, type, bytes, words]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type }));
          content.focus();
          const line = [...content.querySelectorAll('.cm-line')].find((each) => words && each.textContent.includes(words)) ?? content;
          const { left, top, height } = line.getBoundingClientRect();
          content.dispatchEvent(kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, clientX: left + 20, clientY: top + height / 2, bubbles: true, cancelable: true }));
        }
        """,
        new object[] { kind, name, type, Convert.ToBase64String(bytes), words });

    /// <summary>Milliseconds from the last edit to the drawn preview and its findings.</summary>
    public async Task<int> PreviewMillisecondsAsync() =>
        int.Parse(await Page.GetByTestId("editor").GetAttributeAsync("data-preview-ms") ?? "-1", System.Globalization.CultureInfo.InvariantCulture);
}
