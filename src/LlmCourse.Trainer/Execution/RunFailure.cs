using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Training;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Execution;

/// <summary>Says how a run ended, in the words of the page: what happened, what was kept, what to do.</summary>
internal static class RunFailure
{
    public static StateChanged Explain(Exception error, int step, int plannedSteps, int? checkpointStep)
    {
        var kept = Kept(step, checkpointStep);
        return error switch
        {
            RunInputException input => new StateChanged(RunState.Failed, input.Message, $"{input.Help} {kept}"),
            TrainingException training => new StateChanged(RunState.Failed, training.Message, $"{training.Help} {kept}"),
            CorpusException or TokenShardException or UploadException => new StateChanged(RunState.Failed, error.Message, kept),
            NonFiniteLossException diverged => new StateChanged(
                RunState.Failed,
                diverged.Message,
                $"{kept} Start again with a lower learning rate, a longer warm-up, or gradient clipping switched on."),
            OutOfMemoryException => new StateChanged(
                RunState.Failed,
                $"The trainer ran out of memory {Where(step, plannedSteps)}.",
                $"{kept} Start again with a smaller batch, block or model."),
            _ => new StateChanged(
                RunState.Failed,
                $"The trainer met an error {Where(step, plannedSteps)}: {error.Message}",
                $"{kept} The trainer itself goes on and takes the next run. Whoever runs this course finds the details in its log."),
        };
    }

    public static StateChanged Stopped(int step, int plannedSteps, int? checkpointStep) =>
        new(RunState.Cancelled, $"Stopped {Where(step, plannedSteps)}.", Kept(step, checkpointStep));

    public static StateChanged PausedTooLong(TimeSpan limit, int step, int plannedSteps, int? checkpointStep) => new(
        RunState.Cancelled,
        $"Stopped {Where(step, plannedSteps)}: it was paused for {limit.TotalMinutes:0.#} minutes, the longest a pause may last, and others may be waiting.",
        Kept(step, checkpointStep));

    public static StateChanged ShutDown(int step, int plannedSteps, int? checkpointStep) =>
        new(RunState.Cancelled, $"The trainer was shut down {Where(step, plannedSteps)}.", $"{Kept(step, checkpointStep)} Start the run again when the trainer is back.");

    private static string Where(int step, int plannedSteps) => step == 0 ? "before the first step" : $"after step {step} of {plannedSteps}";

    private static string Kept(int step, int? checkpointStep) => (step, checkpointStep) switch
    {
        (0, _) => "Nothing was trained yet; the spec and the log are kept.",
        (_, null) => $"The log with its samples and snapshots up to step {step} is kept.",
        (_, { } saved) => $"The log with its samples and snapshots up to step {step} and the weights of step {saved} are kept.",
    };
}

/// <summary>The loss or the gradient is no longer a finite number.</summary>
internal sealed class NonFiniteLossException(int step, double learningRate) : InvalidOperationException(
    $"Training diverged at step {step}: the loss or its gradient is no longer a finite number. The likely cause is a learning rate of {learningRate:0.######}, which is too high here.");
