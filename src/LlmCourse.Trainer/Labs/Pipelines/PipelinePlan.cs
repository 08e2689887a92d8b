using System.Text.Json;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>One stage of a lab's pipeline: its settings, and a key of everything that decides its result.</summary>
/// <param name="Name">Its name, as reports call it.</param>
/// <param name="Spec">Its settings; null when it is off.</param>
/// <param name="Key">Settings of all that documents have passed, this stage included.</param>
internal sealed record PlannedStage(string Name, StageSpec? Spec, string Key);

/// <summary>A lab's settings as the pipeline understands them.</summary>
/// <param name="Source">The crawl, or where an upload takes its place, the crawl whose benchmark may have leaked.</param>
/// <param name="Upload">The uploaded text; null where the crawl is read.</param>
/// <param name="Documents">Documents of the crawl, or of the upload at most.</param>
/// <param name="SourceKey">Key of the source.</param>
/// <param name="Stages">The stages in order.</param>
internal sealed record PipelinePlan(SourceSpec Source, UploadedText? Upload, int Documents, string SourceKey, IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>Questions of the crawl's benchmark: few enough that some leak more than once.</summary>
    private const int BenchmarkQuestions = 200;

    /// <summary>The crawl that the settings name.</summary>
    public static DirtyWebOptions CrawlOf(PipelineSettings settings) => new() { Seed = settings.Seed, BenchmarkQuestions = BenchmarkQuestions };

    public static PipelinePlan Of(PipelineSettings settings, UploadedText? upload)
    {
        var sourceKey = $"{settings.Seed} {settings.Documents} {upload?.Id} {upload?.FileName}"; // the name says how the text is cut
        var (key, stages) = (sourceKey, new List<PlannedStage>());
        foreach (var (name, spec) in SpecsOf(settings))
        {
            var chosen = settings.Off.Contains(name) ? null : spec;
            key += $"\n{name} {JsonSerializer.Serialize(chosen)}";
            stages.Add(new PlannedStage(name, chosen, key));
        }

        return new PipelinePlan(new SourceSpec { DirtyWeb = CrawlOf(settings) }, upload, settings.Documents, sourceKey, stages);
    }

    /// <summary>What is wrong with the settings; null when they can run.</summary>
    public static string? Problem(PipelineSettings? settings)
    {
        if (settings is null || settings.Off is null || settings.RulesOff is null || settings.Thresholds is null)
            return "The request names no pipeline.";
        if (settings.Upload is { } upload && (upload.Id is null || upload.OwnerId is null))
            return "The request names no uploaded text, or nobody who asks for it.";
        var names = SpecsOf(settings).Select(stage => stage.Name).ToList();
        var rules = QualityRules.All.Select(rule => rule.Name).ToList();
        return settings switch
        {
            _ when !PipelineLimits.Documents.Contains(settings.Documents) => $"A crawl has {string.Join(", ", PipelineLimits.Documents)} documents, and {settings.Documents} were asked for.",
            _ when settings.Off.FirstOrDefault(name => !names.Contains(name)) is { } stage => $"There is no stage '{stage}'. There are {string.Join(", ", names)}.",
            _ when settings.RulesOff.Concat(settings.Thresholds.Keys).FirstOrDefault(name => !rules.Contains(name)) is { } rule => $"There is no quality rule '{rule}'.",
            { Confidence: not (>= 0 and <= 1) } => $"A probability of {settings.Confidence} does not lie between 0 and 1.",
            { Similarity: not (> 0 and <= 1) } => $"A similarity of {settings.Similarity} does not lie above 0 and up to 1.",
            { ShingleWords: not (>= 1 and <= 12) } => $"A shingle has 1 to 12 words, and {settings.ShingleWords} were asked for.",
            { LeakWords: not (>= PipelineLimits.LeastLeakWords and <= PipelineLimits.MostLeakWords) } =>
                $"A leak has {PipelineLimits.LeastLeakWords} to {PipelineLimits.MostLeakWords} words in a row, and {settings.LeakWords} were asked for.",
            _ when settings.Thresholds.Values.Any(threshold => !double.IsFinite(threshold)) => "A threshold is not a number.",
            _ => null,
        };
    }

    private static IEnumerable<(string Name, StageSpec Spec)> SpecsOf(PipelineSettings settings) =>
    [
        ("language", new StageSpec { Language = new LanguageFilterOptions { Confidence = settings.Confidence } }),
        ("quality", new StageSpec { Quality = new QualityFilterOptions { Off = settings.RulesOff, Thresholds = settings.Thresholds } }),
        ("exact-duplicates", new StageSpec { ExactDuplicates = new() }),
        ("near-duplicates", new StageSpec { NearDuplicates = new() { Threshold = settings.Similarity, ShingleWords = settings.ShingleWords } }),
        ("decontamination", new StageSpec { Decontamination = new() { Words = settings.LeakWords } }),
        ("personal-data", new StageSpec { PersonalData = new() }),
    ];
}
