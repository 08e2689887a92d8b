using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Languages;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>Makes the stages of a spec.</summary>
public static class StageFactory
{
    private static readonly Lazy<LanguageIdentifier> Identifier = new(() => LanguageIdentifier.Train());

    /// <summary>A new stage with an empty memory.</summary>
    /// <param name="spec">What it does.</param>
    /// <param name="source">Source of the pipeline, for its benchmark.</param>
    /// <exception cref="PipelineException">A setting is impossible.</exception>
    public static ICleaningStage Create(StageSpec spec, SourceSpec source)
    {
        try
        {
            return spec switch
            {
                { Language: { } options } => new LanguageFilter(Identifier.Value, Known(options)),
                { Quality: { } options } => new QualityFilter(options),
                { ExactDuplicates: not null } => new ExactDuplicateFilter(),
                { NearDuplicates: { } options } => new NearDuplicateFilter(options),
                { Decontamination: { } options } => new DecontaminationFilter(BenchmarkOf(options, source), options.Words),
                { PersonalData: not null } => new PersonalDataMask(),
                _ => throw new PipelineException("A stage names none of its kinds."),
            };
        }
        catch (ArgumentException error)
        {
            throw new PipelineException(error.Message, error);
        }
    }

    private static LanguageFilterOptions Known(LanguageFilterOptions options)
    {
        var codes = Identifier.Value.Codes;
        if (options.Keep.Count == 0)
            throw new PipelineException("language.keep: name at least one language, or nothing would be left.");
        return options.Keep.FirstOrDefault(code => !codes.Contains(code)) is { } unknown
            ? throw new PipelineException($"language.keep: '{unknown}' is not among the languages that can be told apart: {string.Join(", ", codes)}.")
            : options;
    }

    private static IReadOnlyList<string> BenchmarkOf(DecontaminationOptions options, SourceSpec source) =>
        options.Benchmark is { } path
            ? [.. File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line))]
            : new DirtyWebGenerator(source.DirtyWeb).Benchmark;
}
