using LlmCourse.Runs.Stores.Sqlite;

namespace LlmCourse.Web.People;

/// <summary>Tables of accounts, one-time links, invitations and the audit log; moments are UTC ticks.</summary>
internal static class PeopleSchema
{
    public static readonly SchemaPart Part = new("people",
    [
        """
        CREATE TABLE accounts (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            normalized_name TEXT NOT NULL UNIQUE,
            password_hash TEXT,
            security_stamp TEXT NOT NULL,
            role TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            rests_until INTEGER,
            locked_at INTEGER,
            created_at INTEGER NOT NULL,
            signed_in_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX accounts_by_role ON accounts (role);
        CREATE TABLE account_links (
            hash TEXT PRIMARY KEY,
            purpose TEXT NOT NULL,
            account TEXT REFERENCES accounts (id) ON DELETE CASCADE,
            made_at INTEGER NOT NULL,
            expires_at INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE invitations (
            id TEXT PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            hint TEXT NOT NULL,
            role TEXT NOT NULL,
            note TEXT NOT NULL,
            uses INTEGER NOT NULL,
            used INTEGER NOT NULL DEFAULT 0,
            made_by TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            who_name TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            details TEXT
        );
        CREATE INDEX audit_by_who ON audit (who, number);
        """,
    ]);
}
