using System.Security.Claims;
using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.People.Audit;

/// <summary>One thing that an instructor or operator did.</summary>
/// <param name="Number">Grows with every entry.</param>
/// <param name="At">When.</param>
/// <param name="Who">Identifier of the person who acted.</param>
/// <param name="WhoName">The name they had then.</param>
/// <param name="Action">What was done, such as <c>role.give</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Details">More for a human reader.</param>
internal sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string WhoName, string Action, string Subject, string? Details);

/// <summary>Which entries to list; empty texts match all.</summary>
/// <param name="Who">Part of the name of who acted.</param>
/// <param name="Action">Beginning of the action, such as <c>role</c>.</param>
/// <param name="Subject">Part of the subject or the details.</param>
internal sealed record AuditQuery(string? Who = null, string? Action = null, string? Subject = null);

/// <summary>The audit log in the course's database. Entries are added and read, never changed.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database, TimeProvider time) : IAuditLog
{
    private const int MaxRows = 1_000;
    private const int MaxText = 2_000;

    private const string Filter =
        """
        WHERE (@who = '' OR instr(lower(who_name), @who) > 0)
          AND (@action = '' OR substr(action, 1, length(@action)) = @action)
          AND (@subject = '' OR instr(lower(subject || ' ' || coalesce(details, '')), @subject) > 0)
        """;

    /// <inheritdoc />
    public Task RecordAsync(ClaimsPrincipal who, string action, string subject, string? details = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(who);
        return RecordAsync(who.LearnerId(), who.Identity?.Name ?? "", action, subject, details, cancellationToken);
    }

    /// <summary>Adds an entry for somebody who is not a visitor, such as the console.</summary>
    public Task RecordAsync(string who, string whoName, string action, string subject, string? details, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT INTO audit (at, who, who_name, action, subject, details) VALUES (@at, @who, @whoName, @action, @subject, @details)",
            new { at = time.GetUtcNow().UtcTicks, who, whoName, action, subject = Cut(subject), details = Cut(details) },
            transaction),
        cancellationToken);

    /// <summary>Entries, newest first.</summary>
    public Task<(IReadOnlyList<AuditEntry> Entries, int Total)> ListAsync(AuditQuery query, int skip, int take, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var parameters = new
            {
                who = Text(query.Who),
                action = Text(query.Action),
                subject = Text(query.Subject),
                skip = Math.Max(0, skip),
                take = Math.Clamp(take, 1, MaxRows),
            };
            using var results = await connection.QueryMultipleAsync(
                $"""
                SELECT number AS Number, at AS At, who AS Who, who_name AS WhoName, action AS Action, subject AS Subject, details AS Details
                FROM audit {Filter} ORDER BY number DESC LIMIT @take OFFSET @skip;
                SELECT count(*) FROM audit {Filter};
                """,
                parameters);
            IReadOnlyList<AuditEntry> entries = [.. (await results.ReadAsync<AuditRow>()).Select(row => row.ToEntry())];
            return (entries, (int)await results.ReadSingleAsync<long>());
        },
        cancellationToken);

    private static string Text(string? typed) => typed?.Trim().ToLowerInvariant() ?? "";

    private static string? Cut(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;

    private sealed class AuditRow
    {
        public long Number { get; set; }

        public long At { get; set; }

        public string Who { get; set; } = "";

        public string WhoName { get; set; } = "";

        public string Action { get; set; } = "";

        public string Subject { get; set; } = "";

        public string? Details { get; set; }

        public AuditEntry ToEntry() => new(Number, Moments.Of(At), Who, WhoName, Action, Subject, Details);
    }
}
