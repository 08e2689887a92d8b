using LlmCourse.Runs.Events;

namespace LlmCourse.Runs;

/// <summary>A run's summary as a fold over its events: stores, pages and replays use the same one.</summary>
public static class RunFold
{
    /// <summary>The summary after one more event.</summary>
    public static RunSummary Apply(RunSummary summary, RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(happened);
        var next = summary with { Step = happened.Step, LastEvent = happened.Number };
        return happened.Body switch
        {
            StateChanged change => next with
            {
                State = change.State,
                Message = change.Message,
                FinishedAt = change.State.IsFinal() ? happened.Clock.At : null,
            },
            Evaluated evaluated when !(evaluated.ValidationLoss >= summary.BestValidationLoss) => next with { BestValidationLoss = evaluated.ValidationLoss },
            _ => next,
        };
    }
}
