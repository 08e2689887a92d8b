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
        connection.Query<long>("SELECT version FROM schema_versions ORDER BY version").ShouldBe([1]);
        connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public void EnsureReady_RefusesAndSaysSo_WhenTheFileIsFromANewerProgram()
    {
        using var older = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);
        older.EnsureReady();
        using (var connection = new SqliteConnection(older.ConnectionString))
        {
            connection.Execute("INSERT INTO schema_versions (version, applied_at) VALUES (99, 0)");
        }

        using var database = new SqliteDatabase(folder.File("course.db"), TimeProvider.System);

        Should.Throw<InvalidOperationException>(database.EnsureReady).Message.ShouldContain("schema version 99");
    }
}
