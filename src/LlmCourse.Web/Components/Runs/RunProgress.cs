using LlmCourse.Runs;
using LlmCourse.Runs.Events;

namespace LlmCourse.Web.Components.Runs;

/// <summary>What a status line says about a run, as a fold over its events.</summary>
internal sealed class RunProgress
{
    public RunState State { get; private set; } = RunState.Queued;
    public string? Message { get; private set; }
    public string? Help { get; private set; }
    public int Step { get; private set; }
    public long LastEvent { get; private set; }
    public double TokensPerSecond { get; private set; }
    public double TrainingSeconds { get; private set; }
    public double? LearningRate { get; private set; }

    /// <summary>The schedule's peak as last turned by hand; null when it was never turned.</summary>
    public double? TurnedLearningRate { get; private set; }

    public double? ValidationLoss { get; private set; }
    public double? BestValidationLoss { get; private set; }
    public string? Remark { get; private set; }
    public RunDescribed? Described { get; private set; }

    /// <summary>Training time left at the present speed; null when it is unknown or nothing is left.</summary>
    public TimeSpan? TimeLeft =>
        Described is { } known && TokensPerSecond > 0 && !State.IsFinal()
            ? TimeSpan.FromSeconds(Math.Max(0, known.StepsPlanned - Step) * known.TokensPerStep / TokensPerSecond)
            : null;

    /// <summary>What a list already knows, until the events themselves are read.</summary>
    public static RunProgress Of(RunSummary summary) => new()
    {
        State = summary.State,
        Message = summary.Message,
        Step = summary.Step,
        BestValidationLoss = summary.BestValidationLoss,
    };

    /// <summary>Folds in events; one that was seen before changes nothing.</summary>
    public void Apply(IEnumerable<RunEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened.Number <= LastEvent) continue;
            LastEvent = happened.Number;
            Step = happened.Step;
            TrainingSeconds = Math.Max(TrainingSeconds, happened.Clock.TrainingSeconds);
            if (happened.Clock.TokensPerSecond > 0) TokensPerSecond = happened.Clock.TokensPerSecond;
            Fold(happened.Body);
        }
    }

    private void Fold(RunEventBody body)
    {
        switch (body)
        {
            case StateChanged change:
                (State, Message, Help) = (change.State, change.Message, change.Help);
                break;
            case RunDescribed described:
                Described = described;
                break;
            case StepTaken step:
                LearningRate = step.LearningRate;
                break;
            case Evaluated evaluated:
                ValidationLoss = evaluated.ValidationLoss;
                if (!(BestValidationLoss <= evaluated.ValidationLoss)) BestValidationLoss = evaluated.ValidationLoss;
                break;
            case KnobChanged { Knob: Knobs.LearningRateName } turned:
                TurnedLearningRate = turned.To;
                break;
            case Noted note:
                Remark = note.Text;
                break;
        }
    }
}
