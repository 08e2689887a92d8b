using System.Net;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.People;

public sealed class AccountTests(OpenSite site) : IClassFixture<OpenSite>
{
    [Fact]
    public async Task Register_KeepsTheGuestsIdentifier_AndSignsIn()
    {
        using var guest = new Visitor(site);
        await guest.ReadAsync("/");

        var response = await guest.SendAsync("/account/register", "register", ("Form.Name", "Ada of the first row"), ("Form.Password", Visitor.Password));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await guest.ReadAsync("/account")).QuerySelector(".lede")!.TextContent.ShouldContain("Ada of the first row");
        guest.CookieOf(VisitorIdentity.GuestCookieName).ShouldBeNull();
    }

    [Fact]
    public async Task OldGuestCookie_OpensNothing_OnceTheGuestHasRegistered()
    {
        using var guest = new Visitor(site);
        await guest.ReadAsync("/");
        var kept = guest.CookieOf(VisitorIdentity.GuestCookieName)!;
        await guest.SendAsync("/account/register", "register", ("Form.Name", "Bela"), ("Form.Password", Visitor.Password));

        using var thief = new Visitor(site);
        thief.SetCookie(VisitorIdentity.GuestCookieName, kept);
        await thief.ReadAsync("/");

        thief.CookieOf(VisitorIdentity.GuestCookieName).ShouldNotBe(kept);
    }

    [Theory]
    [InlineData("guest-heron-42", Visitor.Password, "belong to guests")]
    [InlineData("x", Visitor.Password, "2 to 40 characters")]
    [InlineData("a<b", Visitor.Password, "letters, digits")]
    [InlineData("Cleo", "short", "at least 10 characters")]
    [InlineData("Cleo", "aaaaaaaaaaaa", "same few characters")]
    [InlineData("long enough name", "long enough name", "too close to the name")]
    public async Task Register_SaysWhatIsWrong_AndMakesNothing(string name, string password, string words)
    {
        using var guest = new Visitor(site);

        var page = await Visitor.ParseAsync(await guest.SendAsync("/account/register", "register", ("Form.Name", name), ("Form.Password", password)));

        page.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain(words);
        (await Store.FindByNameAsync(name.ToUpperInvariant(), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Register_SaysTheNameIsTaken_WhateverItsCase()
    {
        await Visitor.AddAccountAsync(site, Roles.Learner, "Dora");
        using var guest = new Visitor(site);

        var page = await Visitor.ParseAsync(await guest.SendAsync("/account/register", "register", ("Form.Name", "dORA"), ("Form.Password", Visitor.Password)));

        page.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain("The name is taken");
    }

    [Fact]
    public async Task SignIn_OpensTheAccount_AndGoesToThePageThatWasAskedFor()
    {
        await Visitor.AddAccountAsync(site, Roles.Instructor, "Emil");
        using var guest = new Visitor(site);

        var response = await guest.SendAsync("/account/sign-in?to=/runs", "sign-in", ("Form.Name", " emil "), ("Form.Password", Visitor.Password));

        response.Headers.Location!.ToString().ShouldEndWith("/runs");
        (await guest.ReadAsync("/account")).QuerySelector(".lede")!.TextContent.ShouldContain("Emil, an instructor");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task SignIn_StaysOnThisSite_WhateverTheAddressSays(string to)
    {
        var account = await Visitor.AddAccountAsync(site, Roles.Learner);
        using var guest = new Visitor(site);

        var response = await guest.SendAsync($"/account/sign-in?to={Uri.EscapeDataString(to)}", "sign-in", ("Form.Name", account.Name), ("Form.Password", Visitor.Password));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        new Uri(new Uri("http://localhost/"), response.Headers.Location!).ToString().ShouldBe("http://localhost/");
    }

    [Fact]
    public async Task SignIn_SaysTheSame_ForAWrongNameAndAWrongPassword()
    {
        var account = await Visitor.AddAccountAsync(site, Roles.Learner);
        using var guest = new Visitor(site);

        var wrongName = await Visitor.ParseAsync(await guest.SendAsync("/account/sign-in", "sign-in", ("Form.Name", "nobody here"), ("Form.Password", "wrong password")));
        var wrongPassword = await Visitor.ParseAsync(await guest.SendAsync("/account/sign-in", "sign-in", ("Form.Name", account.Name), ("Form.Password", "wrong password")));

        wrongPassword.QuerySelector("[data-testid=problems]")!.TextContent.ShouldBe(wrongName.QuerySelector("[data-testid=problems]")!.TextContent);
    }

    [Fact]
    public async Task SignIn_RefusesTheRightPassword_AfterFiveWrongOnesAtOnce()
    {
        var account = await Visitor.AddAccountAsync(site, Roles.Learner);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var guesser = new Visitor(site);
            await guesser.SendAsync("/account/sign-in", "sign-in", ("Form.Name", account.Name), ("Form.Password", "wrong password"));
        }));

        using var owner = new Visitor(site);
        var page = await Visitor.ParseAsync(await owner.SendAsync("/account/sign-in", "sign-in", ("Form.Name", account.Name), ("Form.Password", Visitor.Password)));

        page.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain("rests for 15 minutes");
    }

    [Fact]
    public async Task SignOut_MakesTheNextVisitorANewGuest()
    {
        using var visitor = new Visitor(site);
        await visitor.BecomeAsync(Roles.Learner);

        await visitor.SendAsync("/account", "sign-out");

        (await visitor.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
    }

    [Fact]
    public async Task ChangePassword_EndsOtherSessions_AndKeepsThisOne()
    {
        using var here = new Visitor(site);
        var account = await here.BecomeAsync(Roles.Learner);
        using var there = new Visitor(site);
        there.SetCookie(Sessions.CookieName, here.CookieOf(Sessions.CookieName)!);

        await here.SendAsync("/account", "password", ("Form.Current", Visitor.Password), ("Form.Wanted", "another long password"));

        (await here.ReadAsync("/account")).QuerySelector(".lede")!.TextContent.ShouldContain(account.Name);
        (await there.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
    }

    private AccountStore Store => site.Services.GetRequiredService<AccountStore>();
}
