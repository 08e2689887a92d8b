namespace LlmCourse.Llm.Training;

/// <summary>
/// Linear warm-up, then half a cosine down to a small rest (Loshchilov and Hutter, 2017). It holds no state, so a peak
/// that changes half way acts on the very next step.
/// </summary>
/// <param name="WarmupSteps">Steps until the peak.</param>
/// <param name="Steps">Steps until the end.</param>
/// <param name="FinalFraction">What is left at the end, as a fraction of the peak.</param>
public sealed record LearningRateSchedule(int WarmupSteps, int Steps, double FinalFraction)
{
    #region learning-rate-schedule
    /// <summary>The learning rate of one step.</summary>
    /// <param name="step">Steps taken before it, from 0.</param>
    /// <param name="peak">Highest learning rate.</param>
    public double At(int step, double peak)
    {
        if (step < WarmupSteps)
            return peak * (step + 1) / (WarmupSteps + 1);

        if (step >= Steps)
            return peak * FinalFraction;

        var progress = (double)(step - WarmupSteps) / (Steps - WarmupSteps);
        var cosine = 0.5 * (1 + Math.Cos(Math.PI * progress));
        return peak * (FinalFraction + (1 - FinalFraction) * cosine);
    }
    #endregion
}
