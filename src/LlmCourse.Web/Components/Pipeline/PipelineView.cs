using System.Collections.Specialized;
using System.Globalization;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Web.Components.Pipeline;

/// <summary>Everything that a learner can set and choose in the pipeline lab: what its address holds.</summary>
public sealed record PipelineView
{
    /// <summary>The pipeline.</summary>
    public PipelineSettings Settings { get; init; } = new();

    /// <summary>Name of the stage that is looked at.</summary>
    public string Stage { get; init; } = StageWords.All[0].Name;

    /// <summary>Which of its documents are listed.</summary>
    public PipelineShow Show { get; init; }

    /// <summary>Only those of this rule; null for all.</summary>
    public string? Rule { get; init; }

    /// <summary>Page of the list, from 0.</summary>
    public int Page { get; init; }

    /// <summary>Document that is open; null when none is.</summary>
    public string? Document { get; init; }

    /// <summary>Reads a view from an address; what is missing or makes no sense keeps its value.</summary>
    /// <param name="query">The address.</param>
    /// <param name="prefix">Keeps two labs on one page apart.</param>
    /// <param name="owner">Who looks: an uploaded text is read for its owner only. Null leaves uploads alone.</param>
    public PipelineView Read(NameValueCollection query, string prefix, string? owner = null)
    {
        var own = Settings;
        var stage = query[$"{prefix}stage"];
        return this with
        {
            Settings = own with
            {
                Upload = owner is not null && query[$"{prefix}upload"] is { Length: > 0 } upload ? new PipelineUpload(upload, owner) : own.Upload,
                Seed = Whole("seed", 0, int.MaxValue) ?? own.Seed,
                Documents = Whole("docs", 0, int.MaxValue) is { } documents && PipelineLimits.Documents.Contains(documents) ? documents : own.Documents,
                Off = Names("off") is { } off ? [.. StageWords.All.Select(known => known.Name).Intersect(off)] : own.Off,
                Confidence = Number("confidence", 0, 1) ?? own.Confidence,
                RulesOff = Names("rules-off") ?? own.RulesOff,
                Thresholds = Names("thresholds") is { } thresholds ? Pairs(thresholds) : own.Thresholds,
                Similarity = Number("similarity", 0.05, 1) ?? own.Similarity,
                ShingleWords = Whole("shingle", 1, 12) ?? own.ShingleWords,
                LeakWords = Whole("leak", PipelineLimits.LeastLeakWords, PipelineLimits.MostLeakWords) ?? own.LeakWords,
            },
            Stage = StageWords.All.Any(known => known.Name == stage) ? stage! : Stage,
            Show = Enum.TryParse<PipelineShow>(query[$"{prefix}show"], ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : Show,
            Rule = query[$"{prefix}rule"] ?? Rule,
            Page = Whole("page", 1, 100_000) - 1 ?? Page,
            Document = query[$"{prefix}doc"] ?? Document,
        };

        int? Whole(string name, int least, int most) =>
            int.TryParse(query[prefix + name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

        double? Number(string name, double least, double most) =>
            double.TryParse(query[prefix + name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

        string[]? Names(string name) => query[prefix + name]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>What the address says of this view: nothing, where it is as the author set it up.</summary>
    /// <param name="author">The view as the author set it up.</param>
    public Dictionary<string, string?> Write(PipelineView author)
    {
        ArgumentNullException.ThrowIfNull(author);
        var (own, first) = (Settings, author.Settings);
        return new Dictionary<string, string?>
        {
            ["upload"] = own.Upload?.Id,
            ["seed"] = Unless(own.Seed == first.Seed, own.Seed),
            ["docs"] = Unless(own.Documents == first.Documents, own.Documents),
            ["off"] = Unless(own.Off.Count == 0, string.Join(',', own.Off)),
            ["confidence"] = Unless(own.Confidence == first.Confidence, own.Confidence),
            ["rules-off"] = Unless(own.RulesOff.Count == 0, string.Join(',', own.RulesOff)),
            ["thresholds"] = Unless(own.Thresholds.Count == 0, string.Join(',', own.Thresholds.Select(pair => FormattableString.Invariant($"{pair.Key}:{pair.Value}")))),
            ["similarity"] = Unless(own.Similarity == first.Similarity, own.Similarity),
            ["shingle"] = Unless(own.ShingleWords == first.ShingleWords, own.ShingleWords),
            ["leak"] = Unless(own.LeakWords == first.LeakWords, own.LeakWords),
            ["stage"] = Unless(Stage == author.Stage, Stage),
            ["show"] = Unless(Show == author.Show, Show.ToString().ToLowerInvariant()),
            ["rule"] = Rule,
            ["page"] = Unless(Page == 0, Page + 1),
            ["doc"] = Document,
        };

        static string? Unless(bool isDefault, IConvertible value) => isDefault ? null : value.ToString(CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, double> Pairs(IEnumerable<string> pairs)
    {
        var read = new Dictionary<string, double>();
        foreach (var pair in pairs.Select(text => text.Split(':')))
        {
            if (pair.Length == 2 && double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                read[pair[0]] = value;
        }

        return read;
    }
}
