using System.Net;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.People;

public sealed class LearnerDataTests(OpenSite site) : IClassFixture<OpenSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRunStore Runs => site.Services.GetRequiredService<IRunStore>();

    private IUploadStore Uploads => site.Services.GetRequiredService<IUploadStore>();

    [Fact]
    public async Task SignIn_MovesWhatTheGuestLeft_ToTheAccount()
    {
        var account = await Visitor.AddAccountAsync(site, Roles.Learner);
        using var guest = new Visitor(site);
        var guestId = await GuestIdAsync(guest);
        await Runs.AddAsync(new RunSpec(), new RunActor(guestId, "guest-wren-11"), Token);
        await UploadAsync("guest.txt", "what a guest uploaded", guestId);

        await guest.SendAsync("/account/sign-in", "sign-in", ("Form.Name", account.Name), ("Form.Password", Visitor.Password));

        (await Runs.ListAsync(new RunQuery(OwnerId: account.Id), Token)).Runs.ShouldHaveSingleItem().Owner.ShouldBe(account.Name);
        (await Uploads.ListAsync(account.Id, Token)).ShouldHaveSingleItem().FileName.ShouldBe("guest.txt");
        (await Runs.ListAsync(new RunQuery(OwnerId: guestId), Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Rename_ShowsTheNewNameBesideOldRuns()
    {
        using var visitor = new Visitor(site);
        var account = await visitor.BecomeAsync(Roles.Learner);
        await Runs.AddAsync(new RunSpec(), new RunActor(account.Id, account.Name), Token);

        await visitor.SendAsync("/account", "rename", ("Form.Name", "Renée of room 4"));

        (await Runs.ListAsync(new RunQuery(OwnerId: account.Id), Token)).Runs.ShouldHaveSingleItem().Owner.ShouldBe("Renée of room 4");
    }

    [Fact]
    public async Task Upload_IsDeletedByItsOwner_AndByNobodyElse()
    {
        using var owner = new Visitor(site);
        var account = await owner.BecomeAsync(Roles.Learner);
        var text = await UploadAsync("mine.txt", "a text of my own", account.Id);
        using var other = new Visitor(site);
        await other.BecomeAsync(Roles.Learner);
        var page = await owner.ReadAsync("/account");
        var handler = $"remove-{text.Id}";
        page.QuerySelector("[data-testid=uploads]")!.TextContent.ShouldContain("mine.txt");
        (await other.ReadAsync("/account")).QuerySelector("[data-testid=uploads]").ShouldBeNull();

        await owner.SendAsync("/account", handler);

        (await Uploads.FindAsync(text.Id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Delete_RemovesTheAccount_AndLeavesItsRunsWithoutAnOwner()
    {
        using var visitor = new Visitor(site);
        var account = await visitor.BecomeAsync(Roles.Learner);
        var run = await Runs.AddAsync(new RunSpec(), new RunActor(account.Id, account.Name), Token);

        foreach (var part in site.Services.GetServices<ILearnerData>()) await part.DeleteAsync(account.Id, Token);

        var orphan = (await Runs.FindAsync(run.Id, Token))!;
        (orphan.OwnerId, orphan.Owner).ShouldBe((null, "a former learner"));
        (await visitor.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
        foreach (var part in site.Services.GetServices<ILearnerData>()) (await part.ExportAsync(account.Id, Token)).ShouldBeNull(part.Name);
    }

    [Fact]
    public async Task Export_HoldsAccountRunsAndTexts()
    {
        var account = await Visitor.AddAccountAsync(site, Roles.Instructor);
        await Runs.AddAsync(new RunSpec(), new RunActor(account.Id, account.Name), Token);
        await UploadAsync("exported.txt", "the words themselves", account.Id);

        var parts = new Dictionary<string, string?>();
        foreach (var part in site.Services.GetServices<ILearnerData>()) parts[part.Name] = (await part.ExportAsync(account.Id, Token))?.ToJsonString();

        parts["account"].ShouldNotBeNull().ShouldContain(account.Name);
        parts["account"].ShouldNotBeNull().ShouldNotContain("hash", Case.Insensitive);
        parts["runs"].ShouldNotBeNull().ShouldContain("\"steps\":0");
        parts["uploads"].ShouldNotBeNull().ShouldContain("the words themselves");
    }

    private async Task<UploadedText> UploadAsync(string name, string text, string owner) =>
        await Uploads.AddAsync(name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), owner, Token);

    // The identifier is in the signed cookie.
    private async Task<string> GuestIdAsync(Visitor guest)
    {
        await guest.ReadAsync("/");
        var protector = site.Services.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>().CreateProtector("LlmCourse.GuestIdentity");
        return Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.Unprotect(protector, WebUtility.UrlDecode(guest.CookieOf(VisitorIdentity.GuestCookieName)!)).Split(' ')[0];
    }
}
