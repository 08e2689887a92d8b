using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Reports and verdicts, as the hub tells them.</summary>
internal static class PipelineWords
{
    private const int ExcerptCharacters = 160;

    public static PipelineStage Stage(StageReport report, PipelineStageState state, int expected, PipelineSettings settings) => new(
        report.Stage,
        state,
        report.In.Documents,
        report.Out.Documents,
        report.In.Bytes,
        report.Out.Bytes,
        report.Changed,
        expected,
        Rules(report, settings),
        [.. report.Truth.OrderBy(kind => kind.Key).Select(kind => new PipelineKind(Camel(kind.Key), kind.Value.In, kind.Value.Dropped, kind.Value.Changed))],
        state == PipelineStageState.Off ? null : Score(report),
        report.Seconds);

    public static PipelineRow Row(string stage, RawDocument document, Verdict verdict)
    {
        var acts = verdict.Rule is not null;
        var truth = document.Truth; // the generator's documents have one, others have none
        return new PipelineRow(
            document.Id,
            Excerpt(document.Text),
            truth is null ? "" : Camel(truth.Kind),
            !verdict.Keeps ? "dropped" : acts ? "changed" : "passed",
            truth is null ? "" : Camel(FilterScore.Truth(stage, truth.Kind, acts)),
            verdict.Rule,
            verdict.Reason,
            verdict.Related);
    }

    private static PipelineScore? Score(StageReport report) =>
        FilterScore.Of(report) is { } score ? new PipelineScore(score.Caught, score.OthersJob, score.Mistaken, score.Missed, score.Precision, score.Recall) : null;

    private static IReadOnlyList<PipelineRule> Rules(StageReport report, PipelineSettings settings) => report.Stage == "quality"
        ? [.. QualityRules.All.Select(rule => new PipelineRule(
            rule.Name,
            report.Rules.GetValueOrDefault(rule.Name),
            rule.Measures,
            rule.Why,
            rule.AtLeast,
            settings.Thresholds.TryGetValue(rule.Name, out var threshold) ? threshold : rule.Threshold,
            rule.Threshold,
            !settings.RulesOff.Contains(rule.Name)))]
        : [.. report.Rules.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => new PipelineRule(rule.Key, rule.Value))];

    private static string Excerpt(string text)
    {
        var length = Math.Min(ExcerptCharacters, text.Length);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length].Replace('\n', ' ');
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
