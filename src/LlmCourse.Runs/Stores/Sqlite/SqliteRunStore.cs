using Dapper;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using Microsoft.Data.Sqlite;

namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>Runs and their logs in one SQLite file.</summary>
public sealed class SqliteRunStore(SqliteDatabase database, TimeProvider time) : IRunStore
{
    private const int MaxRows = 1_000;

    // No two runs share a submission moment, so that ordering by it is the queue's order wherever it is used.
    private static readonly long SubmissionSpacing = TimeSpan.FromMilliseconds(1).Ticks;

    private static readonly string UnfinishedStates = string.Join(", ", new[] { RunState.Starting, RunState.Running, RunState.Paused }.Select(state => $"'{state}'"));

    /// <inheritdoc />
    public Task<RunSummary> AddAsync(RunSpec spec, RunActor owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(owner);
        return database.WriteAsync(
            async (connection, transaction) =>
            {
                var newest = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(submitted_at), 0) FROM runs", transaction: transaction);
                var submitted = new DateTimeOffset(Math.Max(time.GetUtcNow().UtcTicks, newest + SubmissionSpacing), TimeSpan.Zero);
                var sequence = await connection.ExecuteScalarAsync<long>(
                    """
                    INSERT INTO runs (id, name, owner, owner_id, spec, state, step, last_event, submitted_at)
                    VALUES (@id, '', @owner, @ownerId, @spec, @state, 0, 0, @submittedAt) RETURNING sequence
                    """,
                    new { id = Guid.CreateVersion7(submitted).ToString("N"), owner = owner.Name, ownerId = owner.Id, spec = RunSpecJson.Write(spec), state = nameof(RunState.Queued), submittedAt = submitted.UtcTicks },
                    transaction);
                await connection.ExecuteAsync("UPDATE runs SET name = @name WHERE sequence = @sequence", new { name = RunNames.For(sequence), sequence }, transaction);
                var row = await FindRowAsync(connection, transaction, "sequence = @key", sequence);
                return await AppendAsync(connection, transaction, row!, [new RunEvent(1, 0, new StateChanged(RunState.Queued), new RunClock(submitted))]);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<RunSummary?> FindAsync(string runId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await FindRowAsync(connection, null, "id = @key", runId))?.ToSummary(),
        cancellationToken);

    /// <inheritdoc />
    public Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        return database.ReadAsync(
            async connection =>
            {
                const string Filter = "WHERE (@Owner IS NULL OR owner = @Owner) AND (@OwnerId IS NULL OR owner_id = @OwnerId)";
                using var results = await connection.QueryMultipleAsync(
                    $"SELECT {RunRow.Columns} FROM runs {Filter} ORDER BY sequence DESC LIMIT @take OFFSET @Skip; SELECT count(*) FROM runs {Filter};",
                    new { query.Owner, query.OwnerId, query.Skip, take = Math.Clamp(query.Take, 0, MaxRows) });
                var rows = (await results.ReadAsync<RunRow>()).Select(row => row.ToSummary()).ToArray();
                return new RunPage(rows, (int)await results.ReadSingleAsync<long>());
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task AppendAsync(string runId, long fence, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async (connection, transaction) =>
                {
                    var row = await FindRowAsync(connection, transaction, "id = @key", runId) ?? throw new RunNotFoundException(runId);
                    return row.Fence == fence ? await AppendAsync(connection, transaction, row, events) : throw new LeaseLostException(runId);
                },
                cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<RunEvent>> ReadAsync(string runId, long afterNumber, int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RunEvent>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<EventRow>(
                $"""
                SELECT {EventRow.Columns} FROM events
                WHERE run = (SELECT sequence FROM runs WHERE id = @runId) AND number > @afterNumber
                ORDER BY number LIMIT @limit
                """,
                new { runId, afterNumber, limit });
            return rows.Select(row => row.ToEvent()).ToArray();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<RunLease?> AcquireAsync(string runId, string trainerId, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var row = await FindRowAsync(connection, transaction, "id = @key", runId);
            if (row is null || Enum.Parse<RunState>(row.State).IsFinal())
            {
                return null;
            }

            await connection.ExecuteAsync(
                "UPDATE runs SET fence = fence + 1, trainer = @trainerId WHERE sequence = @Sequence",
                new { trainerId, row.Sequence },
                transaction);
            return new RunLease(runId, row.Fence + 1, row.LastEvent);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<RunSummary?> CancelQueuedAsync(string runId, string message, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var row = await FindRowAsync(connection, transaction, "id = @key", runId);
            if (row is null || row.State != nameof(RunState.Queued))
            {
                return null;
            }

            await connection.ExecuteAsync("UPDATE runs SET fence = fence + 1 WHERE sequence = @Sequence", new { row.Sequence }, transaction);
            var cancelled = new RunEvent(row.LastEvent + 1, 0, new StateChanged(RunState.Cancelled, message), new RunClock(time.GetUtcNow()));
            return (RunSummary?)await AppendAsync(connection, transaction, row, [cancelled]);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<int> GiveAsync(string fromOwnerId, string? toOwnerId, string name, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE runs SET owner_id = @toOwnerId, owner = @name WHERE owner_id = @fromOwnerId", new { fromOwnerId, toOwnerId, name }, transaction),
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<RunSummary>> ListQueuedAsync(CancellationToken cancellationToken) => ListWhereAsync($"state = '{RunState.Queued}'", cancellationToken);

    /// <inheritdoc />
    public Task<int> CountQueuedBeforeAsync(string runId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (int)await connection.ExecuteScalarAsync<long>(
            $"""
            SELECT count(*) FROM runs waiting, runs this
            WHERE this.id = @runId AND this.state = '{RunState.Queued}'
              AND waiting.state = '{RunState.Queued}' AND waiting.sequence < this.sequence
            """,
            new { runId }),
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<RunSummary>> ListUnfinishedAsync(CancellationToken cancellationToken) => ListWhereAsync($"state IN ({UnfinishedStates})", cancellationToken);

    private Task<IReadOnlyList<RunSummary>> ListWhereAsync(string condition, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<RunSummary>>(
        async connection => (await connection.QueryAsync<RunRow>($"SELECT {RunRow.Columns} FROM runs WHERE {condition} ORDER BY sequence"))
            .Select(row => row.ToSummary())
            .ToArray(),
        cancellationToken);

    private static Task<RunRow?> FindRowAsync(SqliteConnection connection, SqliteTransaction? transaction, string condition, object key) =>
        connection.QuerySingleOrDefaultAsync<RunRow>($"SELECT {RunRow.Columns} FROM runs WHERE {condition}", new { key }, transaction);

    private static async Task<RunSummary> AppendAsync(SqliteConnection connection, SqliteTransaction transaction, RunRow row, IReadOnlyList<RunEvent> events)
    {
        var summary = row.ToSummary();
        foreach (var happened in events)
        {
            if (happened.Number != summary.LastEvent + 1)
            {
                throw new RunLogException($"The log of run '{row.Id}' stands at event {summary.LastEvent}; event {happened.Number} does not follow it.");
            }

            if (summary.State.IsFinal())
            {
                throw new RunLogException($"Run '{row.Id}' has ended with event {summary.LastEvent}; nothing can follow.");
            }

            summary = RunFold.Apply(summary, happened);
        }

        await connection.ExecuteAsync(
            $"""
            INSERT INTO events (run, number, step, body, at, training_seconds, tokens_per_second)
            VALUES ({row.Sequence}, @Number, @Step, @Body, @At, @TrainingSeconds, @TokensPerSecond)
            """,
            events.Select(EventRow.From),
            transaction);
        await connection.ExecuteAsync(
            """
            UPDATE runs SET state = @state, step = @Step, best_validation_loss = @BestValidationLoss,
                last_event = @LastEvent, finished_at = @finishedAt, message = @Message
            WHERE sequence = @Sequence
            """,
            new
            {
                row.Sequence,
                state = summary.State.ToString(),
                summary.Step,
                summary.BestValidationLoss,
                summary.LastEvent,
                finishedAt = summary.FinishedAt?.UtcTicks,
                summary.Message,
            },
            transaction);
        return summary;
    }
}
