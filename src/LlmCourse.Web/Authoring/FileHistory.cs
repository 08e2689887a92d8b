using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Authoring;

/// <summary>One former or present text of a file.</summary>
/// <param name="Number">Rises with time.</param>
/// <param name="Path">The file, relative to the content folder.</param>
/// <param name="Hash">Hash of the text; empty when the file was deleted.</param>
/// <param name="WhoName">Who wrote it, as they were called then.</param>
/// <param name="At">When it was written, or seen first when it was written elsewhere.</param>
/// <param name="Message">What happened, in a few words.</param>
public sealed record HistoryEntry(long Number, string Path, string Hash, string WhoName, DateTimeOffset At, string Message)
{
    /// <summary>Whether the file was taken away here.</summary>
    public bool IsDeletion => Hash.Length == 0;
}

/// <summary>Every text that a file of the course had since the site knows it: nothing that was saved is ever lost to another save.</summary>
public sealed class FileHistory(SqliteDatabase database, IOptions<AuthoringOptions> options, TimeProvider time)
{
    private const string Columns = "number AS Number, path AS Path, hash AS Hash, who_name AS WhoName, at AS At, message AS Message";

    /// <summary>Adds a version unless the newest one is the same.</summary>
    /// <param name="path">The file.</param>
    /// <param name="version">Its text; null when it was deleted.</param>
    /// <param name="who">Identifier of the author; null when it was changed elsewhere.</param>
    /// <param name="whoName">Name of the author.</param>
    /// <param name="message">What happened.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>Whether it was added.</returns>
    public Task<bool> AddAsync(string path, FileVersion? version, string? who, string whoName, string message, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var hash = version?.Hash ?? "";
            var newest = await connection.ExecuteScalarAsync<string?>(
                "SELECT hash FROM authoring_versions WHERE path = @path ORDER BY number DESC LIMIT 1", new { path }, transaction);
            if (newest == hash || (newest is null && version is null)) return false;
            await connection.ExecuteAsync(
                """
                INSERT INTO authoring_versions (path, hash, text, who, who_name, at, message) VALUES (@path, @hash, @text, @who, @whoName, @at, @message);
                DELETE FROM authoring_versions WHERE path = @path AND number <=
                  (SELECT number FROM authoring_versions WHERE path = @path ORDER BY number DESC LIMIT 1 OFFSET @kept);
                """,
                new { path, hash, text = version?.Text, who, whoName, at = time.GetUtcNow().UtcTicks, message, kept = options.Value.HistoryPerFile },
                transaction);
            return true;
        },
        cancellationToken);

    /// <summary>Versions of a file, newest first.</summary>
    public Task<IReadOnlyList<HistoryEntry>> ListAsync(string path, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {Columns} FROM authoring_versions WHERE path = @path ORDER BY number DESC", path, cancellationToken);

    /// <summary>The newest version of every file, deletions included.</summary>
    public Task<IReadOnlyList<HistoryEntry>> NewestAsync(CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {Columns} FROM authoring_versions WHERE number IN (SELECT max(number) FROM authoring_versions GROUP BY path)", "", cancellationToken);

    /// <summary>The text of a version; null when there is none or it says that the file was deleted.</summary>
    public Task<string?> TextAsync(string path, long number, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string?>("SELECT text FROM authoring_versions WHERE path = @path AND number = @number", new { path, number }),
        cancellationToken);

    /// <summary>The newest text that a file had before it was deleted; null when none is known.</summary>
    public Task<string?> LastTextAsync(string path, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string?>("SELECT text FROM authoring_versions WHERE path = @path AND text IS NOT NULL ORDER BY number DESC LIMIT 1", new { path }),
        cancellationToken);

    private Task<IReadOnlyList<HistoryEntry>> QueryAsync(string query, string path, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<HistoryEntry>>(
        async connection => [.. (await connection.QueryAsync<Row>(query, new { path })).Select(row => new HistoryEntry(row.Number, row.Path, row.Hash, row.WhoName, Moments.Of(row.At), row.Message))],
        cancellationToken);

    private sealed class Row
    {
        public long Number { get; set; }

        public string Path { get; set; } = "";

        public string Hash { get; set; } = "";

        public string WhoName { get; set; } = "";

        public long At { get; set; }

        public string Message { get; set; } = "";
    }
}
