using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Authoring;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>Whatever happens to a page, a browser or a colleague: no text is lost silently.</summary>
[Collection(nameof(AuthoringSite))]
public sealed class KeepingTests(AuthoringSite site)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_IsThereAgain_AfterTheTabIsGone_AndCanBeGivenUp()
    {
        var address = await site.AddLessonAsync("drafting");
        var desk = await OpenAsync(address);
        await desk.AppendAsync("Typed, never saved.\n");
        await Assertions.Expect(desk["save-state"]).ToHaveTextAsync("not saved; kept as your draft");
        await desk.Page.CloseAsync();

        var list = await site.OpenAsync("/authoring", context: desk.Page.Context);
        await Assertions.Expect(list.Locator("[data-lesson-row=drafting]")).ToContainTextAsync("not saved");
        var again = await OpenAsync(address, desk.Page.Context);
        await again["draft-found"].WaitForAsync();
        await Assertions.Expect(again.Text).ToContainTextAsync("Typed, never saved.");
        (await File.ReadAllTextAsync(site.OwnPath("drafting"), cancel)).ShouldNotContain("never saved");

        await again["draft-found"].GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(again.Text).Not.ToContainTextAsync("never saved");
        await Assertions.Expect(again["save-state"]).ToHaveTextAsync("as on disk");
        var third = await OpenAsync(address, desk.Page.Context);
        await Assertions.Expect(third["draft-found"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Leaving_AsksFirst_AndKeepsTheDraft()
    {
        var address = await site.AddLessonAsync("leaving");
        var desk = await OpenAsync(address);
        await desk.AppendAsync("Half a thought");
        await Assertions.Expect(desk["save"]).ToBeEnabledAsync();

        await desk.Page.GetByTestId("editor-page").GetByRole(AriaRole.Link, new() { Name = "Authoring" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();
        await Assertions.Expect(desk.Text).ToContainTextAsync("Half a thought");

        var asked = new TaskCompletionSource<string>();
        desk.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await desk.Page.CloseAsync(new() { RunBeforeUnload = true });
        (await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), cancel)).ShouldBe(DialogType.BeforeUnload);

        await desk.Page.GetByTestId("editor-page").GetByRole(AriaRole.Link, new() { Name = "Authoring" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await desk.Page.WaitForURLAsync("**/authoring");
        var again = await OpenAsync(address, desk.Page.Context);
        await Assertions.Expect(again.Text).ToContainTextAsync("Half a thought");
    }

    [Fact]
    public async Task History_ShowsWhatChanged_AndPutsATextBack()
    {
        var desk = await OpenAsync(await site.AddLessonAsync("remembering", "The first text.\n"));
        await desk.AppendAsync("The second text.\n");
        await desk.SaveAsync();
        await site.WriteAsync(site.OwnPath("remembering"), (await File.ReadAllTextAsync(site.OwnPath("remembering"), cancel)).Replace("The first", "From outside, the first", StringComparison.Ordinal));
        await Assertions.Expect(desk.Text).ToContainTextAsync("From outside");

        await desk["history"].ClickAsync();
        var entries = desk["history-panel"].Locator("li button");
        await Assertions.Expect(entries).ToContainTextAsync(["Found on disk", "Saved", "Found on disk"]);
        await entries.Last.ClickAsync();
        await Assertions.Expect(desk["comparison"].Locator(".cm-merge-a")).Not.ToContainTextAsync("second");
        await Assertions.Expect(desk["comparison"].Locator(".cm-merge-b .cm-changedLine").First).ToContainTextAsync("From outside");
        await desk["restore"].ClickAsync();

        await Assertions.Expect(desk.Text).ToContainTextAsync("The first text.");
        await Assertions.Expect(desk.Text).Not.ToContainTextAsync("second");
        await desk.SaveAsync();
        (await File.ReadAllTextAsync(site.OwnPath("remembering"), cancel)).ShouldEndWith("---\nThe first text.\n");
        (await TextsAsync("remembering")).ShouldContain(text => text.Contains("From outside", StringComparison.Ordinal) && text.Contains("second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoEditors_SeeEachOther_AndTheSecondSaveLosesNothing()
    {
        var (heron, stork) = await ConflictAsync("quarrelling");
        await Assertions.Expect(stork["comparison"].Locator(".cm-merge-a")).ToContainTextAsync("The heron was here.");
        var mine = stork["comparison"].Locator(".cm-merge-b .cm-content");
        await Assertions.Expect(mine).ToContainTextAsync("The stork was here.");
        (await File.ReadAllTextAsync(site.OwnPath("quarrelling"), cancel)).ShouldContain("The heron was here.");

        await mine.FocusAsync();
        await stork.Page.Keyboard.PressAsync("Control+End");
        await stork.Page.Keyboard.TypeAsync("And both agree.");
        await stork["against-base"].ClickAsync();
        await Assertions.Expect(stork["comparison"].Locator(".cm-merge-a")).Not.ToContainTextAsync("The heron was here.");
        await stork["against-base"].ClickAsync();
        await Assertions.Expect(mine).ToContainTextAsync("And both agree.");

        // Somebody saves once more while the stork decides: it is asked again, with the newest text, and keeps what it merged.
        await heron.AppendAsync("The heron came back.\n");
        await heron.SaveAsync();
        await stork["save-merged"].ClickAsync();
        await Assertions.Expect(stork["comparison"].Locator(".cm-merge-a")).ToContainTextAsync("The heron came back.");
        await Assertions.Expect(mine).ToContainTextAsync("And both agree.");

        await stork["save-merged"].ClickAsync();
        await Assertions.Expect(stork["save-state"]).ToContainTextAsync("saved just now");
        (await File.ReadAllTextAsync(site.OwnPath("quarrelling"), cancel)).ShouldEndWith("The stork was here.\nAnd both agree.");
        await Assertions.Expect(heron.Text).ToContainTextAsync("And both agree.");
        (await TextsAsync("quarrelling")).ShouldContain(text => text.Contains("The heron came back.", StringComparison.Ordinal));

        await stork.Page.CloseAsync();
        await Assertions.Expect(heron["presence"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TakeTheirs_GivesWay_AndMineIsInTheHistory()
    {
        var (_, stork) = await ConflictAsync("yielding");
        await stork["take-theirs"].ClickAsync();

        await Assertions.Expect(stork.Text).ToContainTextAsync("The heron was here.");
        await Assertions.Expect(stork.Text).Not.ToContainTextAsync("The stork was here.");
        await Assertions.Expect(stork["save"]).ToBeDisabledAsync();
        (await File.ReadAllTextAsync(site.OwnPath("yielding"), cancel)).ShouldEndWith("The heron was here.\n");
        (await TextsAsync("yielding")).ShouldContain(text => text.Contains("The stork was here.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeletedLesson_ComesBackFromTheList_WithItsRun()
    {
        var desk = await OpenAsync(await site.AddLessonAsync("vanishing", ":::train Go {#go}\n:spec: first.run.yaml\n:::\n"));
        await desk["delete"].ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await desk.Page.WaitForURLAsync("**/authoring");
        await Assertions.Expect(desk.Page.GetByTestId("lessons").First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator("[data-lesson-row=vanishing]")).ToHaveCountAsync(0);
        Directory.Exists(Path.GetDirectoryName(site.OwnPath("vanishing"))).ShouldBeFalse();

        await desk.Page.Locator(".deleted li").Filter(new() { HasText = "50-vanishing" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Page.Locator("[data-lesson-row=vanishing]")).ToContainTextAsync("none"); // findings
        File.Exists(site.OwnPath("vanishing", "first.run.yaml")).ShouldBeTrue();
    }

    /// <summary>Two editors of one lesson; the heron has saved, and the stork, who typed too, looks at both texts.</summary>
    private async Task<(EditorDesk Heron, EditorDesk Stork)> ConflictAsync(string id)
    {
        var address = await site.AddLessonAsync(id);
        var heron = await OpenAsync(address);
        var stork = await OpenAsync(address);
        await heron["presence"].WaitForAsync();
        await stork["presence"].WaitForAsync();
        await stork.AppendAsync("The stork was here.\n");
        await Assertions.Expect(stork["save"]).ToBeEnabledAsync();
        await heron.AppendAsync("The heron was here.\n");
        await heron.SaveAsync();
        await stork["changed-outside"].WaitForAsync();
        await stork["save"].ClickAsync();
        await stork["conflict"].WaitForAsync();
        return (heron, stork);
    }

    private async Task<EditorDesk> OpenAsync(string address, IBrowserContext? context = null)
    {
        var desk = new EditorDesk(context is null ? await site.OpenAsAsync(Roles.Instructor, address) : await site.OpenAsync(address, context: context));
        await desk.ReadyAsync();
        return desk;
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string id)
    {
        var history = site.Services.GetRequiredService<FileHistory>();
        var path = $"lessons/50-{id}/lesson.md";
        var texts = new List<string>();
        foreach (var entry in await history.ListAsync(path, cancel)) texts.Add(await history.TextAsync(path, entry.Number, cancel) ?? "");
        return texts;
    }
}
