using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Identity;

/// <summary>
/// Gives every visitor a name such as <c>guest-heron-42</c> that owns their runs. The cookie is signed, so that nobody
/// takes another's name by typing it.
/// </summary>
internal sealed class GuestIdentity(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IDataProtectionProvider protection,
    TimeProvider time) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "Guest";

    /// <summary>Name of the cookie.</summary>
    public const string CookieName = "llmcourse-guest";

    private readonly IDataProtector protector = protection.CreateProtector("LlmCourse.GuestIdentity");

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var guest = ReadCookie() ?? GiveName();
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, guest.Id), new Claim(ClaimTypes.Name, guest.Name)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    private Guest? ReadCookie()
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 } cookie) return null;
        try
        {
            return protector.Unprotect(cookie).Split(' ') is [var id, var name] ? new Guest(id, name) : null;
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
            Response.Cookies.Append(CookieName, protector.Protect($"{guest.Id} {guest.Name}"), new CookieOptions
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
internal static class GuestIdentities
{
    /// <summary>Registers the guest scheme as the default.</summary>
    public static void AddGuestIdentity(this IServiceCollection services) => services
        .AddAuthentication(GuestIdentity.SchemeName)
        .AddScheme<AuthenticationSchemeOptions, GuestIdentity>(GuestIdentity.SchemeName, null);
}
