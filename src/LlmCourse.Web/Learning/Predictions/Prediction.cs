namespace LlmCourse.Web.Learning.Predictions;

/// <summary>What a learner committed to: a choice, or a curve.</summary>
/// <param name="Choice">Key of the choice; null for a curve.</param>
/// <param name="Curve">Values in nats a token at <see cref="PredictionAxis.StepAt"/> of each index; null for a choice.</param>
/// <param name="Steps">Last step of the axis that the curve was drawn on; 0 for a choice.</param>
public sealed record PredictionAnswer(string? Choice, IReadOnlyList<double>? Curve = null, int Steps = 0);

/// <summary>A prediction as it was made, and what became of it.</summary>
/// <param name="Sequence">Its number in the table.</param>
/// <param name="Answer">What was predicted.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Run">The run that tests it; null until one has started.</param>
/// <param name="Score">For a curve: mean distance from the run's curve in nats a token; null before the run has ended.</param>
/// <param name="CameTrue">For a choice: whether it came true; null before the run has ended.</param>
public sealed record Prediction(long Sequence, PredictionAnswer Answer, DateTimeOffset MadeAt, string? Run, double? Score, bool? CameTrue)
{
    /// <summary>Whether the run has told.</summary>
    public bool IsScored => Score is not null || CameTrue is not null;
}

/// <summary>The axis that curves are drawn on: steps from 1 to the last, even in the logarithm, like the chart of a run.</summary>
/// <param name="Steps">The last step.</param>
/// <param name="Top">Largest loss that can be drawn, in nats a token: a little above guessing blindly.</param>
public sealed record PredictionAxis(int Steps, double Top)
{
    /// <summary>Points that a drawn curve consists of.</summary>
    public const int Points = 11;

    /// <summary>The step of a point, from 0.</summary>
    public static double StepAt(int index, int steps) => Math.Pow(Math.Max(2, steps), index / (double)(Points - 1));

    /// <summary>The axis for a run: its steps, and ln V rounded up with room above it.</summary>
    public static PredictionAxis Of(LlmCourse.Runs.Specs.RunSpec spec)
    {
        var vocabulary = spec.Tokenizer.Kind == LlmCourse.Runs.Specs.TokenizerKind.Character ? 64 : spec.Tokenizer.VocabularySize;
        return new PredictionAxis(Math.Max(2, spec.Training.Steps), Math.Ceiling((Math.Log(vocabulary) + 0.2) * 2) / 2);
    }
}
