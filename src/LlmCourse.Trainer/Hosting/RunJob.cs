using Microsoft.Extensions.Hosting;
using Quartz;

namespace LlmCourse.Trainer.Hosting;

/// <summary>What Quartz fires when a run's turn has come. A run is one job with one trigger; the scheduler has room for one at a time.</summary>
internal sealed class RunJob(RunWorker worker, IHostApplicationLifetime lifetime) : IJob
{
    public const string RunId = "runId";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var shutdown = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await worker.ExecuteAsync(context.MergedJobDataMap.GetString(RunId)!, shutdown.Token);
    }
}
