namespace LlmCourse.Runs;

/// <summary>Where submitted runs wait for a trainer, first come first served; survives a restart.</summary>
public interface IRunQueue
{
    /// <summary>Lets a run wait; one that waits already keeps its place.</summary>
    Task EnqueueAsync(RunSummary run, CancellationToken cancellationToken);

    /// <summary>Takes a run out of the queue; nothing happens when it does not wait.</summary>
    Task RemoveAsync(string runId, CancellationToken cancellationToken);
}
