using System.Security.Claims;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.People.Accounts;

/// <summary>What came of a request about an account: the account, or what stood in the way.</summary>
internal sealed record AccountAnswer(Account? Account, IReadOnlyList<string> Problems)
{
    public static AccountAnswer Of(Account account) => new(account, []);

    public static AccountAnswer Refused(params IReadOnlyList<string> problems) => new(null, problems);
}

/// <summary>What a person does with their own account: makes it, opens it, changes it. Cookies are <see cref="Sessions"/>' business.</summary>
internal sealed class AccountDesk(
    UserManager<Account> manager,
    AccountStore accounts,
    AccountLinks links,
    Invitations invitations,
    SqliteDatabase database,
    Sessions sessions,
    SqliteAuditLog audit,
    IRunStore runs,
    IEnumerable<ILearnerData> learnerData,
    IOptions<PeopleOptions> options)
{
    // Told for a wrong name, a wrong password, a resting and a locked account alike: nobody learns which names exist.
    private const string NoMatch = "Name and password do not belong to an account that can be opened now.";

    private static readonly Account Nobody = new() { Id = "" };

    // A hash that no password has, so that a name which does not exist takes as long as one that does.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>What a refused sign-in says.</summary>
    public string SignInProblem =>
        $"{NoMatch} After {options.Value.FailuresBeforeRest} wrong passwords an account rests for {options.Value.RestMinutes} minutes. If you forgot the password, an operator can give you a link to set a new one.";

    /// <summary>Makes an account for a guest, who keeps identifier and progress.</summary>
    public async Task<AccountAnswer> RegisterAsync(ClaimsPrincipal visitor, string name, string password, string? code, CancellationToken cancellationToken)
    {
        if (options.Value.Registration == Registration.Closed) return AccountAnswer.Refused("Registration is closed on this site. Ask an operator.");
        if (visitor.IsSignedIn()) return AccountAnswer.Refused("You are signed in already. Sign out first to make another account.");
        var invited = !string.IsNullOrWhiteSpace(code);
        if (!invited && options.Value.Registration == Registration.Invitation) return AccountAnswer.Refused("This site needs an invitation code. Ask your instructor for one.");

        return await AddAsync(visitor.LearnerId(), name, password, Roles.Learner, async (account, connection, transaction) =>
        {
            if (!invited) return null;
            if (await invitations.UseAsync(connection, transaction, code!) is not { } role) return "The invitation code does not work: it has a slip in it, is used up, or has expired.";
            account.Role = role;
            return null;
        }, cancellationToken);
    }

    /// <summary>Makes the first operator with the link that the console printed; it works once.</summary>
    public async Task<AccountAnswer> RegisterFirstOperatorAsync(ClaimsPrincipal visitor, string token, string name, string password, CancellationToken cancellationToken)
    {
        var id = visitor.IsSignedIn() ? Guid.NewGuid().ToString("n") : visitor.LearnerId();
        var answer = await AddAsync(id, name, password, Roles.Operator, async (_, connection, transaction) =>
            await links.UseFirstOperatorAsync(connection, transaction, token) ? null : "The link no longer works. The site prints a new one when it starts, as long as there is no operator.", cancellationToken);
        if (answer.Account is { } made) await audit.RecordAsync(made.Id, made.Name, "operator.first", made.Name, "Made with the link from the console.", cancellationToken);
        return answer;
    }

    /// <summary>Opens an account; what the guest left is moved to it.</summary>
    public async Task<AccountAnswer> SignInAsync(ClaimsPrincipal visitor, string name, string password, CancellationToken cancellationToken)
    {
        var found = await accounts.TakeTryAsync(manager.NormalizeName(name.Trim()), options.Value.FailuresBeforeRest, TimeSpan.FromMinutes(options.Value.RestMinutes), cancellationToken);
        if (!await IsRightAsync(found, password)) return AccountAnswer.Refused(SignInProblem);

        await accounts.NoteSignInAsync(found!.Id, cancellationToken);
        if (!visitor.IsSignedIn()) await MergeAsync(visitor.LearnerId(), found.Id, cancellationToken);
        return AccountAnswer.Of(found);
    }

    /// <summary>Changes the name.</summary>
    public async Task<AccountAnswer> RenameAsync(ClaimsPrincipal visitor, string name, CancellationToken cancellationToken)
    {
        if (await OwnAsync(visitor, cancellationToken) is not { } account) return AccountAnswer.Refused("You are not signed in.");
        var answer = Answer(account, await manager.SetUserNameAsync(account, Tidy(name)));
        if (answer.Account is not null) await runs.GiveAsync(account.Id, account.Id, account.Name, cancellationToken);
        return answer;
    }

    /// <summary>Changes the password, and with it ends every other session.</summary>
    public async Task<AccountAnswer> ChangePasswordAsync(ClaimsPrincipal visitor, string current, string wanted, CancellationToken cancellationToken)
    {
        if (await OwnAsync(visitor, cancellationToken) is not { } account) return AccountAnswer.Refused("You are not signed in.");
        var tried = await accounts.TakeTryAsync(account.NormalizedName, options.Value.FailuresBeforeRest, TimeSpan.FromMinutes(options.Value.RestMinutes), cancellationToken);
        if (!await IsRightAsync(tried, current)) return AccountAnswer.Refused("The present password is not right. Nothing was changed.");
        await accounts.NoteSignInAsync(account.Id, cancellationToken);
        return Answer(account, await manager.ChangePasswordAsync(account, current, wanted));
    }

    /// <summary>Ends every session of the visitor's account, this one too.</summary>
    public async Task RevokeSessionsAsync(ClaimsPrincipal visitor, CancellationToken cancellationToken)
    {
        if (await OwnAsync(visitor, cancellationToken) is not { } account) return;
        Answer(account, await manager.UpdateSecurityStampAsync(account));
    }

    /// <summary>Sets a new password with an operator's link; it works once.</summary>
    public async Task<AccountAnswer> ResetAsync(string token, string password, CancellationToken cancellationToken)
    {
        const string Spent = "The link no longer works: it was used, replaced by a newer one, or has expired. Ask an operator for a new one.";
        if (await links.FindResetAsync(token, cancellationToken) is not { } id || await accounts.FindAsync(id, cancellationToken) is not { } account) return AccountAnswer.Refused(Spent);
        var problems = await ProblemsAsync(manager.PasswordValidators.Select(rule => rule.ValidateAsync(manager, account, password)));
        if (problems.Count > 0) return AccountAnswer.Refused(problems);
        if (!await links.UseResetAsync(token, cancellationToken)) return AccountAnswer.Refused(Spent);

        account.PasswordHash = manager.PasswordHasher.HashPassword(account, password);
        var answer = Answer(account, await manager.UpdateSecurityStampAsync(account));
        await accounts.NoteSignInAsync(id, cancellationToken);
        return answer;
    }

    private async Task<AccountAnswer> AddAsync(
        string id, string name, string password, string role, Func<Account, SqliteConnection, SqliteTransaction, Task<string?>> admit, CancellationToken cancellationToken)
    {
        var account = new Account { Id = id, Name = Tidy(name), Role = role, SecurityStamp = Guid.NewGuid().ToString("n") };
        account.NormalizedName = manager.NormalizeName(account.Name);
        var problems = await ProblemsAsync(
        [
            .. manager.UserValidators.Select(rule => rule.ValidateAsync(manager, account)),
            .. manager.PasswordValidators.Select(rule => rule.ValidateAsync(manager, account, password)),
        ]);
        if (problems.Count > 0) return AccountAnswer.Refused(problems);

        account.PasswordHash = manager.PasswordHasher.HashPassword(account, password);
        try
        {
            await database.WriteAsync(
                async (connection, transaction) =>
                {
                    if (await admit(account, connection, transaction) is { } refusal) throw new NotAdmittedException(refusal);
                    return await accounts.AddAsync(connection, transaction, account) ? true : throw new NotAdmittedException("The name is taken. Choose another one.");
                },
                cancellationToken);
        }
        catch (NotAdmittedException refused)
        {
            return AccountAnswer.Refused(refused.Message); // rolled back: a code or link that was used for it can be used again
        }

        await accounts.NoteSignInAsync(id, cancellationToken);
        await runs.GiveAsync(id, id, account.Name, cancellationToken); // what the guest started carries the new name
        return AccountAnswer.Of(account);
    }

    private async Task<bool> IsRightAsync(Account? account, string password)
    {
        if (password.Length > PasswordRule.MaxLength) return false;
        if (account?.PasswordHash is not null) return await manager.CheckPasswordAsync(account, password);
        manager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
        return false;
    }

    private async Task MergeAsync(string guestId, string accountId, CancellationToken cancellationToken)
    {
        foreach (var part in learnerData) await part.MergeAsync(guestId, accountId, cancellationToken);
    }

    private async Task<Account?> OwnAsync(ClaimsPrincipal visitor, CancellationToken cancellationToken) =>
        visitor.IsSignedIn() ? await accounts.FindAsync(visitor.LearnerId(), cancellationToken) : null;

    private AccountAnswer Answer(Account account, IdentityResult result)
    {
        if (!result.Succeeded) return AccountAnswer.Refused([.. result.Errors.Select(Words)]);
        sessions.Announce(account.Id);
        return AccountAnswer.Of(account);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(IEnumerable<Task<IdentityResult>> checks)
    {
        var results = await Task.WhenAll(checks);
        return [.. results.SelectMany(result => result.Errors).Select(Words).Distinct()];
    }

    private static string Words(IdentityError error) => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName) ? "The name is taken. Choose another one." : error.Description;

    private static string Tidy(string name) => name.Trim().Normalize();

    private sealed class NotAdmittedException(string message) : Exception(message);
}
