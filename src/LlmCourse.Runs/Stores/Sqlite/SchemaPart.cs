namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>
/// The tables of one room of the house, as the steps that made them. A step that was released never changes; a new one is
/// added at the end. Register one as a singleton and <see cref="SqliteDatabase"/> applies it before the first use.
/// </summary>
/// <param name="Name">Name of the room, unique in the database.</param>
/// <param name="Steps">SQL scripts in the order in which they are applied, each once.</param>
public sealed record SchemaPart(string Name, IReadOnlyList<string> Steps);
