using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Web.People.Accounts;

/// <summary>
/// Accounts in the course's database. What must hold while many ask at once (tries, the last operator) is one statement
/// here, not a read and a write.
/// </summary>
internal sealed class AccountStore(SqliteDatabase database, TimeProvider time)
{
    /// <summary>Rows of one page of a list.</summary>
    public const int MaxRows = 1_000;

    public Task<Account?> FindAsync(string id, CancellationToken cancellationToken) => FindWhereAsync("id = @key", id, cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedName, CancellationToken cancellationToken) => FindWhereAsync("normalized_name = @key", normalizedName, cancellationToken);

    public Task<bool> ExistsAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM accounts WHERE id = @id", new { id }) > 0,
        cancellationToken);

    public Task<bool> AnyOperatorAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM accounts WHERE role = @Operator AND locked_at IS NULL", new { Roles.Operator }) > 0,
        cancellationToken);

    /// <summary>Adds an account; false when its name or identifier is taken.</summary>
    public Task<bool> AddAsync(Account account, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => AddAsync(connection, transaction, account), cancellationToken);

    /// <summary>Adds an account as part of a larger step, such as using up an invitation.</summary>
    public async Task<bool> AddAsync(SqliteConnection connection, SqliteTransaction transaction, Account account) => await connection.ExecuteAsync(
        """
        INSERT OR IGNORE INTO accounts (id, name, normalized_name, password_hash, security_stamp, role, created_at)
        VALUES (@Id, @Name, @NormalizedName, @PasswordHash, @SecurityStamp, @Role, @createdAt)
        """,
        new { account.Id, account.Name, account.NormalizedName, account.PasswordHash, account.SecurityStamp, account.Role, createdAt = time.GetUtcNow().UtcTicks },
        transaction) > 0;

    /// <summary>Writes name, password and stamp; the role and locks have statements of their own. False when the account is gone or the name is taken.</summary>
    public Task<bool> UpdateAsync(Account account, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE OR IGNORE accounts SET name = @Name, normalized_name = @NormalizedName, password_hash = @PasswordHash, security_stamp = @SecurityStamp
        WHERE id = @Id
        """,
        new { account.Id, account.Name, account.NormalizedName, account.PasswordHash, account.SecurityStamp },
        cancellationToken);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => ExecuteAsync("DELETE FROM accounts WHERE id = @id", new { id }, cancellationToken);

    /// <summary>
    /// Takes one of the tries that an account allows, before the password is looked at: however many arrive at once, only
    /// that many are looked at. Null when there is no such account, it rests, or it is locked.
    /// </summary>
    public Task<Account?> TakeTryAsync(string normalizedName, int allowed, TimeSpan rest, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async (connection, transaction) => (await connection.QuerySingleOrDefaultAsync<AccountRow>(
                $"""
                UPDATE accounts SET
                    failures = CASE WHEN failures + 1 >= @allowed THEN 0 ELSE failures + 1 END,
                    rests_until = CASE WHEN failures + 1 >= @allowed THEN @until ELSE NULL END
                WHERE normalized_name = @normalizedName AND locked_at IS NULL AND (rests_until IS NULL OR rests_until <= @now)
                RETURNING {AccountRow.Columns}
                """,
                new { normalizedName, allowed, now = now.UtcTicks, until = (now + rest).UtcTicks },
                transaction))?.ToAccount(),
            cancellationToken);
    }

    /// <summary>The password was right: all tries are free again.</summary>
    public Task<bool> NoteSignInAsync(string id, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE accounts SET failures = 0, rests_until = NULL, signed_in_at = @now WHERE id = @id",
        new { id, now = time.GetUtcNow().UtcTicks },
        cancellationToken);

    /// <summary>Gives a role; false when the account is gone or this would leave nobody who is an operator.</summary>
    public Task<bool> SetRoleAsync(string id, string role, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE accounts SET role = @role WHERE id = @id AND (@role = @Operator OR {AnotherOperator})",
        new { id, role, Roles.Operator },
        cancellationToken);

    /// <summary>Locks or opens; false when the account is gone or the last operator would be locked out.</summary>
    public Task<bool> SetLockAsync(string id, bool locked, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE accounts SET locked_at = @at, failures = 0, rests_until = NULL WHERE id = @id AND (@at IS NULL OR {AnotherOperator})",
        new { id, at = locked ? time.GetUtcNow().UtcTicks : (long?)null, Roles.Operator },
        cancellationToken);

    /// <summary>Accounts whose name contains the text, by name.</summary>
    public Task<AccountList> ListAsync(string? nameContains, int skip, int take, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            const string Filter = "WHERE @text = '' OR instr(normalized_name, @text) > 0";
            var parameters = new { text = nameContains?.Trim().ToUpperInvariant() ?? "", skip = Math.Max(0, skip), take = Math.Clamp(take, 1, MaxRows) };
            using var results = await connection.QueryMultipleAsync(
                $"SELECT {AccountRow.Columns} FROM accounts {Filter} ORDER BY normalized_name LIMIT @take OFFSET @skip; SELECT count(*) FROM accounts {Filter};",
                parameters);
            var rows = (await results.ReadAsync<AccountRow>()).Select(row => row.ToAccount()).ToArray();
            return new AccountList(rows, (int)await results.ReadSingleAsync<long>());
        },
        cancellationToken);

    private const string AnotherOperator =
        "(role <> @Operator OR EXISTS (SELECT 1 FROM accounts other WHERE other.id <> @id AND other.role = @Operator AND other.locked_at IS NULL))";

    private Task<Account?> FindWhereAsync(string condition, string key, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<AccountRow>($"SELECT {AccountRow.Columns} FROM accounts WHERE {condition}", new { key }))?.ToAccount(),
        cancellationToken);

    private Task<bool> ExecuteAsync(string statement, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(async (connection, transaction) => await connection.ExecuteAsync(statement, parameters, transaction) > 0, cancellationToken);
}

/// <summary>One page of accounts.</summary>
/// <param name="Accounts">The rows.</param>
/// <param name="Total">Rows in all.</param>
internal sealed record AccountList(IReadOnlyList<Account> Accounts, int Total);
