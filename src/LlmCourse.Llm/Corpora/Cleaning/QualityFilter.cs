using System.Globalization;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>Which quality rules hold, and where they draw the line.</summary>
public sealed record QualityFilterOptions
{
    /// <summary>Names of rules that are switched off.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Thresholds in place of the papers', by the name of the rule.</summary>
    public IReadOnlyDictionary<string, double> Thresholds { get; init; } = new Dictionary<string, double>();

    /// <summary>What cannot be.</summary>
    public IEnumerable<SettingFault> Faults()
    {
        var known = QualityRules.All.Select(rule => rule.Name).ToHashSet();
        return Off.Index().Where(rule => !known.Contains(rule.Item)).Select(rule => Unknown($"off[{rule.Index}]", rule.Item))
            .Concat(Thresholds.Keys.Where(rule => !known.Contains(rule)).Select(rule => Unknown($"thresholds.{rule}", rule)))
            .Concat(Thresholds.Where(rule => !double.IsFinite(rule.Value)).Select(rule => new SettingFault($"thresholds.{rule.Key}", $"A threshold of {rule.Value} is no number.")));

        SettingFault Unknown(string setting, string rule) => new(setting, $"There is no quality rule '{rule}'. There are {string.Join(", ", known)}.");
    }
}

/// <summary>Drops what breaks a rule of thumb about prose; the first rule broken is the reason.</summary>
public sealed class QualityFilter : ICleaningStage
{
    private readonly QualityRule[] rules;

    /// <summary>Takes the rules that are switched on.</summary>
    /// <exception cref="ArgumentException">A rule is named that there is not.</exception>
    public QualityFilter(QualityFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SettingFault.ThrowIfAny(options.Faults());
        rules = [.. QualityRules.All
            .Where(rule => !options.Off.Contains(rule.Name))
            .Select(rule => options.Thresholds.TryGetValue(rule.Name, out var threshold) ? rule with { Threshold = threshold } : rule)];
    }

    /// <inheritdoc/>
    public string Name => "quality";

    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var text = new TextMeasures(document.Text);
        foreach (var rule in rules)
        {
            var measured = rule.Measure(text);
            if (rule.AtLeast ? measured < rule.Threshold : measured > rule.Threshold)
            {
                return Verdict.Drop(rule.Name, string.Create(CultureInfo.InvariantCulture,
                    $"{char.ToUpperInvariant(rule.Measures[0])}{rule.Measures.AsSpan(1)}: {measured:0.###}; good prose has at {(rule.AtLeast ? "least" : "most")} {rule.Threshold:0.###}. {rule.Why}"));
            }
        }

        return Verdict.Keep(document);
    }
}
