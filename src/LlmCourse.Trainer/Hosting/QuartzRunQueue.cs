using LlmCourse.Runs;
using Quartz;

namespace LlmCourse.Trainer.Hosting;

/// <summary>The queue as jobs of Quartz: persistent, ordered by the moment of submission.</summary>
internal sealed class QuartzRunQueue(ISchedulerFactory schedulers, TrainerTelemetry telemetry) : IRunQueue
{
    private const string Group = "runs";

    public async Task EnqueueAsync(RunSummary run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(run.Id, Group);
        if (await scheduler.Exists(key, cancellationToken))
        {
            return;
        }

        // A waiting run is always late. Ignoring that keeps its submission as its fire time, which is what the order is made of.
        var job = JobBuilder.Create<RunJob>().WithIdentity(key).UsingJobData(RunJob.RunId, run.Id).Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(run.Id, Group)
            .StartAt(run.SubmittedAt)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        telemetry.QueueChanged(1);
    }

    public async Task RemoveAsync(string runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.DeleteJob(new JobKey(runId, Group), cancellationToken))
        {
            telemetry.QueueChanged(-1);
        }
    }
}
