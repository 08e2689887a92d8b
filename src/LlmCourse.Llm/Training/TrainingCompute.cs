using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;

namespace LlmCourse.Llm.Training;

/// <summary>
/// Floating point operations of training, counted from the shapes of the matrix products; norms, activations and the
/// optimiser are left out, a percent or two (Kaplan et al., "Scaling laws for neural language models", 2020).
/// </summary>
public static class TrainingCompute
{
    /// <summary>A backward pass has two products for each of the forward pass: one for the inputs, one for the weights.</summary>
    private const int ForwardAndBackward = 3;

    /// <summary>One multiplication and one addition.</summary>
    private const int MultiplyAndAdd = 2;

    #region training-compute
    /// <summary>Operations of one training step on a batch <c>[rows, time]</c>, padding included.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="time">Tokens of a row.</param>
    public static double OfStep(GptConfig config, int rows, int time)
    {
        double width = config.Width;
        var weights = (config.Layers * 12 * width * width) + (config.VocabularySize * width);
        var comparisons = time * (time + 1) / 2.0;
        var attention = config.Layers * 2 * width * comparisons; // scores, and the sum of values
        return ForwardAndBackward * MultiplyAndAdd * rows * ((time * weights) + attention);
    }
    #endregion

    /// <summary>The most steps that a budget pays for, and what they cost.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="batches">What each step reads.</param>
    /// <param name="budget">Operations to spend.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget does not pay for a single step.</exception>
    public static (int Steps, double Operations) StepsWithin(GptConfig config, DocumentBatches batches, double budget)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var spent = 0.0;
        for (var step = 0; ; step++)
        {
            var (rows, time) = batches.ShapeAt(step);
            var cost = OfStep(config, rows, time);
            if (spent + cost > budget)
            {
                return step > 0
                    ? (step, spent)
                    : throw new ArgumentOutOfRangeException(nameof(budget), budget, $"One step takes {cost:G3} operations, and the budget is {budget:G3}. Give it more.");
            }

            spent += cost;
        }
    }
}
