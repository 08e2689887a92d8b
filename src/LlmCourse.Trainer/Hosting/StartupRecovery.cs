using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Trainer.Hosting;

/// <summary>
/// Before the first run is taken: runs that a dead process left in the middle are ended with what was kept, and runs that
/// wait without a job in the queue (the process died between the two, or their turn came while it was stopping) are given one.
/// </summary>
/// <remarks>
/// <para>Runs get their jobs before the queue moves, so that none is overtaken by one that kept its job; and once more afterwards,
/// when the queue has cleared away the jobs that a dead process had begun.</para>
/// <para>Right for one trainer on one store. Several need to know which of them is alive before they call a run dead.</para>
/// </remarks>
internal sealed class StartupRecovery(IRunStore store, IRunQueue queue, TrainerIdentity identity, TimeProvider time, ILogger<StartupRecovery> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await store.ListUnfinishedAsync(cancellationToken))
        {
            await EndAsync(run, cancellationToken);
        }

        await EnqueueAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => EnqueueAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnqueueAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await store.ListQueuedAsync(cancellationToken))
        {
            await queue.EnqueueAsync(run, cancellationToken);
        }
    }

    private async Task EndAsync(RunSummary run, CancellationToken cancellationToken)
    {
        if (await store.AcquireAsync(run.Id, identity.Id, cancellationToken) is not { } lease)
        {
            return;
        }

        var failed = new StateChanged(
            RunState.Failed,
            $"The trainer that executed this run ended at step {run.Step} without finishing it.",
            "The log with its samples and snapshots, and the newest checkpoint, are kept. Start the run again.");
        await store.AppendAsync(run.Id, lease.Fence, [new RunEvent(lease.LastEvent + 1, run.Step, failed, new RunClock(time.GetUtcNow()))], cancellationToken);
        logger.LogWarning("Run {RunId} was left {State} at step {Step} by a process that is gone; it is marked as failed.", run.Id, run.State, run.Step);
    }
}
