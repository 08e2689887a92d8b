using LlmCourse.Llm.Corpora.DirtyWeb;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>What a verdict was worth, once the truth is known.</summary>
public enum VerdictTruth
{
    /// <summary>It let a document pass that is none of its business.</summary>
    RightlyPassed,

    /// <summary>It acted on what it is there for.</summary>
    Caught,

    /// <summary>It dropped what another stage is there for: no harm is done.</summary>
    OthersJob,

    /// <summary>It acted on a document that should have been left alone.</summary>
    Mistaken,

    /// <summary>It let pass what it is there for.</summary>
    Missed,
}

/// <summary>How well a stage did its work, against the planted truth.</summary>
/// <param name="Caught">Documents it acted on, as it should.</param>
/// <param name="OthersJob">Documents it dropped that another stage would have had to drop.</param>
/// <param name="Mistaken">Documents it acted on and should not have.</param>
/// <param name="Missed">Documents it should have acted on and did not.</param>
public sealed record FilterScore(long Caught, long OthersJob, long Mistaken, long Missed)
{
    private const string Masking = "personal-data";

    #region precision-and-recall
    /// <summary>Part of what it acted on that deserved it, in [0, 1]; null when it never acted.</summary>
    public double? Precision => Part(Caught + OthersJob, Mistaken);

    /// <summary>Part of what it is there for that it caught, in [0, 1]; null when there was none.</summary>
    public double? Recall => Part(Caught, Missed);

    private static double? Part(long good, long bad) => good + bad == 0 ? null : (double)good / (good + bad);
    #endregion

    /// <summary>Scores a stage by its report; null when the truth is unknown.</summary>
    public static FilterScore? Of(StageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Truth.Count == 0)
            return null;
        var counts = new long[Enum.GetValues<VerdictTruth>().Length];
        foreach (var (kind, count) in report.Truth)
        {
            var acted = report.Stage == Masking ? count.Changed : count.Dropped;
            counts[(int)Truth(report.Stage, kind, acts: true)] += acted;
            counts[(int)Truth(report.Stage, kind, acts: false)] += count.In - acted;
        }

        return new FilterScore(counts[(int)VerdictTruth.Caught], counts[(int)VerdictTruth.OthersJob], counts[(int)VerdictTruth.Mistaken], counts[(int)VerdictTruth.Missed]);
    }

    /// <summary>What a verdict of a stage on a document of a kind is worth.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="kind">What was planted.</param>
    /// <param name="acts">Whether the stage dropped or changed the document.</param>
    public static VerdictTruth Truth(string stage, PlantedKind kind, bool acts)
    {
        if (Targets(stage).Contains(kind))
            return acts ? VerdictTruth.Caught : VerdictTruth.Missed;
        if (!acts)
            return VerdictTruth.RightlyPassed;
        return stage == Masking || kind is PlantedKind.Clean or PlantedKind.PersonalData ? VerdictTruth.Mistaken : VerdictTruth.OthersJob;
    }

    private static PlantedKind[] Targets(string stage) => stage switch
    {
        "language" => [PlantedKind.ForeignLanguage],
        "quality" => [PlantedKind.Boilerplate, PlantedKind.Spam],
        "exact-duplicates" => [PlantedKind.ExactDuplicate],
        "near-duplicates" => [PlantedKind.ExactDuplicate, PlantedKind.NearDuplicate], // a word for word copy is nearly the same, too
        "decontamination" => [PlantedKind.BenchmarkLeak],
        Masking => [PlantedKind.PersonalData],
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, $"There is no stage '{stage}'."),
    };
}
