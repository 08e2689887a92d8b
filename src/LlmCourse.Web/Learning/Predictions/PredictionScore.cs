using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Directives.Predict;
using LlmCourse.Runs.Events;

namespace LlmCourse.Web.Learning.Predictions;

/// <summary>A measured value of a run.</summary>
/// <param name="Step">Step, from 1.</param>
/// <param name="Value">Nats a token.</param>
public readonly record struct Measured(double Step, double Value);

/// <summary>Compares what was predicted with what a run measured.</summary>
public static class PredictionScore
{
    private const int Samples = 200;

    /// <summary>A run's values of a metric, in the order of their steps; step 0 stands at the axis' first step.</summary>
    public static IReadOnlyList<Measured> Values(IEnumerable<RunEvent> events, string metric)
    {
        var values = events
            .Select(happened => (happened.Step, Value: happened.Body is Evaluated evaluated ? metric == PredictMetrics.TrainingLoss ? evaluated.TrainingLoss : evaluated.ValidationLoss : double.NaN))
            .Where(point => double.IsFinite(point.Value))
            .Select(point => new Measured(Math.Max(1, point.Step), point.Value));
        return [.. values.GroupBy(point => point.Step).Select(same => same.Last())];
    }

    /// <summary>
    /// Mean absolute distance between a drawn curve and a measured one in nats a token, averaged evenly along the
    /// logarithmic step axis over the steps that both have. Null when they share none.
    /// </summary>
    public static double? Distance(PredictionAnswer drawn, IReadOnlyList<Measured> measured)
    {
        if (drawn.Curve is not { Count: PredictionAxis.Points } curve || measured.Count == 0) return null;
        var from = Math.Log(measured[0].Step);
        var to = Math.Log(Math.Min(measured[^1].Step, drawn.Steps));
        if (to < from) return null;
        Measured[] predicted = [.. curve.Select((value, index) => new Measured(PredictionAxis.StepAt(index, drawn.Steps), value))];
        return Enumerable.Range(0, Samples)
            .Select(index => from + ((to - from) * index / (Samples - 1)))
            .Average(position => Math.Abs(At(predicted, position) - At(measured, position)));
    }

    /// <summary>The choice that came true; null when the run measured nothing that could tell.</summary>
    public static string? ChoiceThatCameTrue(PredictBlock predict, IReadOnlyList<Measured> measured)
    {
        if (predict.Bounds.Count == 0) return predict.Choices.FirstOrDefault(choice => choice.IsRight)?.Key;
        return measured.Count == 0 ? null : predict.Choices[predict.Bounds.Count(bound => measured[^1].Value >= bound)].Key;
    }

    /// <summary>Value at the logarithm of a step, straight between points on the logarithmic axis, level beyond them.</summary>
    private static double At(IReadOnlyList<Measured> points, double position)
    {
        for (var index = 1; index < points.Count; index++)
        {
            var (left, right) = (Math.Log(points[index - 1].Step), Math.Log(points[index].Step));
            if (position > right) continue;
            if (position <= left) return points[index - 1].Value;
            return points[index - 1].Value + ((points[index].Value - points[index - 1].Value) * (position - left) / (right - left));
        }

        return points[^1].Value;
    }
}
