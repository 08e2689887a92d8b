using Dapper;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>The schema as the steps that made it. A step that was released never changes; a new one is added below.</summary>
internal static class Migrations
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE runs (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            owner TEXT NOT NULL,
            spec TEXT NOT NULL,
            state TEXT NOT NULL,
            step INTEGER NOT NULL,
            best_validation_loss REAL,
            last_event INTEGER NOT NULL,
            submitted_at INTEGER NOT NULL,
            finished_at INTEGER,
            message TEXT,
            fence INTEGER NOT NULL DEFAULT 0,
            trainer TEXT
        );
        CREATE INDEX runs_by_owner ON runs (owner, sequence);
        CREATE INDEX runs_by_state ON runs (state, sequence);
        CREATE TABLE events (
            run INTEGER NOT NULL REFERENCES runs (sequence),
            number INTEGER NOT NULL,
            step INTEGER NOT NULL,
            body TEXT NOT NULL,
            at INTEGER NOT NULL,
            training_seconds REAL NOT NULL,
            tokens_per_second REAL NOT NULL,
            PRIMARY KEY (run, number)
        ) WITHOUT ROWID;
        """,
    ];

    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)",
            transaction: transaction);
        var version = connection.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM schema_versions", transaction: transaction);
        if (version > Steps.Length)
        {
            throw new InvalidOperationException(
                $"The database '{connection.DataSource}' has schema version {version}, but this program knows versions up to {Steps.Length}. Nothing was changed. Start the newer program, or name another data folder.");
        }

        for (var step = (int)version; step < Steps.Length; step++)
        {
            connection.Execute(Steps[step], transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_versions (version, applied_at) VALUES (@version, @at)",
                new { version = step + 1, at = time.GetUtcNow().UtcTicks },
                transaction);
        }

        transaction.Commit();
    }
}
