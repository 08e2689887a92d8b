using System.Diagnostics.Metrics;

namespace LlmCourse.Trainer;

/// <summary>What the trainer measures of itself, for any OpenTelemetry collector.</summary>
public sealed class TrainerTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "LlmCourse.Trainer";

    private readonly Counter<long> steps;
    private readonly Counter<long> tokens;
    private readonly UpDownCounter<int> queued;
    private readonly UpDownCounter<int> watchers;

    /// <summary>Makes the instruments.</summary>
    public TrainerTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        steps = meter.CreateCounter<long>("llmcourse.trainer.steps", "{step}", "Optimiser steps taken.");
        tokens = meter.CreateCounter<long>("llmcourse.trainer.tokens", "{token}", "Tokens trained on.");
        queued = meter.CreateUpDownCounter<int>("llmcourse.trainer.queue.length", "{run}", "Runs that wait.");
        watchers = meter.CreateUpDownCounter<int>("llmcourse.trainer.watchers", "{stream}", "Streams of events being watched.");
    }

    internal void StepTaken(int count)
    {
        steps.Add(1);
        tokens.Add(count);
    }

    internal void QueueChanged(int difference) => queued.Add(difference);

    internal void WatcherCame() => watchers.Add(1);

    internal void WatcherLeft() => watchers.Add(-1);
}
