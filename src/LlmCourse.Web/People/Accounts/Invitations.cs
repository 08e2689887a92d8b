using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Web.People.Accounts;

/// <summary>An invitation as a list shows it; the code itself is not kept.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Hint">The code's first letters, to tell invitations apart.</param>
/// <param name="Role">Role of whoever registers with it.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Uses">How many may register with it.</param>
/// <param name="Used">How many have.</param>
/// <param name="MadeBy">Name of the operator who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="ExpiresAt">From when on it does not work.</param>
internal sealed record Invitation(string Id, string Hint, string Role, string Note, int Uses, int Used, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt);

/// <summary>Codes that open registration, and say with which role.</summary>
internal sealed class Invitations(SqliteDatabase database, TimeProvider time)
{
    private const int HintLength = 4;

    /// <summary>Makes an invitation and gives its code, which cannot be had again.</summary>
    public Task<(Invitation Made, string Code)> MakeAsync(string role, int uses, TimeSpan lifetime, string note, string madeBy, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var code = OneTimeCode.NewCode();
            var now = time.GetUtcNow();
            var made = new Invitation(Guid.NewGuid().ToString("n"), code[..HintLength], role, note, uses, 0, madeBy, now, now + lifetime);
            await connection.ExecuteAsync(
                """
                INSERT INTO invitations (id, hash, hint, role, note, uses, made_by, made_at, expires_at)
                VALUES (@Id, @hash, @Hint, @Role, @Note, @Uses, @MadeBy, @madeAt, @expiresAt)
                """,
                new { made.Id, hash = OneTimeCode.HashOfCode(code), made.Hint, made.Role, made.Note, made.Uses, made.MadeBy, madeAt = made.MadeAt.UtcTicks, expiresAt = made.ExpiresAt.UtcTicks },
                transaction);
            return (made, code);
        },
        cancellationToken);

    /// <summary>Uses an invitation once and gives its role; null when there is none that still works.</summary>
    public Task<string?> UseAsync(SqliteConnection connection, SqliteTransaction transaction, string code) => connection.QuerySingleOrDefaultAsync<string>(
        "UPDATE invitations SET used = used + 1 WHERE hash = @hash AND used < uses AND expires_at > @now RETURNING role",
        new { hash = OneTimeCode.HashOfCode(code), now = time.GetUtcNow().UtcTicks },
        transaction);

    /// <summary>Those that were made and not withdrawn, newest first.</summary>
    public Task<IReadOnlyList<Invitation>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Invitation>>(
        async connection => [.. (await connection.QueryAsync<InvitationRow>(
            """
            SELECT id AS Id, hint AS Hint, role AS Role, note AS Note, uses AS Uses, used AS Used, made_by AS MadeBy, made_at AS MadeAt, expires_at AS ExpiresAt
            FROM invitations ORDER BY made_at DESC LIMIT @MaxRows
            """,
            new { AccountStore.MaxRows })).Select(row => row.ToInvitation())],
        cancellationToken);

    /// <summary>Withdraws an invitation; null when it is gone.</summary>
    public Task<string?> DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.QuerySingleOrDefaultAsync<string>("DELETE FROM invitations WHERE id = @id RETURNING hint", new { id }, transaction),
        cancellationToken);

    private sealed class InvitationRow
    {
        public string Id { get; set; } = "";

        public string Hint { get; set; } = "";

        public string Role { get; set; } = "";

        public string Note { get; set; } = "";

        public long Uses { get; set; }

        public long Used { get; set; }

        public string MadeBy { get; set; } = "";

        public long MadeAt { get; set; }

        public long ExpiresAt { get; set; }

        public Invitation ToInvitation() => new(Id, Hint, Role, Note, (int)Uses, (int)Used, MadeBy, Moments.Of(MadeAt), Moments.Of(ExpiresAt));
    }
}
