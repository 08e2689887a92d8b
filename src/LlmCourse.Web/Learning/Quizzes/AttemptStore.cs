using System.Text.Json;
using Dapper;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning.Quizzes;

/// <summary>One answer to a question, or the learner's wish to see the answer.</summary>
/// <param name="Answer">Keys of choices, or the text of a number; empty when the answer was asked for.</param>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="Points">What it counted.</param>
/// <param name="Shown">Whether this is not an answer, but the wish to see it.</param>
/// <param name="At">When.</param>
public sealed record QuizAttempt(IReadOnlyList<string> Answer, bool IsRight, double Points, bool Shown, DateTimeOffset At);

/// <summary>Every attempt at every question, by learner. Nothing is overwritten.</summary>
public sealed class AttemptStore(SqliteDatabase database, IOptions<LearningOptions> options, TimeProvider time)
{
    /// <summary>A learner's attempts at one question, oldest first.</summary>
    public Task<IReadOnlyList<QuizAttempt>> ReadAsync(string learner, string lesson, string quiz, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<QuizAttempt>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>($"SELECT {Row.Columns} FROM learning_attempts WHERE learner = @learner AND lesson = @lesson AND quiz = @quiz ORDER BY sequence", new { learner, lesson, quiz });
            return [.. rows.Select(row => row.ToAttempt())];
        },
        cancellationToken);

    /// <summary>Points by question of a learner, for all questions they have answered.</summary>
    public Task<IReadOnlyDictionary<(string Lesson, string Quiz), QuizStanding>> StandingsAsync(string learner, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<(string, string), QuizStanding>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Lesson, string Quiz, double Points, long IsRight, long Tries)>(
                    """
                    SELECT lesson, quiz, CAST(sum(points) AS REAL), max(is_right), sum(NOT shown) FROM learning_attempts
                    WHERE learner = @learner GROUP BY lesson, quiz
                    """,
                    new { learner });
                return rows.ToDictionary(row => (row.Lesson, row.Quiz), row => new QuizStanding(row.Points, row.IsRight != 0, (int)row.Tries));
            },
            cancellationToken);

    /// <summary>Marks an answer and keeps it.</summary>
    /// <exception cref="QuizRefusedException">It could not be marked; nothing was kept.</exception>
    public async Task<QuizAttempt> AnswerAsync(string learner, string lesson, QuizBlock quiz, IReadOnlyList<string> answer, CancellationToken cancellationToken)
    {
        if (QuizMarking.Problem(quiz, answer) is { } problem) throw new QuizRefusedException(problem);
        var isRight = QuizMarking.Mark(quiz, answer).IsRight;
        return await AddAsync(learner, lesson, quiz, answer, isRight, shown: false, cancellationToken);
    }

    /// <summary>Notes that the learner asked for the answer; what follows counts nothing.</summary>
    public Task<QuizAttempt> ShowAsync(string learner, string lesson, QuizBlock quiz, CancellationToken cancellationToken) =>
        AddAsync(learner, lesson, quiz, [], isRight: false, shown: true, cancellationToken);

    private Task<QuizAttempt> AddAsync(string learner, string lesson, QuizBlock quiz, IReadOnlyList<string> answer, bool isRight, bool shown, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var key = new { learner, lesson, quiz = quiz.Id };
            var (count, failed, right, seen, all) = await connection.QuerySingleAsync<(long, long, long, long, long)>(
                """
                SELECT count(*), coalesce(sum(NOT is_right AND NOT shown), 0), coalesce(max(is_right), 0), coalesce(max(shown), 0),
                  (SELECT count(*) FROM learning_attempts WHERE learner = @learner)
                FROM learning_attempts WHERE learner = @learner AND lesson = @lesson AND quiz = @quiz
                """,
                key,
                transaction);
            if (right != 0) throw new QuizRefusedException("You have answered this already, perhaps in another window. Your points are kept.");
            if (count >= options.Value.MaxAttemptsPerQuiz || all >= options.Value.MaxRowsPerLearner)
            {
                throw new QuizRefusedException($"You have tried this {count} times; no more than {options.Value.MaxAttemptsPerQuiz} attempts are kept. Let it be shown, and go on.");
            }

            var attempt = new QuizAttempt(answer, isRight, isRight ? QuizPoints.For(quiz.Points, (int)failed, seen != 0) : 0, shown, time.GetUtcNow());
            await connection.ExecuteAsync(
                """
                INSERT INTO learning_attempts (learner, lesson, quiz, answer, is_right, points, shown, at)
                VALUES (@learner, @lesson, @quiz, @answer, @IsRight, @Points, @Shown, @at);
                DELETE FROM learning_drafts WHERE learner = @learner AND lesson = @lesson AND block = @quiz;
                """,
                new { learner, lesson, quiz = quiz.Id, answer = JsonSerializer.Serialize(answer), attempt.IsRight, attempt.Points, attempt.Shown, at = attempt.At.UtcTicks },
                transaction);
            if (isRight) await connection.ProgressedAsync(learner, transaction);
            return attempt;
        },
        cancellationToken);

    private sealed class Row
    {
        public const string Columns = "answer AS Answer, is_right AS IsRight, points AS Points, shown AS Shown, at AS At";

        public string Answer { get; set; } = "[]";

        public long IsRight { get; set; }

        public double Points { get; set; }

        public long Shown { get; set; }

        public long At { get; set; }

        public QuizAttempt ToAttempt() => new(JsonSerializer.Deserialize<string[]>(Answer)!, IsRight != 0, Points, Shown != 0, Moments.Of(At));
    }
}

/// <summary>How a learner stands with one question.</summary>
/// <param name="Points">Points so far.</param>
/// <param name="IsRight">Whether it was answered right.</param>
/// <param name="Tries">How often it was tried.</param>
public sealed record QuizStanding(double Points, bool IsRight, int Tries);

/// <summary>An answer was not taken; the message says why, and nothing was counted.</summary>
public sealed class QuizRefusedException(string message) : InvalidOperationException(message);
