namespace LlmCourse.Lessons.Blocks;

/// <summary>How a prediction is made.</summary>
public enum PredictKind
{
    /// <summary>By choosing.</summary>
    Choice,

    /// <summary>By drawing the curve that is expected.</summary>
    Curve,
}

/// <summary>A commitment that a learner makes before a run may start, and that the run then scores.</summary>
/// <param name="Title">The question itself, plain text.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Children">What stands between the question and its choices; may be empty.</param>
/// <param name="Choices">
/// The choices as written; empty for a curve. Where <paramref name="Bounds"/> are given, the run decides which of them is
/// right and <see cref="QuizChoice.IsRight"/> is false throughout.
/// </param>
/// <param name="Bounds">
/// Values of the metric, rising, that part one choice from the next: with bounds a and b the first choice stands for values
/// below a, the second for a up to b, the third for b and above. Empty when the author has marked the right choice.
/// </param>
/// <param name="Run">Identifier of the <see cref="TrainBlock"/> in the same lesson that waits for the prediction.</param>
/// <param name="Metric">What is predicted: one of <see cref="Directives.Predict.PredictMetrics"/>.</param>
/// <param name="ExplanationHtml">What to show once the run has scored the prediction; null when there is nothing.</param>
/// <param name="Id">Anchor within the lesson; also names the learner's prediction.</param>
public sealed record PredictBlock(
    string Title,
    PredictKind Kind,
    IReadOnlyList<LessonBlock> Children,
    IReadOnlyList<QuizChoice> Choices,
    IReadOnlyList<double> Bounds,
    string Run,
    string Metric,
    string? ExplanationHtml,
    string Id) : LessonBlock(Id);
