using Microsoft.AspNetCore.Identity;

namespace LlmCourse.Web.People.Accounts;

/// <summary>What ASP.NET Core Identity asks of a store, answered by <see cref="AccountStore"/>.</summary>
internal sealed class IdentityStore(AccountStore accounts) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>
{
    private static readonly IdentityError Taken = new() { Code = "NameTaken", Description = "The name is taken. Choose another one." };

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.Name = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => accounts.FindAsync(userId, cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => accounts.FindByNameAsync(normalizedUserName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.AddAsync(user, cancellationToken) ? IdentityResult.Success : IdentityResult.Failed(Taken);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.UpdateAsync(user, cancellationToken) ? IdentityResult.Success : IdentityResult.Failed(Taken);

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.DeleteAsync(user.Id, cancellationToken) ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Gone", Description = "The account is gone." });

    public void Dispose()
    {
        // holds nothing of its own
    }
}
