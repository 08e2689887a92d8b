using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Tests;

/// <summary>One browser as the server sees it: cookies of its own, forms filled in and sent as they stand on the page.</summary>
internal sealed class Visitor : IDisposable
{
    /// <summary>A password that every rule accepts.</summary>
    public const string Password = "heron lamp river 42";

    private static readonly Uri Root = new("http://localhost/");
    private readonly CookieContainer cookies = new();

    public Visitor(WebApplicationFactory<Program> site)
    {
        Site = site;
        Client = site.CreateDefaultClient(Root, new CookieContainerHandler(cookies));
    }

    public WebApplicationFactory<Program> Site { get; }

    public HttpClient Client { get; }

    /// <summary>Signs in to a fresh account of the role, without its pages.</summary>
    public async Task<Account> BecomeAsync(string role)
    {
        var account = await AddAccountAsync(Site, role);
        var cookie = Site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Scheme);
        var ticket = new AuthenticationTicket(Sessions.PrincipalOf(account), Sessions.Scheme);
        cookies.Add(Root, new Cookie(Sessions.CookieName, cookie.TicketDataFormat.Protect(ticket)));
        return account;
    }

    /// <summary>An account with <see cref="Password"/>.</summary>
    public static async Task<Account> AddAccountAsync(WebApplicationFactory<Program> site, string role, string? name = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var account = new Account { Id = Guid.NewGuid().ToString("n"), Name = name ?? $"{role} {Guid.NewGuid().ToString("n")[..8]}", Role = role };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
        return account;
    }

    public string? CookieOf(string name) => cookies.GetCookies(Root)[name]?.Value;

    public void SetCookie(string name, string value) => cookies.Add(Root, new Cookie(name, value));

    public async Task<IHtmlDocument> ReadAsync(string address) => await ParseAsync(await Client.GetAsync(address));

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Opens a page and sends one of its forms with these fields.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(address);
        var sent = page.QuerySelectorAll("form").OfType<IHtmlFormElement>()
            .Single(each => each.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form)
            .QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(address, new FormUrlEncodedContent(sent));
    }

    public void Dispose() => Client.Dispose();
}
