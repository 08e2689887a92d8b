using LlmCourse.Runs.Stores.Sqlite;

namespace LlmCourse.Web.Authoring;

/// <summary>Former texts of files, drafts of authors, and what lay beside deleted lessons; moments are UTC ticks. A version without text says that the file was deleted.</summary>
internal static class AuthoringSchema
{
    public static readonly SchemaPart Part = new("authoring",
    [
        """
        CREATE TABLE authoring_versions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL,
            hash TEXT NOT NULL,
            text TEXT,
            who TEXT,
            who_name TEXT NOT NULL,
            at INTEGER NOT NULL,
            message TEXT NOT NULL
        );
        CREATE INDEX authoring_versions_by_path ON authoring_versions (path, number);
        CREATE TABLE authoring_drafts (
            author TEXT NOT NULL,
            path TEXT NOT NULL,
            base_hash TEXT NOT NULL,
            base_text TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (author, path)
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE authoring_kept_files (
            folder TEXT NOT NULL,
            name TEXT NOT NULL,
            bytes BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (folder, name)
        );
        """,
    ]);
}
