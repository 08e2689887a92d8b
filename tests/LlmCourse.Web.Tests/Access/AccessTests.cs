using System.Net;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Access;

/// <summary>Every endpoint, opened by everybody.</summary>
public sealed class AccessTests(OpenSite site) : IClassFixture<OpenSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Matrix_HasARowForEveryEndpoint_AndNoneForOthers()
    {
        site.CreateClient().Dispose(); // starts the site
        var declared = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();

        declared.Except(AccessMatrix.Doors.Select(door => door.Pattern), StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty("Say in tests/LlmCourse.Web.Tests/Access/AccessMatrix.cs who may use these endpoints.");
        AccessMatrix.Doors.Select(door => door.Pattern).Except(declared, StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty("These endpoints are gone; take their rows out of AccessMatrix.cs.");
    }

    public static TheoryData<string, string?> DoorsAndVisitors()
    {
        var data = new TheoryData<string, string?>();
        foreach (var door in AccessMatrix.Doors)
        {
            foreach (var visitor in AccessMatrix.Visitors) data.Add(door.Pattern, visitor);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(DoorsAndVisitors))]
    public async Task Door_OpensForThoseWhoMay_AndSaysSoToOthers(string pattern, string? who)
    {
        var door = AccessMatrix.Doors.Single(each => each.Pattern == pattern);
        using var visitor = await VisitorAsync(who);
        var address = await AddressAsync(door);

        var response = await visitor.Client.GetAsync(address, Token);

        Judge(response.StatusCode, door, AccessMatrix.MayPass(door, who));
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            (await Visitor.ParseAsync(response)).QuerySelector("[data-testid=refusal-page]").ShouldNotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(DoorsAndVisitors))]
    public async Task Form_IsRefused_WithoutItsToken(string pattern, string? who)
    {
        var door = AccessMatrix.Doors.Single(each => each.Pattern == pattern);
        if (!door.IsPage) return;
        using var visitor = await VisitorAsync(who);
        await visitor.ReadAsync("/account/sign-in"); // has the token's cookie, as a victim of a forged form would

        var response = await visitor.Client.PostAsync(await AddressAsync(door), new FormUrlEncodedContent([KeyValuePair.Create("_handler", "rename"), KeyValuePair.Create("Form.Name", "Mallory")]), Token);

        response.StatusCode.ShouldBe(AccessMatrix.MayPass(door, who) ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden);
        (await Visitor.ParseAsync(response)).QuerySelector("[data-testid=bad-request], [data-testid=refusal-page]").ShouldNotBeNull();
    }

    [Fact]
    public async Task ForgedForm_ChangesNothing()
    {
        using var victim = new Visitor(site);
        var account = await victim.BecomeAsync(Roles.Operator);
        await victim.ReadAsync("/account");
        var other = await Visitor.AddAccountAsync(site, Roles.Learner);
        var store = site.Services.GetRequiredService<AccountStore>();

        (string Address, string Form, (string, string)[] Fields)[] forged =
        [
            ("/account", "rename", [("Form.Name", "Mallory")]),
            ("/account", "password", [("Form.Current", Visitor.Password), ("Form.Wanted", "a password of Mallory")]),
            ($"/people/{other.Id}", "role", [("Form.Role", Roles.Operator)]),
            ($"/people/{other.Id}", "lock", []),
            ($"/people/{other.Id}", "revoke", []),
            ("/account/register", "register", [("Form.Name", "Mallory"), ("Form.Password", Visitor.Password)]),
        ];
        foreach (var (address, form, fields) in forged)
        {
            var body = fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)).Append(KeyValuePair.Create("_handler", form));
            (await victim.Client.PostAsync(address, new FormUrlEncodedContent(body), Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{form} at {address}");
        }

        var after = (await store.FindAsync(account.Id, Token))!;
        (after.Name, after.PasswordHash, after.SecurityStamp).ShouldBe((account.Name, account.PasswordHash, account.SecurityStamp));
        var otherAfter = (await store.FindAsync(other.Id, Token))!;
        (otherAfter.Role, otherAfter.LockedAt, otherAfter.SecurityStamp).ShouldBe((Roles.Learner, null, other.SecurityStamp));
        (await store.FindByNameAsync("MALLORY", Token)).ShouldBeNull();
    }

    private static void Judge(HttpStatusCode status, Door door, bool mayPass)
    {
        if (door.Allowed == Allowed.WebTiers) status.ShouldBe(HttpStatusCode.Unauthorized);
        else if (mayPass) status.ShouldNotBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError);
        else status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<string> AddressAsync(Door door)
    {
        var address = door.Sample;
        if (address.Contains("{run}")) address = address.Replace("{run}", site.Runs.Add().Id);
        if (address.Contains("{person}")) address = address.Replace("{person}", (await Visitor.AddAccountAsync(site, Roles.Learner)).Id);
        return address;
    }

    private async Task<Visitor> VisitorAsync(string? who)
    {
        var visitor = new Visitor(site);
        if (who is null) return visitor;
        var account = await visitor.BecomeAsync(who == AccessMatrix.Locked ? Roles.Operator : who);
        if (who == AccessMatrix.Locked)
        {
            await Visitor.AddAccountAsync(site, Roles.Operator); // the last one could not be locked
            (await site.Services.GetRequiredService<AccountStore>().SetLockAsync(account.Id, locked: true, Token)).ShouldBeTrue();
        }

        return visitor;
    }
}
