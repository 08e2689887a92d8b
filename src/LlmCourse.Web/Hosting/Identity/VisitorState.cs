using System.Security.Claims;
using LlmCourse.Web.People;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Identity;

/// <summary>
/// Who works an open page. A circuit outlives the request that opened it, so the session is looked at again: at once when
/// this process changed the account, and every so often in case another one did.
/// </summary>
internal sealed class VisitorState : ServerAuthenticationStateProvider, IDisposable
{
    private readonly Sessions sessions;
    private readonly ILogger<VisitorState> log;
    private readonly ITimer timer;
    private readonly CancellationTokenSource leaving = new();
    private readonly SemaphoreSlim looking = new(1, 1);

    public VisitorState(Sessions sessions, IOptions<PeopleOptions> options, TimeProvider time, ILogger<VisitorState> log)
    {
        this.sessions = sessions;
        this.log = log;
        var interval = TimeSpan.FromSeconds(options.Value.RecheckSeconds);
        timer = time.CreateTimer(_ => _ = RecheckAsync(), null, interval, interval);
        sessions.Changed += OnChanged;
    }

    public void Dispose()
    {
        sessions.Changed -= OnChanged;
        timer.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        looking.Dispose();
    }

    private void OnChanged(object? sender, AccountChangedEventArgs change) => _ = RecheckAsync(change.AccountId);

    private async Task RecheckAsync(string? accountId = null)
    {
        try
        {
            await looking.WaitAsync(leaving.Token);
            try
            {
                var visitor = (await GetAuthenticationStateAsync()).User;
                if (!visitor.IsSignedIn() || (accountId is not null && visitor.LearnerId() != accountId)) return;
                var renewed = await sessions.RenewAsync(visitor, leaving.Token) ?? Nobody();
                if (!SameVisitor(visitor, renewed)) SetAuthenticationState(Task.FromResult(new AuthenticationState(renewed)));
            }
            finally
            {
                looking.Release();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // the page was left
        }
        catch (Exception unreadable)
        {
            log.LogWarning(unreadable, "The session of an open page could not be checked; it will be tried again");
        }
    }

    /// <summary>A visitor without rights and without a past: what this page still does is written under a name that nobody has.</summary>
    private static ClaimsPrincipal Nobody() => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString("n")), new Claim(ClaimTypes.Name, "signed out"), new Claim(Sessions.EndedClaim, "true")],
        VisitorIdentity.SchemeName));

    private static bool SameVisitor(ClaimsPrincipal one, ClaimsPrincipal other) =>
        one.Claims.Select(claim => (claim.Type, claim.Value)).SequenceEqual(other.Claims.Select(claim => (claim.Type, claim.Value)));
}
