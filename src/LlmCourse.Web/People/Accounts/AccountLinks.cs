using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Web.People.Accounts;

/// <summary>Links that work once: one that makes the first operator, and those that set a new password.</summary>
internal sealed class AccountLinks(SqliteDatabase database, TimeProvider time)
{
    private const string FirstOperator = "first-operator";
    private const string Reset = "reset";

    /// <summary>A new token that makes the first operator; an older one stops working.</summary>
    public Task<string> MakeFirstOperatorAsync(CancellationToken cancellationToken) => MakeAsync(FirstOperator, null, null, cancellationToken);

    /// <summary>A new token that sets the account's password; an older one stops working.</summary>
    public Task<string> MakeResetAsync(string accountId, TimeSpan lifetime, CancellationToken cancellationToken) =>
        MakeAsync(Reset, accountId, time.GetUtcNow() + lifetime, cancellationToken);

    /// <summary>Whether the token would make the first operator.</summary>
    public async Task<bool> OpensFirstOperatorAsync(string token, CancellationToken cancellationToken) =>
        await FindAsync(FirstOperator, token, cancellationToken) is not null;

    /// <summary>The account whose password the token sets; null when it was used, replaced or has expired.</summary>
    public async Task<string?> FindResetAsync(string token, CancellationToken cancellationToken) =>
        (await FindAsync(Reset, token, cancellationToken))?.Account;

    /// <summary>Uses the first operator's token up; true once.</summary>
    public Task<bool> UseFirstOperatorAsync(SqliteConnection connection, SqliteTransaction transaction, string token) => UseAsync(connection, transaction, FirstOperator, token);

    /// <summary>Uses a reset token up; true once.</summary>
    public Task<bool> UseResetAsync(string token, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => UseAsync(connection, transaction, Reset, token), cancellationToken);

    /// <summary>No link makes a first operator any more.</summary>
    public Task CloseFirstOperatorAsync(CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM account_links WHERE purpose = @FirstOperator", new { FirstOperator }, transaction),
        cancellationToken);

    private Task<string> MakeAsync(string purpose, string? account, DateTimeOffset? expires, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var token = OneTimeCode.NewToken();
            await connection.ExecuteAsync(
                """
                DELETE FROM account_links WHERE purpose = @purpose AND account IS @account;
                INSERT INTO account_links (hash, purpose, account, made_at, expires_at) VALUES (@hash, @purpose, @account, @now, @expires);
                """,
                new { hash = OneTimeCode.HashOf(token), purpose, account, now = time.GetUtcNow().UtcTicks, expires = expires?.UtcTicks },
                transaction);
            return token;
        },
        cancellationToken);

    private Task<LinkRow?> FindAsync(string purpose, string token, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<LinkRow>(
            "SELECT hash AS Hash, account AS Account FROM account_links WHERE hash = @hash AND purpose = @purpose AND (expires_at IS NULL OR expires_at > @now)",
            new { hash = OneTimeCode.HashOf(token), purpose, now = time.GetUtcNow().UtcTicks }),
        cancellationToken);

    private async Task<bool> UseAsync(SqliteConnection connection, SqliteTransaction transaction, string purpose, string token) => await connection.ExecuteAsync(
        "DELETE FROM account_links WHERE hash = @hash AND purpose = @purpose AND (expires_at IS NULL OR expires_at > @now)",
        new { hash = OneTimeCode.HashOf(token), purpose, now = time.GetUtcNow().UtcTicks },
        transaction) > 0;

    private sealed class LinkRow
    {
        public string Hash { get; set; } = "";

        public string? Account { get; set; }
    }
}
