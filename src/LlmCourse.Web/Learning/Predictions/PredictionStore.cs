using System.Text.Json;
using Dapper;
using LlmCourse.Runs;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning.Predictions;

/// <summary>Predictions by learner; each is kept with the run that tested it.</summary>
public sealed class PredictionStore(SqliteDatabase database, IOptions<LearningOptions> options, TimeProvider time)
{
    /// <summary>A learner's newest prediction of each kind in a lesson, by the identifier of its block.</summary>
    public Task<Dictionary<string, Prediction>> NewestAsync(string learner, string lesson, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(
                """
                SELECT sequence AS Sequence, predict AS Predict, answer AS Answer, made_at AS MadeAt, run AS Run, score AS Score, came_true AS CameTrue
                FROM learning_predictions WHERE learner = @learner AND lesson = @lesson ORDER BY sequence
                """,
                new { learner, lesson });
            return rows.GroupBy(row => row.Predict).ToDictionary(group => group.Key, group => group.Last().ToPrediction());
        },
        cancellationToken);

    /// <summary>Keeps a prediction.</summary>
    /// <exception cref="InvalidOperationException">The learner has reached the limit; nothing was kept.</exception>
    public Task<Prediction> AddAsync(string learner, string lesson, string predict, PredictionAnswer answer, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var row = new { learner, lesson, predict, answer = JsonSerializer.Serialize(answer, RunJson.Options), now = time.GetUtcNow().UtcTicks, most = options.Value.MaxRowsPerLearner };
            var sequence = await connection.QueryFirstOrDefaultAsync<long?>(
                """
                INSERT INTO learning_predictions (learner, lesson, predict, answer, made_at)
                SELECT @learner, @lesson, @predict, @answer, @now WHERE (SELECT count(*) FROM learning_predictions WHERE learner = @learner) < @most
                RETURNING sequence
                """,
                row,
                transaction);
            return sequence is { } number
                ? new Prediction(number, answer, Moments.Of(row.now), null, null, null)
                : throw new InvalidOperationException($"You have made {row.most} predictions; no more are kept.");
        },
        cancellationToken);

    /// <summary>Names the run that tests a prediction. The first run stands.</summary>
    public Task BindAsync(long sequence, string run, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("UPDATE learning_predictions SET run = @run WHERE sequence = @sequence AND run IS NULL", new { sequence, run }, transaction),
        cancellationToken);

    /// <summary>Keeps what the run has told.</summary>
    public Task ScoreAsync(string learner, Prediction scored, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var changed = await connection.ExecuteAsync(
                "UPDATE learning_predictions SET score = @Score, came_true = @CameTrue, scored_at = @now WHERE sequence = @Sequence AND scored_at IS NULL",
                new { scored.Sequence, scored.Score, scored.CameTrue, now = time.GetUtcNow().UtcTicks },
                transaction);
            if (changed > 0) await connection.ProgressedAsync(learner, transaction);
            return changed;
        },
        cancellationToken);

    private sealed class Row
    {
        public long Sequence { get; set; }

        public string Predict { get; set; } = "";

        public string Answer { get; set; } = "";

        public long MadeAt { get; set; }

        public string? Run { get; set; }

        public double? Score { get; set; }

        public long? CameTrue { get; set; }

        public Prediction ToPrediction() => new(
            Sequence, JsonSerializer.Deserialize<PredictionAnswer>(Answer, RunJson.Options)!, Moments.Of(MadeAt), Run, Score, CameTrue is { } flag ? flag != 0 : null);
    }
}
