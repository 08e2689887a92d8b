using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Runs.Tests.Stores;

public sealed class MigrationTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EnsureReady_AppliesEachMigrationOnce_WhenOpenedAgain()
    {
        using var first = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        first.EnsureReady();
        using var second = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        second.EnsureReady();

        using var connection = new SqliteConnection(first.ConnectionString);
        connection.Query<long>("SELECT version FROM schema_steps WHERE part = 'runs' ORDER BY version").ShouldBe([1, 2]);
        connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public void EnsureReady_RefusesAndSaysSo_WhenTheFileIsFromANewerProgram()
    {
        using var older = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        older.EnsureReady();
        using (var connection = new SqliteConnection(older.ConnectionString))
        {
            connection.Execute("INSERT INTO schema_steps (part, version, applied_at) VALUES ('runs', 99, 0)");
        }

        using var database = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);

        Should.Throw<InvalidOperationException>(database.EnsureReady).Message.ShouldContain("schema version 99");
    }

    [Fact]
    public void EnsureReady_AddsTheNewStepsOfAPart_WhenTheFileHasTheOlderOnes()
    {
        using (var before = new SqliteDatabase(folder.File("course.db"), TimeProvider.System, new SchemaPart("notes", ["CREATE TABLE notes (text TEXT)"])))
        {
            before.EnsureReady();
        }

        using var after = new SqliteDatabase(folder.File("course.db"), TimeProvider.System,
            new SchemaPart("notes", ["CREATE TABLE notes (text TEXT)", "ALTER TABLE notes ADD COLUMN author TEXT"]));
        after.EnsureReady();

        using var connection = new SqliteConnection(after.ConnectionString);
        connection.Query<string>("SELECT name FROM pragma_table_info('notes')").ShouldBe(["text", "author"]);
    }

    [Fact]
    public void EnsureReady_KeepsTheRows_WhenTheFileCountsStepsInTheFirstForm()
    {
        using (var before = new SqliteDatabase(folder.File("course.db"), TimeProvider.System))
        {
            before.EnsureReady();
            using var first = new SqliteConnection(before.ConnectionString);
            first.Execute(
                """
                INSERT INTO runs (id, name, owner, spec, state, step, last_event, submitted_at) VALUES ('r', 'r', 'o', '{}', 'completed', 0, 0, 0);
                CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL);
                INSERT INTO schema_versions VALUES (1, 0);
                DROP TABLE schema_steps;
                DROP INDEX runs_by_owner_id;
                ALTER TABLE runs DROP COLUMN owner_id;
                """);
        }

        using var after = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        after.EnsureReady();

        using var connection = new SqliteConnection(after.ConnectionString);
        connection.Query<string>("SELECT id FROM runs").ShouldBe(["r"]);
        connection.Query<long>("SELECT version FROM schema_steps WHERE part = 'runs' ORDER BY version").ShouldBe([1, 2]);
    }
}
