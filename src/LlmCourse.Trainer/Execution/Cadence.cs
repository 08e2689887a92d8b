namespace LlmCourse.Trainer.Execution;

/// <summary>
/// When to measure, write and look inside: every so many steps, at the last step, and a few times early on. A learner who
/// has just pressed Start should see every part of the page move before the first regular measurement.
/// </summary>
/// <param name="plannedSteps">Steps of the run.</param>
internal sealed class Cadence(int plannedSteps)
{
    private static readonly int[] Previews = [1, 20, 50];

    /// <summary>Whether something that happens every so many steps happens after this one.</summary>
    public bool IsDue(int step, int every) => step == plannedSteps || step % every == 0 || (step < every && Previews.Contains(step));
}
