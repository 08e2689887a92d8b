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
                { Language: { } options } => new LanguageFilter(Identifier.Value, Checked(options)),
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
            throw new PipelineException(error.Reason(), error);
        }
    }

    /// <summary>What cannot be in the settings of a stage, as far as it is known before the first document.</summary>
    /// <param name="spec">The stage.</param>
    /// <param name="source">Source of the pipeline, for its benchmark.</param>
    public static IEnumerable<SettingFault> Faults(StageSpec spec, SourceSpec source)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec switch
        {
            { Language: { } options } => options.Faults(Identifier.Value.Codes).Select(fault => fault.Within("language")),
            { Quality: { } options } => options.Faults().Select(fault => fault.Within("quality")),
            { NearDuplicates: { } options } => options.Faults().Select(fault => fault.Within("nearDuplicates")),
            { Decontamination: { } options } => options.Faults(source).Select(fault => fault.Within("decontamination")),
            _ => [],
        };
    }

    private static LanguageFilterOptions Checked(LanguageFilterOptions options)
    {
        SettingFault.ThrowIfAny(options.Faults(Identifier.Value.Codes));
        return options;
    }

    private static IReadOnlyList<string> BenchmarkOf(DecontaminationOptions options, SourceSpec source) =>
        options.Benchmark is { } path
            ? [.. File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line))]
            : new DirtyWebGenerator(source.DirtyWeb).Benchmark;
}
