using Dapper;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning;

/// <summary>Sections read, the place to go on at, and outcomes reached, by learner.</summary>
public sealed class ProgressStore(SqliteDatabase database, IOptions<LearningOptions> options, TimeProvider time)
{
    private long Now => time.GetUtcNow().UtcTicks;

    /// <summary>Everything that pages tick, in one read.</summary>
    public Task<LearnerProgress> ReadAsync(string learner, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var read = await connection.QueryAsync<(string Lesson, string Section)>(
                "SELECT lesson, section FROM learning_sections WHERE learner = @learner AND read_at IS NOT NULL", new { learner });
            var outcomes = await connection.QueryAsync<(string, string)>("SELECT lesson, outcome FROM learning_outcomes WHERE learner = @learner", new { learner });
            var place = await connection.QueryFirstOrDefaultAsync<PlaceRow>(
                """
                SELECT place_lesson AS Lesson, place_section AS Section, place_address AS Address, place_at AS At
                FROM learning_learners WHERE learner = @learner AND place_lesson IS NOT NULL
                """,
                new { learner });
            return new LearnerProgress(
                read.Select(row => new SectionKey(row.Lesson, row.Section)).ToHashSet(),
                place is null ? null : new LearningPlace(place.Lesson, place.Section, place.Address, Moments.Of(place.At)),
                outcomes.ToHashSet());
        },
        cancellationToken);

    /// <summary>
    /// Notes where a learner is. Time since the last report counts as time at work, but never more than two reports' worth:
    /// a closed laptop is not a stuck learner.
    /// </summary>
    /// <param name="learner">Who.</param>
    /// <param name="name">What they are called now.</param>
    /// <param name="place">Where; null outside of lessons.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public Task SeenAsync(string learner, string name, LearningPlace? place, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO learning_learners (learner, name, first_seen, last_seen) VALUES (@learner, @name, @now, @now)
                ON CONFLICT (learner) DO UPDATE SET
                  name = @name,
                  stalled_seconds = stalled_seconds + min((@now - last_seen) / @second, @most),
                  last_seen = @now;
                """,
                new { learner, name, now = Now, second = TimeSpan.TicksPerSecond, most = 2 * options.Value.ReportSeconds },
                transaction);
            if (place is null) return 0;
            await connection.ExecuteAsync(
                """
                UPDATE learning_learners SET place_lesson = @Lesson, place_section = @Section, place_address = @Address, place_at = @now WHERE learner = @learner;
                INSERT OR IGNORE INTO learning_sections (learner, lesson, section, opened_at)
                SELECT @learner, @Lesson, @Section, @now
                WHERE @Section <> '' AND (SELECT count(*) FROM learning_sections WHERE learner = @learner) < @most;
                """,
                new { learner, place.Lesson, place.Section, Address = Shortened(place), now = Now, most = options.Value.MaxRowsPerLearner },
                transaction);
            return 0;
        },
        cancellationToken);

    /// <summary>Ticks a section. One that the learner has unticked is left alone unless they ask for it themselves.</summary>
    /// <returns>Whether the section is ticked now.</returns>
    public Task<bool> MarkReadAsync(string learner, SectionKey section, bool byHand, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var key = new { learner, section.Lesson, section.Section, now = Now, byHand, most = options.Value.MaxRowsPerLearner };
            await connection.ExecuteAsync(
                """
                INSERT OR IGNORE INTO learning_sections (learner, lesson, section, opened_at)
                SELECT @learner, @Lesson, @Section, @now WHERE (SELECT count(*) FROM learning_sections WHERE learner = @learner) < @most;
                """,
                key,
                transaction);
            var changed = await connection.ExecuteAsync(
                """
                UPDATE learning_sections SET read_at = @now, taken_back = 0
                WHERE learner = @learner AND lesson = @Lesson AND section = @Section AND read_at IS NULL AND (@byHand OR NOT taken_back)
                """,
                key,
                transaction);
            if (changed > 0) await connection.ProgressedAsync(learner, transaction);
            return await connection.ExecuteScalarAsync<bool>(
                "SELECT count(*) FROM learning_sections WHERE learner = @learner AND lesson = @Lesson AND section = @Section AND read_at IS NOT NULL", key, transaction);
        },
        cancellationToken);

    /// <summary>Takes a tick back; the section is not ticked again by reading.</summary>
    public Task UnmarkAsync(string learner, SectionKey section, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE learning_sections SET read_at = NULL, taken_back = 1 WHERE learner = @learner AND lesson = @Lesson AND section = @Section",
            new { learner, section.Lesson, section.Section },
            transaction),
        cancellationToken);

    /// <summary>Notes that an outcome was reached, or takes it back.</summary>
    public Task SetOutcomeAsync(string learner, string lesson, string outcome, bool reached, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var key = new { learner, lesson, outcome, now = Now, most = options.Value.MaxRowsPerLearner };
            if (!reached)
            {
                return await connection.ExecuteAsync("DELETE FROM learning_outcomes WHERE learner = @learner AND lesson = @lesson AND outcome = @outcome", key, transaction);
            }

            var added = await connection.ExecuteAsync(
                """
                INSERT OR IGNORE INTO learning_outcomes (learner, lesson, outcome, reached_at)
                SELECT @learner, @lesson, @outcome, @now WHERE (SELECT count(*) FROM learning_outcomes WHERE learner = @learner) < @most
                """,
                key,
                transaction);
            if (added > 0) await connection.ProgressedAsync(learner, transaction);
            return added;
        },
        cancellationToken);

    private string Shortened(LearningPlace place) =>
        place.Address.Length <= options.Value.MaxAddressLength ? place.Address : place.Address.Split('?')[0];

    private sealed class PlaceRow
    {
        public string Lesson { get; set; } = "";

        public string Section { get; set; } = "";

        public string Address { get; set; } = "";

        public long At { get; set; }
    }
}
