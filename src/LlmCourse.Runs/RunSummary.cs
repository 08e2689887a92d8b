using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs;

/// <summary>A run as a list shows it: a fold over its events, kept beside the log.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Name">Short memorable name such as <c>maple-7</c>.</param>
/// <param name="Owner">Name of who submitted it, for show.</param>
/// <param name="Spec">What it trains.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="BestValidationLoss">Lowest validation loss so far in nats a token; null before the first evaluation.</param>
/// <param name="LastEvent">Number of its newest event.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="FinishedAt">When it ended; null while it goes on.</param>
/// <param name="Message">What its last state change said.</param>
public sealed record RunSummary(
    string Id,
    string Name,
    string Owner,
    RunSpec Spec,
    RunState State,
    int Step,
    double? BestValidationLoss,
    long LastEvent,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? FinishedAt,
    string? Message)
{
    /// <summary>Identifier of who submitted it, who may command it; null for runs of before owners had one, and of people who deleted their data.</summary>
    public string? OwnerId { get; init; }
}
