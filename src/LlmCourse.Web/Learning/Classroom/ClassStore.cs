using System.Text.Json;
using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning.Classroom;

/// <summary>A learner as a class list shows them.</summary>
/// <param name="Learner">Identifier.</param>
/// <param name="Name">What they are called now.</param>
/// <param name="FirstSeen">When they first opened a lesson.</param>
/// <param name="LastSeen">When they were last at work.</param>
/// <param name="Stalled">Time at work since their last progress.</param>
/// <param name="PlaceLesson">Lesson they were in last; null before the first.</param>
/// <param name="PlaceSection">Section they were in last.</param>
public sealed record ClassLearner(string Learner, string Name, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, TimeSpan Stalled, string? PlaceLesson, string? PlaceSection);

/// <summary>How a class got on with one question.</summary>
/// <param name="Lesson">Lesson of the question.</param>
/// <param name="Quiz">Identifier of the question.</param>
/// <param name="Learners">How many have tried it.</param>
/// <param name="RightAtOnce">How many were right at the first try.</param>
/// <param name="RightAtLast">How many were right in the end.</param>
/// <param name="Tries">Answers in all.</param>
public sealed record ClassQuiz(string Lesson, string Quiz, int Learners, int RightAtOnce, int RightAtLast, int Tries);

/// <summary>What a class did, for those who teach it.</summary>
public sealed class ClassStore(SqliteDatabase database, IOptions<LearningOptions> options)
{
    private const string Newest = "SELECT learner FROM learning_learners ORDER BY last_seen DESC LIMIT @most";

    /// <summary>Learners, those seen last first.</summary>
    public async Task<IReadOnlyList<ClassLearner>> LearnersAsync(CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<(string, string, long, long, long, string?, string?)>(
            """
            SELECT learner, name, first_seen, last_seen, stalled_seconds, place_lesson, place_section
            FROM learning_learners ORDER BY last_seen DESC LIMIT @most
            """,
            cancellationToken);
        return [.. rows.Select(row => new ClassLearner(row.Item1, row.Item2, Moments.Of(row.Item3), Moments.Of(row.Item4), TimeSpan.FromSeconds(row.Item5), row.Item6, row.Item7))];
    }

    /// <summary>Sections read, by learner and section.</summary>
    public Task<IReadOnlyList<(string Learner, string Lesson, string Section)>> ReadSectionsAsync(CancellationToken cancellationToken) =>
        QueryAsync<(string, string, string)>($"SELECT learner, lesson, section FROM learning_sections WHERE read_at IS NOT NULL AND learner IN ({Newest})", cancellationToken);

    /// <summary>Points, by learner.</summary>
    public Task<IReadOnlyList<(string Learner, double Points)>> PointsAsync(CancellationToken cancellationToken) =>
        QueryAsync<(string, double)>($"SELECT learner, CAST(sum(points) AS REAL) FROM learning_attempts WHERE learner IN ({Newest}) GROUP BY learner", cancellationToken);

    /// <summary>Learners who failed at a question as often as the limit says and have not got it right since.</summary>
    public Task<IReadOnlyList<(string Learner, string Lesson, string Quiz, long Failed)>> FailingAsync(CancellationToken cancellationToken) =>
        QueryAsync<(string, string, string, long)>(
            $"""
            SELECT learner, lesson, quiz, sum(NOT is_right AND NOT shown) AS failed FROM learning_attempts WHERE learner IN ({Newest})
            GROUP BY learner, lesson, quiz HAVING failed >= @failed AND max(is_right) = 0 AND max(shown) = 0
            """,
            cancellationToken);

    /// <summary>Questions, the hardest first: the smallest share of right answers at the first try.</summary>
    public async Task<IReadOnlyList<ClassQuiz>> QuizzesAsync(CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<(string, string, long, long, long, long)>(
            """
            SELECT lesson, quiz, count(*), sum(at_once), sum(at_last), sum(tries) FROM (
              SELECT lesson, quiz, learner, sum(NOT shown) AS tries, max(is_right) AS at_last,
                (SELECT first.is_right FROM learning_attempts first WHERE first.lesson = a.lesson AND first.quiz = a.quiz AND first.learner = a.learner ORDER BY first.sequence LIMIT 1) AS at_once
              FROM learning_attempts a GROUP BY lesson, quiz, learner)
            GROUP BY lesson, quiz ORDER BY CAST(sum(at_once) AS REAL) / count(*) LIMIT @most
            """,
            cancellationToken);
        return [.. rows.Select(row => new ClassQuiz(row.Item1, row.Item2, (int)row.Item3, (int)row.Item4, (int)row.Item5, (int)row.Item6))];
    }

    /// <summary>The commonest wrong answer to each question, with how often it was given.</summary>
    public async Task<IReadOnlyDictionary<(string Lesson, string Quiz), (IReadOnlyList<string> Answer, int Times)>> WrongAnswersAsync(CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<(string Lesson, string Quiz, string Answer, long Times)>(
            """
            SELECT lesson, quiz, answer, times FROM (
              SELECT lesson, quiz, answer, count(*) AS times, row_number() OVER (PARTITION BY lesson, quiz ORDER BY count(*) DESC, answer) AS place
              FROM learning_attempts WHERE NOT is_right AND NOT shown GROUP BY lesson, quiz, answer)
            WHERE place = 1 LIMIT @most
            """,
            cancellationToken);
        return rows.ToDictionary(row => (row.Lesson, row.Quiz), row => ((IReadOnlyList<string>)JsonSerializer.Deserialize<string[]>(row.Answer)!, (int)row.Times));
    }

    private Task<IReadOnlyList<T>> QueryAsync<T>(string query, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<T>>(
        async connection => [.. await connection.QueryAsync<T>(query, new { most = ClassTable.MaxRows, failed = options.Value.StuckAttempts })],
        cancellationToken);
}
