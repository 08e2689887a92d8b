using System.Net;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using LlmCourse.Web.People.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.People;

public sealed class OperatorTests(OpenSite site) : IClassFixture<OpenSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_HoldsFromTheNextRequest_OfASessionThatIsOpenAlready()
    {
        using var keeper = await OperatorAsync();
        using var learner = new Visitor(site);
        var account = await learner.BecomeAsync(Roles.Learner);
        (await learner.Client.GetAsync("/people", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await keeper.SendAsync($"/people/{account.Id}", "role", ("Form.Role", Roles.Operator));

        (await learner.Client.GetAsync("/people", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await EntriesAsync(account.Name)).ShouldContain(entry => entry.Action == "role.give" && entry.Details == "learner → operator");
    }

    [Fact]
    public async Task Lock_EndsTheSession_AndSignInIsRefusedUntilItIsOpenedAgain()
    {
        using var keeper = await OperatorAsync();
        using var learner = new Visitor(site);
        var account = await learner.BecomeAsync(Roles.Learner);

        await keeper.SendAsync($"/people/{account.Id}", "lock");

        (await learner.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
        (await SignInAsync(account, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await keeper.SendAsync($"/people/{account.Id}", "unlock");
        (await SignInAsync(account, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await EntriesAsync(account.Name)).Select(entry => entry.Action).ShouldBe(["account.unlock", "account.lock"]);
    }

    [Fact]
    public async Task Revoke_EndsTheSessions()
    {
        using var keeper = await OperatorAsync();
        using var learner = new Visitor(site);
        var account = await learner.BecomeAsync(Roles.Learner);

        await keeper.SendAsync($"/people/{account.Id}", "revoke");

        (await learner.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
    }

    [Fact]
    public async Task UploadedText_OfSomebodyElse_IsDeleted_AndTheDeletionIsNoted()
    {
        using var keeper = await OperatorAsync();
        using var learner = new Visitor(site);
        var account = await learner.BecomeAsync(Roles.Learner);
        var uploads = site.Services.GetRequiredService<IUploadStore>();
        var text = await uploads.AddAsync("unkind.txt", new MemoryStream("Words that nobody should read."u8.ToArray()), account.Id, Token);

        (await keeper.ReadAsync($"/people/{account.Id}")).QuerySelector("[data-testid=uploads]")!.TextContent.ShouldContain("unkind.txt");
        await keeper.SendAsync($"/people/{account.Id}", $"remove-{text.Id}");

        (await uploads.FindAsync(text.Id, Token)).ShouldBeNull();
        (await EntriesAsync(account.Name)).ShouldContain(entry => entry.Action == "upload.delete" && entry.Details == "unkind.txt");
    }

    [Fact]
    public async Task ResetLink_SetsANewPasswordOnce_AndEndsSessions()
    {
        using var keeper = await OperatorAsync();
        using var learner = new Visitor(site);
        var account = await learner.BecomeAsync(Roles.Learner);
        var shown = await Visitor.ParseAsync(await keeper.SendAsync($"/people/{account.Id}", "reset-link"));
        var link = new Uri(shown.QuerySelector("[data-testid=reset-link] input")!.GetAttribute("value")!).PathAndQuery;

        using var anywhere = new Visitor(site);
        var short_ = await Visitor.ParseAsync(await anywhere.SendAsync(link, "reset", ("Form.Password", "short")));
        short_.QuerySelector("[data-testid=problems]").ShouldNotBeNull();
        var done = await Visitor.ParseAsync(await anywhere.SendAsync(link, "reset", ("Form.Password", "a new long password")));

        done.QuerySelector("[data-testid=reset-done]").ShouldNotBeNull();
        (await anywhere.ReadAsync(link)).QuerySelector("[data-testid=link-spent]").ShouldNotBeNull();
        (await learner.ReadAsync("/account")).QuerySelector("h1")!.TextContent.ShouldBe("You are a guest");
        (await SignInAsync(account, "a new long password")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await SignInAsync(account, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Invitation_GivesItsRole_AsOftenAsItSays()
    {
        using var keeper = await OperatorAsync();
        var made = await Visitor.ParseAsync(await keeper.SendAsync("/people/invitations", "invite", ("Form.Role", Roles.Instructor), ("Form.Uses", "1"), ("Form.Days", "3"), ("Form.Note", "a colleague")));
        var code = made.QuerySelector("[data-testid=invitation-code] input")!.GetAttribute("value")!;

        using var first = new Visitor(site);
        (await first.SendAsync("/account/register", "register", ("Form.Name", "Ivo"), ("Form.Password", Visitor.Password), ("Form.Code", code.ToLowerInvariant().Replace("-", " ")))).StatusCode.ShouldBe(HttpStatusCode.Found);
        using var second = new Visitor(site);
        var refused = await Visitor.ParseAsync(await second.SendAsync("/account/register", "register", ("Form.Name", "Jan"), ("Form.Password", Visitor.Password), ("Form.Code", code)));

        (await first.ReadAsync("/account")).QuerySelector(".lede")!.TextContent.ShouldContain("Ivo, an instructor");
        refused.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain("invitation code does not work");
        (await keeper.ReadAsync("/people/invitations")).QuerySelector("[data-testid=invitations]")!.TextContent.ShouldContain("1 of 1");
    }

    [Fact]
    public async Task Withdraw_MakesTheCodeUseless()
    {
        using var keeper = await OperatorAsync();
        var made = await Visitor.ParseAsync(await keeper.SendAsync("/people/invitations", "invite", ("Form.Role", Roles.Learner), ("Form.Uses", "9"), ("Form.Days", "3"), ("Form.Note", "withdrawn")));
        var code = made.QuerySelector("[data-testid=invitation-code] input")!.GetAttribute("value")!;
        var form = made.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Last(handler => handler.StartsWith("withdraw-", StringComparison.Ordinal)
            && made.QuerySelectorAll("[data-testid=invitations] tr").Any(row => row.TextContent.Contains("withdrawn") && row.InnerHtml.Contains(handler)));

        await keeper.SendAsync("/people/invitations", form);

        using var guest = new Visitor(site);
        var refused = await Visitor.ParseAsync(await guest.SendAsync("/account/register", "register", ("Form.Name", "Kai"), ("Form.Password", Visitor.Password), ("Form.Code", code)));
        refused.QuerySelector("[data-testid=problems]").ShouldNotBeNull();
    }

    [Fact]
    public async Task People_AreFoundByAPartOfTheName_AndPaged()
    {
        using var keeper = await OperatorAsync();
        await Visitor.AddAccountAsync(site, Roles.Learner, "Zora of Zurich");

        var page = await keeper.ReadAsync("/people?search=OF%20zur");

        page.QuerySelectorAll("[data-testid=people] tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Zora of Zurich");
    }

    [Fact]
    public async Task AuditFile_IsSafeToOpenInASpreadsheet_AndFollowsTheFilter()
    {
        using var keeper = await OperatorAsync();
        var log = site.Services.GetRequiredService<SqliteAuditLog>();
        await log.RecordAsync("id", "=cmd|' /C calc'!A0", "lesson.publish", "csv-marker", "a \"quoted\", text", Token);
        await log.RecordAsync("id", "other", "lesson.publish", "something else", null, Token);

        var response = await keeper.Client.GetAsync("/people/audit.csv?subject=csv-marker", Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await response.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldEndWith("id,'=cmd|' /C calc'!A0,lesson.publish,csv-marker,\"a \"\"quoted\"\", text\"");
    }

    [Fact]
    public async Task AuditPage_NamesItsTimeZone_AndWhatACellIs_WhereTheHeadingsAreFoldedAway()
    {
        using var keeper = await OperatorAsync();
        var log = site.Services.GetRequiredService<SqliteAuditLog>();
        await log.RecordAsync("id", "Ada who acted", "lesson.publish", "label-marker", null, Token);

        var row = (await keeper.ReadAsync("/people/audit?subject=label-marker")).QuerySelectorAll("[data-testid=audit] tbody tr").ShouldHaveSingleItem();

        row.QuerySelector("time")!.TextContent.ShouldEndWith(" UTC");
        row.QuerySelector("[data-label=by]")!.TextContent.ShouldBe("Ada who acted");
        row.QuerySelector("[data-label=about]")!.TextContent.ShouldBe("label-marker");
    }

    private async Task<Visitor> OperatorAsync()
    {
        var visitor = new Visitor(site);
        await visitor.BecomeAsync(Roles.Operator);
        return visitor;
    }

    private async Task<HttpResponseMessage> SignInAsync(Account account, string password)
    {
        using var visitor = new Visitor(site);
        return await visitor.SendAsync("/account/sign-in", "sign-in", ("Form.Name", account.Name), ("Form.Password", password));
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string subject) =>
        (await site.Services.GetRequiredService<SqliteAuditLog>().ListAsync(new AuditQuery(Subject: subject), 0, 100, Token)).Entries;
}
