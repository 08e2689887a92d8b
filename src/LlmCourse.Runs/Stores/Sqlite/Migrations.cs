using Dapper;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>The tables of runs and their events, and how schemas are brought up to date.</summary>
internal static class Migrations
{
    /// <summary>The part that every database has.</summary>
    public static readonly SchemaPart Runs = new("runs",
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
        """
        ALTER TABLE runs ADD COLUMN owner_id TEXT;
        CREATE INDEX runs_by_owner_id ON runs (owner_id, sequence);
        """,
    ]);

    /// <summary>Applies the steps that the file has not seen, all or none.</summary>
    public static void Apply(SqliteConnection connection, IReadOnlyList<SchemaPart> parts, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_steps (
                part TEXT NOT NULL,
                version INTEGER NOT NULL,
                applied_at INTEGER NOT NULL,
                PRIMARY KEY (part, version)
            ) WITHOUT ROWID
            """,
            transaction: transaction);
        AdoptFirstFiles(connection, transaction);
        foreach (var part in parts) Apply(connection, transaction, part, time);
        transaction.Commit();
    }

    /// <summary>The first files counted the steps of runs alone, in a table of their own.</summary>
    private static void AdoptFirstFiles(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'schema_versions'", transaction: transaction) == 0) return;
        connection.Execute(
            "INSERT INTO schema_steps (part, version, applied_at) SELECT 'runs', version, applied_at FROM schema_versions; DROP TABLE schema_versions",
            transaction: transaction);
    }

    private static void Apply(SqliteConnection connection, SqliteTransaction transaction, SchemaPart part, TimeProvider time)
    {
        var version = connection.ExecuteScalar<long>(
            "SELECT coalesce(max(version), 0) FROM schema_steps WHERE part = @Name", part, transaction);
        if (version > part.Steps.Count)
        {
            throw new InvalidOperationException(
                $"The database '{connection.DataSource}' has schema version {version} of '{part.Name}', but this program knows versions up to {part.Steps.Count}. Nothing was changed. Start the newer program, or name another data folder.");
        }

        for (var step = (int)version; step < part.Steps.Count; step++)
        {
            connection.Execute(part.Steps[step], transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_steps (part, version, applied_at) VALUES (@name, @version, @at)",
                new { name = part.Name, version = step + 1, at = time.GetUtcNow().UtcTicks },
                transaction);
        }
    }
}
