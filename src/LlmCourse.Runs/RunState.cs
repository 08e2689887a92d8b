namespace LlmCourse.Runs;

/// <summary>Where a run stands: Queued → Starting → Running ⇄ Paused → Completed | Failed | Cancelled.</summary>
public enum RunState
{
    /// <summary>Waits for a trainer.</summary>
    Queued,

    /// <summary>A trainer prepares corpus, tokenizer and weights.</summary>
    Starting,

    /// <summary>Steps are being taken.</summary>
    Running,

    /// <summary>Holds its place and memory between two steps.</summary>
    Paused,

    /// <summary>All steps were taken.</summary>
    Completed,

    /// <summary>Something went wrong; the log up to that step is kept.</summary>
    Failed,

    /// <summary>Somebody stopped it; the log up to that step is kept.</summary>
    Cancelled,
}

/// <summary>Questions one asks of a state.</summary>
public static class RunStates
{
    /// <summary>Whether no further event can follow.</summary>
    public static bool IsFinal(this RunState state) => state is RunState.Completed or RunState.Failed or RunState.Cancelled;
}
