using System.Text.Json;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Stores.Sqlite;

/// <summary>A row of <c>runs</c>; moments are UTC ticks.</summary>
internal sealed class RunRow
{
    public const string Columns =
        "sequence AS Sequence, id AS Id, name AS Name, owner AS Owner, owner_id AS OwnerId, spec AS Spec, state AS State, step AS Step, "
        + "best_validation_loss AS BestValidationLoss, last_event AS LastEvent, submitted_at AS SubmittedAt, "
        + "finished_at AS FinishedAt, message AS Message, fence AS Fence";

    public long Sequence { get; set; }

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Owner { get; set; } = "";

    public string? OwnerId { get; set; }

    public string Spec { get; set; } = "";

    public string State { get; set; } = "";

    public long Step { get; set; }

    public double? BestValidationLoss { get; set; }

    public long LastEvent { get; set; }

    public long SubmittedAt { get; set; }

    public long? FinishedAt { get; set; }

    public string? Message { get; set; }

    public long Fence { get; set; }

    public RunSummary ToSummary() => new(
        Id,
        Name,
        Owner,
        RunSpecJson.Read(Spec),
        Enum.Parse<RunState>(State),
        (int)Step,
        BestValidationLoss,
        LastEvent,
        Moment(SubmittedAt),
        FinishedAt is { } finished ? Moment(finished) : null,
        Message)
    {
        OwnerId = OwnerId,
    };

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>A row of <c>events</c>.</summary>
internal sealed class EventRow
{
    public const string Columns =
        "number AS Number, step AS Step, body AS Body, at AS At, training_seconds AS TrainingSeconds, tokens_per_second AS TokensPerSecond";

    public long Number { get; set; }

    public long Step { get; set; }

    public string Body { get; set; } = "";

    public long At { get; set; }

    public double TrainingSeconds { get; set; }

    public double TokensPerSecond { get; set; }

    public static EventRow From(RunEvent happened) => new()
    {
        Number = happened.Number,
        Step = happened.Step,
        Body = JsonSerializer.Serialize(happened.Body, RunJson.Options),
        At = happened.Clock.At.UtcTicks,
        TrainingSeconds = happened.Clock.TrainingSeconds,
        TokensPerSecond = happened.Clock.TokensPerSecond,
    };

    public RunEvent ToEvent() => new(
        Number,
        (int)Step,
        JsonSerializer.Deserialize<RunEventBody>(Body, RunJson.Options)!,
        new RunClock(new DateTimeOffset(At, TimeSpan.Zero), TrainingSeconds, TokensPerSecond));
}
