using System.Text.Json.Nodes;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.People.Accounts;

/// <summary>The account itself. The audit log is not part of it: it is kept for those who must answer for what was done.</summary>
internal sealed class AccountData(AccountStore accounts, Sessions sessions) : ILearnerData
{
    /// <inheritdoc />
    public string Name => "account";

    /// <inheritdoc />
    public Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken) => Task.CompletedTask; // a guest has no account

    /// <inheritdoc />
    public async Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(learnerId, cancellationToken) is not { } account ? null : new JsonObject
        {
            ["name"] = account.Name,
            ["role"] = account.Role,
            ["createdAt"] = account.CreatedAt,
            ["signedInAt"] = account.SignedInAt,
        };

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Nobody would keep the site any more.</exception>
    public async Task DeleteAsync(string learnerId, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(learnerId, cancellationToken) is not { } account) return;
        if (account.Role == Roles.Operator && !await accounts.SetRoleAsync(learnerId, Roles.Learner, cancellationToken))
        {
            throw new InvalidOperationException("You are the only operator. Make somebody else one first; nothing of your account was deleted.");
        }

        await accounts.DeleteAsync(learnerId, cancellationToken);
        sessions.Announce(learnerId);
    }
}
