using LlmCourse.Runs.Events;

namespace LlmCourse.Trainer.Execution;

/// <summary>Takes a run's events in order, on the training thread.</summary>
public interface IRunEventSink
{
    /// <summary>Takes one event; may wait when it cannot keep up. An exception ends the run, for its log can no longer be kept.</summary>
    void Emit(RunEvent happened);
}
