namespace LlmCourse.Lessons.Directives.Predict;

/// <summary>What of a run a learner can be asked to predict.</summary>
public static class PredictMetrics
{
    /// <summary>Loss on held-out text in nats a token: its curve, or its last value.</summary>
    public const string ValidationLoss = "validationLoss";

    /// <summary>Loss on training text in nats a token: its curve, or its last value.</summary>
    public const string TrainingLoss = "trainingLoss";

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<string> All { get; } = [ValidationLoss, TrainingLoss];
}
