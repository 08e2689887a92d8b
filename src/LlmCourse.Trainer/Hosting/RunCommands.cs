using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;

namespace LlmCourse.Trainer.Hosting;

/// <summary>Brings a command to its run: into the mailbox of one that is executed here, or to the queue.</summary>
internal sealed class RunCommands(IRunStore store, IRunQueue queue, ActiveRuns active, EventTails tails)
{
    public async Task<CommandResult> PostAsync(string runId, RunCommand command, CancellationToken cancellationToken)
    {
        if (active.Find(runId) is { } mailbox)
        {
            return mailbox.Post(command);
        }

        var run = await store.FindAsync(runId, cancellationToken);
        return run switch
        {
            null => CommandResult.Refused(new RunNotFoundException(runId).Message),
            { State: RunState.Queued } when command is StopRun => await StopQueuedAsync(runId, cancellationToken),
            { State: RunState.Queued } => CommandResult.Refused("The run still waits for its turn; until then it can only be stopped."),
            { State: var state } when state.IsFinal() => CommandResult.Refused("The run has ended; it takes no more commands. Its log and results are kept."),
            _ => CommandResult.Refused("This trainer does not execute the run just now. Try again in a moment."),
        };
    }

    private async Task<CommandResult> StopQueuedAsync(string runId, CancellationToken cancellationToken)
    {
        var cancelled = await store.CancelQueuedAsync(runId, "Stopped before it began.", cancellationToken);
        if (cancelled is null)
        {
            // Its turn came in between; the mailbox is there now or will be at the next try.
            return active.Find(runId)?.Post(new StopRun()) ?? CommandResult.Refused("The run is just about to start. Try again in a moment.");
        }

        await queue.RemoveAsync(runId, CancellationToken.None);
        tails.Publish(runId, await store.ReadAsync(runId, cancelled.LastEvent - 1, 1, CancellationToken.None));
        return CommandResult.Ok;
    }
}
