using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;

namespace LlmCourse.Web.Learning;

/// <summary>What these tables keep about a learner: handed over, shown, deleted.</summary>
internal sealed class LearningData(SqliteDatabase database) : ILearnerData
{
    private static readonly string[] Tables = ["learning_sections", "learning_attempts", "learning_predictions", "learning_drafts", "learning_outcomes", "learning_learners"];

    /// <inheritdoc />
    public string Name => "learning";

    /// <inheritdoc />
    public Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken) => fromLearnerId == toLearnerId
        ? Task.CompletedTask
        : database.WriteAsync(
            async (connection, transaction) =>
            {
                // Where both have a row, the earlier moment stands: a section read twice was read first by one of them.
                await connection.ExecuteAsync(
                    """
                    INSERT INTO learning_sections (learner, lesson, section, opened_at, read_at, taken_back)
                    SELECT @to, lesson, section, opened_at, read_at, taken_back FROM learning_sections WHERE learner = @from
                    ON CONFLICT (learner, lesson, section) DO UPDATE SET
                      opened_at = min(opened_at, excluded.opened_at),
                      read_at = coalesce(min(read_at, excluded.read_at), read_at, excluded.read_at),
                      taken_back = taken_back AND excluded.taken_back;
                    DELETE FROM learning_sections WHERE learner = @from;

                    INSERT INTO learning_outcomes (learner, lesson, outcome, reached_at)
                    SELECT @to, lesson, outcome, reached_at FROM learning_outcomes WHERE learner = @from
                    ON CONFLICT (learner, lesson, outcome) DO UPDATE SET reached_at = min(reached_at, excluded.reached_at);
                    DELETE FROM learning_outcomes WHERE learner = @from;

                    INSERT INTO learning_drafts (learner, lesson, block, answer, at)
                    SELECT @to, lesson, block, answer, at FROM learning_drafts WHERE learner = @from
                    ON CONFLICT (learner, lesson, block) DO UPDATE SET
                      answer = CASE WHEN excluded.at > at THEN excluded.answer ELSE answer END,
                      at = max(at, excluded.at);
                    DELETE FROM learning_drafts WHERE learner = @from;

                    UPDATE learning_attempts SET learner = @to WHERE learner = @from;
                    UPDATE learning_predictions SET learner = @to WHERE learner = @from;

                    INSERT INTO learning_learners (learner, name, first_seen, last_seen, stalled_seconds, place_lesson, place_section, place_address, place_at)
                    SELECT @to, name, first_seen, last_seen, stalled_seconds, place_lesson, place_section, place_address, place_at FROM learning_learners WHERE learner = @from
                    ON CONFLICT (learner) DO UPDATE SET
                      first_seen = min(first_seen, excluded.first_seen),
                      last_seen = max(last_seen, excluded.last_seen),
                      place_lesson = CASE WHEN excluded.place_at > coalesce(place_at, 0) THEN excluded.place_lesson ELSE place_lesson END,
                      place_section = CASE WHEN excluded.place_at > coalesce(place_at, 0) THEN excluded.place_section ELSE place_section END,
                      place_address = CASE WHEN excluded.place_at > coalesce(place_at, 0) THEN excluded.place_address ELSE place_address END,
                      place_at = max(coalesce(place_at, 0), excluded.place_at);
                    DELETE FROM learning_learners WHERE learner = @from;
                    """,
                    new { from = fromLearnerId, to = toLearnerId },
                    transaction);
                return 0;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var sections = await RowsAsync(connection, "SELECT lesson, section, opened_at AS openedAt, read_at AS readAt FROM learning_sections WHERE learner = @learner ORDER BY opened_at", learnerId);
            var attempts = await RowsAsync(connection, "SELECT lesson, quiz, answer, is_right AS isRight, points, shown AS answerShown, at FROM learning_attempts WHERE learner = @learner ORDER BY sequence", learnerId);
            var predictions = await RowsAsync(connection, "SELECT lesson, predict, answer, made_at AS madeAt, run, score, came_true AS cameTrue, scored_at AS scoredAt FROM learning_predictions WHERE learner = @learner ORDER BY sequence", learnerId);
            var drafts = await RowsAsync(connection, "SELECT lesson, block, answer, at FROM learning_drafts WHERE learner = @learner ORDER BY at", learnerId);
            var outcomes = await RowsAsync(connection, "SELECT lesson, outcome, reached_at AS reachedAt FROM learning_outcomes WHERE learner = @learner ORDER BY reached_at", learnerId);
            var seen = await RowsAsync(
                connection,
                "SELECT name, first_seen AS firstSeenAt, last_seen AS lastSeenAt, place_lesson AS lesson, place_section AS section, place_address AS address FROM learning_learners WHERE learner = @learner",
                learnerId);
            return sections.Count + attempts.Count + predictions.Count + drafts.Count + outcomes.Count + seen.Count == 0
                ? null
                : (JsonNode?)new JsonObject { ["seen"] = seen, ["sections"] = sections, ["attempts"] = attempts, ["predictions"] = predictions, ["begun"] = drafts, ["outcomes"] = outcomes };
        },
        cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(string learnerId, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            foreach (var table in Tables) await connection.ExecuteAsync($"DELETE FROM {table} WHERE learner = @learnerId", new { learnerId }, transaction);
            return 0;
        },
        cancellationToken);

    private static async Task<JsonArray> RowsAsync(DbConnection connection, string query, string learner)
    {
        var rows = new JsonArray();
        foreach (IDictionary<string, object?> row in await connection.QueryAsync(query, new { learner }))
        {
            rows.Add(new JsonObject(row.Select(column => KeyValuePair.Create(column.Key, Value(column.Key, column.Value)))));
        }

        return rows;
    }

    // A person reads this: moments are dates, flags are words, and answers are what they were.
    private static JsonNode? Value(string column, object? value) => (column, value) switch
    {
        (_, null) => null,
        ("answer", string json) => JsonNode.Parse(json),
        ("isRight" or "cameTrue" or "answerShown", long flag) => flag != 0,
        ("at", long ticks) => Moments.Of(ticks),
        (_, long ticks) when column.EndsWith("At", StringComparison.Ordinal) => Moments.Of(ticks),
        (_, long number) => number,
        (_, double number) => number,
        _ => value.ToString(),
    };
}
