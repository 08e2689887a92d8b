using LlmCourse.Runs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Hosting;

/// <summary>Executes one queued run: takes its lease, joins executor, journal and mailbox, and lets nothing that goes wrong get out.</summary>
internal sealed class RunWorker(
    IRunStore store,
    IArtifactStore artifacts,
    RunExecutor executor,
    ActiveRuns active,
    EventTails tails,
    TrainerIdentity identity,
    TrainerTelemetry telemetry,
    IOptions<TrainerOptions> options,
    TimeProvider time,
    ILogger<RunWorker> logger)
{
    /// <summary>Executes the run if it still waits.</summary>
    public async Task ExecuteAsync(string runId, CancellationToken shutdown)
    {
        telemetry.QueueChanged(-1);
        try
        {
            var run = await store.FindAsync(runId, shutdown);
            if (run is not { State: RunState.Queued })
            {
                return; // it was stopped while it waited
            }

            if (await store.AcquireAsync(runId, identity.Id, shutdown) is { } lease)
            {
                await ExecuteAsync(run, lease, shutdown);
            }
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            logger.LogInformation("Run {RunId} was not started: the trainer shuts down. It keeps its place in the queue.", runId);
        }
        catch (LeaseLostException)
        {
            logger.LogInformation("Run {RunId} was taken or stopped by somebody else; this trainer leaves it alone.", runId);
        }
        catch (Exception error)
        {
            // The trainer outlives whatever happens in one run; the log of that run ends where it ends.
            logger.LogError(error, "Run {RunId} ended without a final event.", runId);
        }
    }

    private async Task ExecuteAsync(RunSummary run, RunLease lease, CancellationToken shutdown)
    {
        using var mailbox = new RunMailbox();
        await using var journal = new RunJournal(store, lease, tails, options.Value, time, logger);
        active.Add(run.Id, mailbox);
        try
        {
            logger.LogInformation("Run {RunId} ({RunName}) starts.", run.Id, run.Name);
            var state = await executor.ExecuteAsync(new RunWork(run.Id, run.Spec, lease.LastEvent, journal, mailbox, artifacts), shutdown);
            logger.LogInformation("Run {RunId} ({RunName}) ended as {State}.", run.Id, run.Name, state);
        }
        finally
        {
            active.Remove(run.Id);
            await journal.CompleteAsync();
        }
    }
}

/// <summary>Names this trainer in leases and logs.</summary>
internal sealed class TrainerIdentity
{
    public string Id { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
}
