using System.Net;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LlmCourse.Web.Tests.People;

public sealed class FirstOperatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_MakesOneOperator_AndThenNobody()
    {
        await using var site = new OpenSite();
        var link = await LinkAsync(site);
        using var first = new Visitor(site);
        using var late = new Visitor(site);
        await late.ReadAsync(link);

        var made = await first.SendAsync(link, "first-operator", ("Form.Name", "Olga"), ("Form.Password", Visitor.Password));

        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await first.Client.GetAsync("/people", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await late.ReadAsync(link)).QuerySelector("[data-testid=link-spent]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Link_CanBeUsedAgain_WhenItsFirstUseWasRefused()
    {
        await using var site = new OpenSite();
        var link = await LinkAsync(site);
        using var visitor = new Visitor(site);
        await Visitor.AddAccountAsync(site, Roles.Learner, "Taken");

        await visitor.SendAsync(link, "first-operator", ("Form.Name", "Taken"), ("Form.Password", Visitor.Password));

        (await visitor.SendAsync(link, "first-operator", ("Form.Name", "Free"), ("Form.Password", Visitor.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Link_OfAnEarlierStart_DoesNotWork()
    {
        await using var site = new OpenSite();
        var old = await LinkAsync(site);
        await LinkAsync(site);

        using var visitor = new Visitor(site);

        (await visitor.ReadAsync(old)).QuerySelector("[data-testid=link-spent]").ShouldNotBeNull();
    }

    [Fact]
    public async Task LastOperator_CannotBeDemotedNorLockedOut()
    {
        await using var site = new OpenSite();
        using var only = new Visitor(site);
        var account = await only.BecomeAsync(Roles.Operator);

        var demoted = await Visitor.ParseAsync(await only.SendAsync($"/people/{account.Id}", "role", ("Form.Role", Roles.Learner)));
        var locked = await Visitor.ParseAsync(await only.SendAsync($"/people/{account.Id}", "lock"));

        demoted.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain("last operator");
        locked.QuerySelector("[data-testid=problems]")!.TextContent.ShouldContain("last operator");
        (await only.Client.GetAsync("/people", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // The console's own token is made when the server starts; a test makes the next one, as the next start would.
    private static async Task<string> LinkAsync(OpenSite site)
    {
        await site.Services.GetServices<IHostedService>().OfType<FirstOperatorLink>().Single().ExecuteTask!.WaitAsync(Token);
        return $"{FirstOperatorLink.Path}?token={await site.Services.GetRequiredService<AccountLinks>().MakeFirstOperatorAsync(Token)}";
    }
}
