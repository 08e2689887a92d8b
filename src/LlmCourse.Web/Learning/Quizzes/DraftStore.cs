using System.Text.Json;
using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning.Quizzes;

/// <summary>Answers that were begun and not given: what a learner finds again after a reload, in any of their browsers.</summary>
public sealed class DraftStore(SqliteDatabase database, IOptions<LearningOptions> options, TimeProvider time)
{
    /// <summary>What the learner has begun to answer a question or prediction; null when nothing was.</summary>
    public Task<IReadOnlyList<string>?> ReadAsync(string learner, string lesson, string block, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>?>(
        async connection =>
        {
            var answer = await connection.QueryFirstOrDefaultAsync<string>(
                "SELECT answer FROM learning_drafts WHERE learner = @learner AND lesson = @lesson AND block = @block", new { learner, lesson, block });
            return answer is null ? null : JsonSerializer.Deserialize<string[]>(answer);
        },
        cancellationToken);

    /// <summary>Keeps what the learner has begun, in place of what they had before. Beyond the limit of rows, nothing new is kept.</summary>
    public Task KeepAsync(string learner, string lesson, string block, IReadOnlyList<string> answer, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO learning_drafts (learner, lesson, block, answer, at)
            SELECT @learner, @lesson, @block, @answer, @now
            WHERE (SELECT count(*) FROM learning_drafts WHERE learner = @learner AND (lesson, block) <> (@lesson, @block)) < @most
            ON CONFLICT (learner, lesson, block) DO UPDATE SET answer = excluded.answer, at = excluded.at
            """,
            new { learner, lesson, block, answer = JsonSerializer.Serialize(answer), now = time.GetUtcNow().UtcTicks, most = options.Value.MaxRowsPerLearner },
            transaction),
        cancellationToken);

    /// <summary>Forgets what was begun: it was answered.</summary>
    public Task ForgetAsync(string learner, string lesson, string block, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM learning_drafts WHERE learner = @learner AND lesson = @lesson AND block = @block", new { learner, lesson, block }, transaction),
        cancellationToken);
}
