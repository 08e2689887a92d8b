using Dapper;
using LlmCourse.Runs.Stores.Sqlite;

namespace LlmCourse.Web.Authoring;

/// <summary>What lay beside a deleted lesson and has no text for the history: its pictures, until the lesson comes back.</summary>
public sealed class KeptFiles(SqliteDatabase database, TimeProvider time)
{
    /// <summary>Keeps files of a lesson's folder in place of those that were kept under their names.</summary>
    public Task KeepAsync(string folder, IReadOnlyList<(string Name, byte[] Bytes)> files, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT OR REPLACE INTO authoring_kept_files (folder, name, bytes, at) VALUES (@folder, @Name, @Bytes, @at)",
            files.Select(file => new { folder, file.Name, file.Bytes, at = time.GetUtcNow().UtcTicks }),
            transaction),
        cancellationToken);

    /// <summary>The files that are kept of a folder.</summary>
    public Task<IReadOnlyList<(string Name, byte[] Bytes)>> FindAsync(string folder, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<(string, byte[])>>(
        async connection => [.. await connection.QueryAsync<(string, byte[])>("SELECT name, bytes FROM authoring_kept_files WHERE folder = @folder ORDER BY name", new { folder })],
        cancellationToken);

    /// <summary>Drops what is kept of a folder.</summary>
    public Task DropAsync(string folder, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM authoring_kept_files WHERE folder = @folder", new { folder }, transaction),
        cancellationToken);
}
