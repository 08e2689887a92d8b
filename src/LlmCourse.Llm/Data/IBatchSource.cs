namespace LlmCourse.Llm.Data;

/// <summary>
/// Training batches by number. A batch depends on the source's seed and its number only, so a run that stops and goes
/// on later, or elsewhere, sees the batches it would have seen.
/// </summary>
public interface IBatchSource
{
    /// <summary>The batch of a step.</summary>
    /// <param name="number">Position in the endless sequence, from 0.</param>
    Batch At(long number);
}
