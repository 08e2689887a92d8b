using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>
/// One SQLite file: many readers beside one writer at a time. The schema is brought up to date before the first use.
/// </summary>
/// <remarks>
/// SQLite lets one connection write; the others would wait in a busy loop. A semaphore in front of it makes writers of
/// this process wait asleep instead, which is several times faster; other processes are left to the busy timeout.
/// </remarks>
public sealed class SqliteDatabase : IDisposable
{
    // Long enough for another process's transaction, short enough that a page learns of a stuck lock.
    private const int BusyTimeoutMilliseconds = 10_000;

    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly Lazy<bool> ready;
    private readonly TimeProvider time;
    private readonly string path;
    private readonly IReadOnlyList<SchemaPart> parts;

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Names the file; it and its folder are made at first use.</summary>
    /// <param name="path">Where the file is, or will be.</param>
    /// <param name="time">Clock that dates the schema's steps.</param>
    /// <param name="parts">Tables beside those of runs.</param>
    public SqliteDatabase(string path, TimeProvider time, params IEnumerable<SchemaPart> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = System.IO.Path.GetFullPath(path);
        this.time = time;
        this.parts = [Migrations.Runs, .. parts];
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = this.path, ForeignKeys = true, DefaultTimeout = BusyTimeoutMilliseconds / 1000 }.ToString();
        ready = new Lazy<bool>(Prepare);
    }

    /// <summary>For others that keep their tables in the same file, such as the queue.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes the file, switches it to write-ahead logging, and applies missing migrations. Safe to call again.</summary>
    /// <exception cref="InvalidOperationException">The file was written by a newer program.</exception>
    public void EnsureReady() => _ = ready.Value;

    /// <summary>Reads; sees a consistent state and never waits for writers.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        EnsureReady();
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }

    /// <summary>Writes in one transaction that holds the write lock from its start; an exception rolls it back.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        EnsureReady();
        await writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await write(connection, transaction);
            cancellationToken.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        writer.Dispose();
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        Configure(connection);
        return connection;
    }

    private static void Configure(SqliteConnection connection) =>
        connection.Execute($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA synchronous = NORMAL;");

    private bool Prepare()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        Configure(connection);
        connection.Execute("PRAGMA journal_mode = WAL;");
        Migrations.Apply(connection, parts, time);
        return true;
    }
}
