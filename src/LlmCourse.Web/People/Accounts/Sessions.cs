using System.Security.Claims;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace LlmCourse.Web.People.Accounts;

/// <summary>
/// Who is signed in. A session's cookie carries identifier and stamp; role, name and locks are looked up, so that what an
/// operator changes holds from the next request on, and on open pages at once.
/// </summary>
internal sealed class Sessions(AccountStore accounts)
{
    /// <summary>Name of the cookie's authentication scheme.</summary>
    public const string Scheme = "Account";

    /// <summary>Name of the cookie.</summary>
    public const string CookieName = "llmcourse-account";

    /// <summary>Claim that carries <see cref="Account.SecurityStamp"/>.</summary>
    public const string StampClaim = "stamp";

    /// <summary>Claim of a visitor whose session ended while a page was open.</summary>
    public const string EndedClaim = "session-ended";

    /// <summary>Raised, on any thread, after an account's role, name, lock, password or sessions changed in this process.</summary>
    public event EventHandler<AccountChangedEventArgs>? Changed;

    /// <summary>Tells open pages to look again.</summary>
    public void Announce(string accountId) => Changed?.Invoke(this, new AccountChangedEventArgs(accountId));

    /// <summary>The person as pages see them.</summary>
    public static ClaimsPrincipal PrincipalOf(Account account) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Id),
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(ClaimTypes.Role, account.Role),
            new Claim(StampClaim, account.SecurityStamp),
        ],
        Scheme));

    /// <summary>Begins a session in this browser, in place of the guest's.</summary>
    public static async Task BeginAsync(HttpContext context, Account account)
    {
        context.Response.Cookies.Delete(VisitorIdentity.GuestCookieName);
        await context.SignInAsync(Scheme, PrincipalOf(account), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Ends the session of this browser; the next visitor is a new guest.</summary>
    public static async Task EndAsync(HttpContext context)
    {
        context.Response.Cookies.Delete(VisitorIdentity.GuestCookieName);
        await context.SignOutAsync(Scheme);
    }

    /// <summary>The visitor as they are now; null when the session no longer holds. Guests stay who they are.</summary>
    public async Task<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal visitor, CancellationToken cancellationToken)
    {
        if (!visitor.IsSignedIn()) return visitor;
        var account = await accounts.FindAsync(visitor.LearnerId(), cancellationToken);
        return account is { LockedAt: null } && account.SecurityStamp == visitor.FindFirstValue(StampClaim) ? PrincipalOf(account) : null;
    }

    /// <summary>Checks the cookie of a request.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal is { } visitor && await sessions.RenewAsync(visitor, context.HttpContext.RequestAborted) is { } renewed)
        {
            context.Principal = renewed;
            return;
        }

        context.RejectPrincipal();
        if (!context.HttpContext.Response.HasStarted) await context.HttpContext.SignOutAsync(Scheme);
    }
}

/// <summary>Says which account changed.</summary>
internal sealed class AccountChangedEventArgs(string accountId) : EventArgs
{
    public string AccountId { get; } = accountId;
}
