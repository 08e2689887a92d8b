using System.Security.Claims;
using System.Text.Encodings.Web;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Identity;

/// <summary>
/// Says who a visitor is: the account they signed in to, else a guest with a name such as <c>guest-heron-42</c>. The
/// guest's cookie is signed, so that nobody takes another's name by typing it.
/// </summary>
internal sealed class VisitorIdentity(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IDataProtectionProvider protection,
    AccountStore accounts,
    TimeProvider time) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "Visitor";

    /// <summary>Name of a guest's cookie.</summary>
    public const string GuestCookieName = "llmcourse-guest";

    private readonly IDataProtector protector = protection.CreateProtector("LlmCourse.GuestIdentity");

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await Context.AuthenticateAsync(Sessions.Scheme) is { Succeeded: true } session) return session;

        var guest = await ReadCookieAsync() ?? GiveName();
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, guest.Id), new Claim(ClaimTypes.Name, guest.Name)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private async Task<Guest?> ReadCookieAsync()
    {
        if (Request.Cookies[GuestCookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            if (protector.Unprotect(cookie).Split(' ') is not [var id, var name]) return null;

            // The identifier of a guest who registered is the account's; an old copy of the guest's cookie must not open it.
            return await accounts.ExistsAsync(id, Context.RequestAborted) ? null : new Guest(id, name);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // signed by another installation, or made up: the visitor gets a new name
        }
    }

    private Guest GiveName()
    {
        var guest = new Guest(Guid.NewGuid().ToString("n"), GuestNames.Next(Random.Shared));
        if (!Response.HasStarted)
        {
            Response.Cookies.Append(GuestCookieName, protector.Protect($"{guest.Id} {guest.Name}"), new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
                Expires = time.GetUtcNow().AddYears(1),
            });
        }

        return guest;
    }

    private sealed record Guest(string Id, string Name);
}

/// <summary>Registration.</summary>
internal static class VisitorIdentities
{
    /// <summary>Registers both schemes; pages know one, the visitor's.</summary>
    public static void AddVisitorIdentity(this IServiceCollection services)
    {
        services
            .AddAuthentication(VisitorIdentity.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, VisitorIdentity>(VisitorIdentity.SchemeName, null)
            .AddCookie(Sessions.Scheme, cookie =>
            {
                cookie.Cookie.Name = Sessions.CookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.IsEssential = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = Sessions.ValidateAsync;
            });
        services.AddOptions<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(Sessions.Scheme)
            .Configure<IOptions<People.PeopleOptions>>((cookie, people) => cookie.ExpireTimeSpan = TimeSpan.FromDays(people.Value.SessionDays));
        services.AddScoped<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider, VisitorState>();
    }
}
