namespace LlmCourse.Llm.Training;

/// <summary>The loss or the gradient is no longer a finite number. The step was not taken: the weights are those before it.</summary>
/// <param name="step">Steps that were taken before it happened.</param>
/// <param name="quantity">What is not finite, such as <c>loss</c>.</param>
/// <param name="value">Its value: NaN or an infinity.</param>
/// <param name="learningRate">The learning rate of that step.</param>
/// <param name="clipped">Whether gradients were clipped.</param>
public sealed class DivergedException(int step, string quantity, double value, double learningRate, bool clipped) : TrainingException(
    $"At step {step} the {quantity} became {Name(value)}; the learning rate was {learningRate:g3}.",
    Advice(step, clipped))
{
    /// <summary>Steps that were taken before it happened.</summary>
    public int Step { get; } = step;

    private static string Name(double value) => double.IsNaN(value) ? "NaN (not a number)" : "infinite";

    private static string Advice(int step, bool clipped)
    {
        if (step == 0)
            return "It happened before any weight changed, so the starting weights are at fault: check the checkpoint they came from.";
        return clipped
            ? "The learning rate is most likely too high. Start again with a half or a tenth of it, or with more warm-up steps."
            : "The learning rate is most likely too high, and gradients are not clipped. Start again with a half or a tenth of it, or clip gradients at 1.";
    }
}
