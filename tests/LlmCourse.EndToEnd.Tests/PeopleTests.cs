using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>Accounts in a real browser: forms, then live pages, and back.</summary>
public sealed class PeopleTests(CourseSite site)
{
    [Fact]
    public async Task Guest_RegistersAndGoesOnLearning_WithoutLosingTheLivePages()
    {
        var page = await site.OpenAsync("/");
        await page.GetByTestId("sign-in-link").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Make one" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Make an account" })).ToBeVisibleAsync(); // the page before has fields of the same names
        var name = $"Grace {Guid.NewGuid().ToString("n")[..6]}";
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync("a heron over the river");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("account-link")).ToHaveTextAsync(name);
        await CourseSite.LiveAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Runs");
        await site.GoAsync(page, Bench.Lesson);
        await new Bench(page).PredictAsync();
        await page.GetByTestId("account-link").ClickAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await Assertions.Expect(page.GetByTestId("sign-in-link")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OpenPage_BecomesAGuests_WhenTheSessionIsRevoked()
    {
        var page = await site.OpenAsync("/");
        var account = await site.SignInAsync(page.Context, Roles.Instructor);
        await site.GoAsync(page, "/runs"); // only a live page hears of it at once; one that opens meanwhile is checked later
        await Assertions.Expect(page.GetByTestId("account-link")).ToHaveTextAsync(account.Name);

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountDesk>().RevokeSessionsAsync(Sessions.PrincipalOf(account), TestContext.Current.CancellationToken);

        await Assertions.Expect(page.GetByTestId("sign-in-link")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Watcher_SeesWhyTheButtonsAreOff_AndAnInstructorStopsTheRun()
    {
        var mine = new Bench(await site.OpenAsync(Bench.Lesson));
        await mine.StartSmallAsync(steps: Bench.Endless);
        var address = $"/runs/{await mine.RunIdAsync()}";

        var theirs = new Bench(await site.OpenAsync(address));
        await Assertions.Expect(theirs["not-yours"]).ToContainTextAsync("instructors");
        await Assertions.Expect(theirs["stop"]).ToBeDisabledAsync();
        await Assertions.Expect(theirs["new-run"]).ToBeEnabledAsync();

        var teacher = new Bench(await site.OpenAsAsync(Roles.Instructor, address));
        await Assertions.Expect(teacher["stop"]).ToBeEnabledAsync();
        await teacher.StopAsync();
        await mine.WaitForStateAsync("cancelled");
    }

    [Fact]
    public async Task Watcher_StartsACopyOnTheTextOfTheRun_ThoughSomebodyElseUploadedIt()
    {
        var mine = new Bench(await site.OpenAsync(Bench.Lesson));
        await mine["start"].WaitForAsync();
        await mine.TurnAsync();
        await mine["knob-corpus"].SelectOptionAsync("upload");
        await Assertions.Expect(mine["upload"]).ToBeEnabledAsync();
        var text = string.Concat(Enumerable.Repeat("A heron waits where the river bends. ", 400));
        await mine["upload"].SetInputFilesAsync(new FilePayload { Name = "heron.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await mine.StartSmallAsync(steps: 40);
        var original = await mine.RunIdAsync();

        var theirs = new Bench(await site.OpenAsync($"/runs/{original}"));
        await theirs["new-run"].ClickAsync();
        await Assertions.Expect(theirs["knob-corpus"].Locator("option:checked")).ToHaveTextAsync("heron.txt");
        await theirs["start"].ClickAsync();
        await Assertions.Expect(theirs["start-problem"]).ToHaveCountAsync(0);
        await Assertions.Expect(theirs.Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(original)));

        await theirs.WaitForStateAsync("completed");
    }
}
