using System.Text.Json.Nodes;
using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;

namespace LlmCourse.Web.Authoring;

/// <summary>What an author has typed and not saved.</summary>
/// <param name="Base">The version that it was typed over.</param>
/// <param name="Text">The text.</param>
/// <param name="At">When it was typed.</param>
public sealed record AuthorDraft(FileVersion Base, string Text, DateTimeOffset At);

/// <summary>Unsaved texts, by author and file: a closed laptop or a restarted site costs nothing.</summary>
public sealed class AuthorDrafts(SqliteDatabase database, TimeProvider time) : ILearnerData
{
    /// <inheritdoc />
    public string Name => "authoring";

    /// <summary>An author's draft of a file; null when there is none.</summary>
    public Task<AuthorDraft?> FindAsync(string author, string path, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QueryFirstOrDefaultAsync<(string Base, string Text, long At)?>(
                "SELECT base_text, text, at FROM authoring_drafts WHERE author = @author AND path = @path", new { author, path });
            return row is { } found ? new AuthorDraft(new FileVersion(found.Base), found.Text, Moments.Of(found.At)) : null;
        },
        cancellationToken);

    /// <summary>Files that an author has typed in and not saved.</summary>
    public Task<IReadOnlySet<string>> PathsAsync(string author, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlySet<string>>(
        async connection => (await connection.QueryAsync<string>("SELECT path FROM authoring_drafts WHERE author = @author AND text <> base_text", new { author })).ToHashSet(StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Keeps a draft in place of the one before.</summary>
    public Task KeepAsync(string author, string path, FileVersion over, string text, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT OR REPLACE INTO authoring_drafts (author, path, base_hash, base_text, text, at) VALUES (@author, @path, @hash, @over, @text, @at)",
            new { author, path, hash = over.Hash, over = over.Text, text, at = time.GetUtcNow().UtcTicks },
            transaction),
        cancellationToken);

    /// <summary>Drops a draft.</summary>
    public Task DropAsync(string author, string path, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM authoring_drafts WHERE author = @author AND path = @path", new { author, path }, transaction),
        cancellationToken);

    /// <inheritdoc />
    public Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            UPDATE OR IGNORE authoring_drafts SET author = @to WHERE author = @from;
            UPDATE authoring_versions SET who = @to WHERE who = @from;
            """,
            new { from = fromLearnerId, to = toLearnerId },
            transaction),
        cancellationToken);

    /// <inheritdoc />
    public Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken) => database.ReadAsync<JsonNode?>(
        async connection =>
        {
            var drafts = (await connection.QueryAsync<(string Path, string Text, long At)>("SELECT path, text, at FROM authoring_drafts WHERE author = @learnerId ORDER BY path", new { learnerId }))
                .Select(row => (JsonNode)new JsonObject { ["path"] = row.Path, ["at"] = Moments.Of(row.At), ["text"] = row.Text }).ToArray();
            var saved = (await connection.QueryAsync<(string Path, string Message, long At)>("SELECT path, message, at FROM authoring_versions WHERE who = @learnerId ORDER BY number", new { learnerId }))
                .Select(row => (JsonNode)new JsonObject { ["path"] = row.Path, ["at"] = Moments.Of(row.At), ["message"] = row.Message }).ToArray();
            return drafts.Length + saved.Length == 0 ? null : new JsonObject { ["drafts"] = new JsonArray(drafts), ["saved"] = new JsonArray(saved) };
        },
        cancellationToken);

    /// <summary>Deletes the drafts, and takes the author off the versions: the course's history stays, without their name.</summary>
    public Task DeleteAsync(string learnerId, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            DELETE FROM authoring_drafts WHERE author = @learnerId;
            UPDATE authoring_versions SET who = NULL, who_name = 'somebody who left' WHERE who = @learnerId;
            """,
            new { learnerId },
            transaction),
        cancellationToken);
}
