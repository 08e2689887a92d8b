using System.Security.Claims;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.People.Accounts;

/// <summary>
/// What operators do with the accounts of others. Every step asks again whether the person who acts is an operator, says
/// what it did in the audit log, and tells open pages of the account.
/// </summary>
internal sealed class PeopleDesk(
    UserManager<Account> manager,
    AccountStore accounts,
    AccountLinks links,
    Invitations invitations,
    Sessions sessions,
    IUploadStore uploads,
    IAuditLog audit,
    IOptions<PeopleOptions> options)
{
    /// <summary>Most registrations that one invitation opens: a lecture hall.</summary>
    public const int MaxUses = 1_000;

    /// <summary>Most days an invitation works: a school year.</summary>
    public const int MaxDays = 366;

    private const string LastOperator = "This is the last operator who can sign in. Make somebody else an operator first.";
    private const string Gone = "The account is gone.";

    /// <summary>Accounts whose name contains the text, a page of them.</summary>
    public Task<AccountList> ListAsync(ClaimsPrincipal by, string? nameContains, int skip, int take, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        return accounts.ListAsync(nameContains, skip, take, cancellationToken);
    }

    /// <summary>One account, or null.</summary>
    public Task<Account?> FindAsync(ClaimsPrincipal by, string id, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        return accounts.FindAsync(id, cancellationToken);
    }

    /// <summary>Gives a role; gives what stood in the way, or null.</summary>
    public async Task<string?> GiveRoleAsync(ClaimsPrincipal by, string id, string role, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (!Roles.All.Contains(role)) return "There is no such role.";
        if (await accounts.FindAsync(id, cancellationToken) is not { } before) return Gone;
        if (before.Role == role) return null;
        if (!await accounts.SetRoleAsync(id, role, cancellationToken)) return LastOperator;
        await NoteAsync(by, "role.give", before, $"{before.Role} → {role}", cancellationToken);
        return null;
    }

    /// <summary>Locks the account, which ends its sessions, or opens it again.</summary>
    public async Task<string?> SetLockAsync(ClaimsPrincipal by, string id, bool locked, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (await accounts.FindAsync(id, cancellationToken) is not { } account) return Gone;
        if (!await accounts.SetLockAsync(id, locked, cancellationToken)) return LastOperator;
        await NoteAsync(by, locked ? "account.lock" : "account.unlock", account, null, cancellationToken);
        return null;
    }

    /// <summary>Ends every session of the account.</summary>
    public async Task<string?> RevokeSessionsAsync(ClaimsPrincipal by, string id, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (await accounts.FindAsync(id, cancellationToken) is not { } account) return Gone;
        await manager.UpdateSecurityStampAsync(account);
        await NoteAsync(by, "sessions.revoke", account, null, cancellationToken);
        return null;
    }

    /// <summary>Deletes a text that the account uploaded; false when it is not there any more.</summary>
    public async Task<bool> RemoveUploadAsync(ClaimsPrincipal by, string id, string uploadId, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (await accounts.FindAsync(id, cancellationToken) is not { } account) return false;
        var text = await uploads.FindAsync(uploadId, cancellationToken);
        if (!await uploads.RemoveAsync(uploadId, id, cancellationToken)) return false;
        await NoteAsync(by, "upload.delete", account, text?.FileName, cancellationToken);
        return true;
    }

    /// <summary>A token that sets a new password once; null when the account is gone. It cannot be had again.</summary>
    public async Task<string?> MakeResetAsync(ClaimsPrincipal by, string id, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (await accounts.FindAsync(id, cancellationToken) is not { } account) return null;
        var token = await links.MakeResetAsync(id, TimeSpan.FromHours(options.Value.ResetLinkHours), cancellationToken);
        await NoteAsync(by, "password.link", account, $"works for {options.Value.ResetLinkHours} hours", cancellationToken);
        return token;
    }

    /// <summary>Invitations that were made and not withdrawn.</summary>
    public Task<IReadOnlyList<Invitation>> ListInvitationsAsync(ClaimsPrincipal by, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        return invitations.ListAsync(cancellationToken);
    }

    /// <summary>Makes an invitation; gives its code, which cannot be had again, or what stood in the way.</summary>
    public async Task<(string? Code, string? Problem)> InviteAsync(ClaimsPrincipal by, string role, int uses, int days, string note, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (!Roles.All.Contains(role)) return (null, "There is no such role.");
        if (uses is < 1 or > MaxUses) return (null, $"An invitation opens 1 to {MaxUses} registrations.");
        if (days is < 1 or > MaxDays) return (null, $"An invitation works for 1 to {MaxDays} days.");
        if (note.Length > 200) return (null, "The note has at most 200 characters.");
        var (made, code) = await invitations.MakeAsync(role, uses, TimeSpan.FromDays(days), note.Trim(), by.Identity?.Name ?? "", cancellationToken);
        await audit.RecordAsync(by, "invitation.make", $"{made.Hint}…", $"{role}, {uses} uses, {days} days. {made.Note}".Trim(), cancellationToken);
        return (code, null);
    }

    /// <summary>Withdraws an invitation; those who registered with it stay.</summary>
    public async Task WithdrawAsync(ClaimsPrincipal by, string invitationId, CancellationToken cancellationToken)
    {
        RequireOperator(by);
        if (await invitations.DeleteAsync(invitationId, cancellationToken) is { } hint) await audit.RecordAsync(by, "invitation.withdraw", $"{hint}…", null, cancellationToken);
    }

    private async Task NoteAsync(ClaimsPrincipal by, string action, Account account, string? details, CancellationToken cancellationToken)
    {
        sessions.Announce(account.Id);
        await audit.RecordAsync(by, action, account.Name, details, cancellationToken);
    }

    /// <exception cref="UnauthorizedAccessException">Somebody else asks.</exception>
    private static void RequireOperator(ClaimsPrincipal by)
    {
        if (!by.IsInRole(Roles.Operator)) throw new UnauthorizedAccessException("Only operators keep accounts.");
    }
}
