using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>A pipeline: where documents come from, and what they pass through in order.</summary>
public sealed record PipelineSpec
{
    /// <summary>Display name.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where documents come from.</summary>
    public SourceSpec Source { get; init; } = new();

    /// <summary>Stages in order.</summary>
    public IReadOnlyList<StageSpec> Stages { get; init; } = [];

    /// <summary>Everything that cannot be, as far as it is known before the first document.</summary>
    public IEnumerable<SettingFault> Faults()
    {
        foreach (var fault in Source.Faults())
            yield return fault.Within("source");
        if (Stages.Count == 0)
            yield return new SettingFault("stages", "There are none. Name at least one.");
        foreach (var (index, stage) in Stages.Index())
        {
            var faults = stage is { SettingsCount: 1 } ? StageFactory.Faults(stage, Source) : [StageSpec.NotOne(stage?.SettingsCount ?? 0)];
            foreach (var fault in faults)
                yield return fault.Within($"stages[{index}]");
        }
    }

    /// <summary>Checks everything that can be known before the first document.</summary>
    /// <exception cref="PipelineException">Something is missing, impossible or set twice; the message names the first place.</exception>
    public void Validate()
    {
        if (Faults().FirstOrDefault() is { } fault)
            throw new PipelineException($"{fault.Setting}: {fault.Message}");
    }
}

/// <summary>Where documents come from: a file or folder, or a generator.</summary>
public sealed record SourceSpec
{
    /// <summary>Most that a generator writes, in millions of bytes: a terabyte, more than any disk here holds.</summary>
    public const double MaxMegabytes = 1e6;

    /// <summary>File or folder; see <see cref="Sources.DocumentFiles"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The dirty web generator.</summary>
    public DirtyWebOptions? DirtyWeb { get; init; }

    /// <summary>A synthetic world.</summary>
    public WorldKind? World { get; init; }

    /// <summary>Settings of the world; without them it has the course's own.</summary>
    public WorldSettings? Settings { get; init; }

    /// <summary>Seed of the world; the dirty web has its own.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Size of what is generated, in millions of bytes of text.</summary>
    public double Megabytes { get; init; } = 1;

    internal bool IsGenerated => DirtyWeb is not null || World is not null;

    private int SettingsCount => new object?[] { Path, DirtyWeb, World }.Count(setting => setting is not null);

    internal IEnumerable<SettingFault> Faults()
    {
        if (SettingsCount != 1)
            yield return new SettingFault("", $"Name one of path, dirtyWeb and world; this one names {SettingsCount}.");
        if (Path is not null && !File.Exists(Path) && !Directory.Exists(Path))
            yield return new SettingFault("path", $"There is no file or folder '{Path}'.");
        if (IsGenerated && Megabytes is not (> 0 and <= MaxMegabytes))
            yield return new SettingFault("megabytes", $"{Megabytes} cannot be made; ask for more than 0 and at most {MaxMegabytes:N0}.");
        foreach (var fault in DirtyWeb?.Faults() ?? [])
            yield return fault.Within("dirtyWeb");
        if (Settings is not null && World is null)
            yield return new SettingFault("settings", "These are for a world, and no world is named.");
        foreach (var fault in World is { } world ? Settings?.Faults(world) ?? [] : [])
            yield return fault.Within("settings");
    }
}

/// <summary>One stage: exactly one of its members is set.</summary>
public sealed record StageSpec
{
    /// <summary>Keeps some languages.</summary>
    public LanguageFilterOptions? Language { get; init; }

    /// <summary>Keeps what reads like prose.</summary>
    public QualityFilterOptions? Quality { get; init; }

    /// <summary>Drops copies.</summary>
    public ExactDuplicateOptions? ExactDuplicates { get; init; }

    /// <summary>Drops near copies.</summary>
    public NearDuplicateOptions? NearDuplicates { get; init; }

    /// <summary>Drops what leaks a benchmark.</summary>
    public DecontaminationOptions? Decontamination { get; init; }

    /// <summary>Masks addresses and phone numbers.</summary>
    public PersonalDataOptions? PersonalData { get; init; }

    internal static SettingFault NotOne(int named) => new("", $"A stage names exactly one of language, quality, exactDuplicates, nearDuplicates, decontamination, personalData; this one names {named}. One without settings is written as exactDuplicates: {{}}.");

    internal int SettingsCount => new object?[] { Language, Quality, ExactDuplicates, NearDuplicates, Decontamination, PersonalData }.Count(settings => settings is not null);
}

/// <summary>Exact deduplication has nothing to set.</summary>
public sealed record ExactDuplicateOptions;

/// <summary>Masking has nothing to set.</summary>
public sealed record PersonalDataOptions;

/// <summary>What no document may share words with.</summary>
public sealed record DecontaminationOptions
{
    /// <summary>Text file with an item of the benchmark a line; null takes the benchmark of the dirty web.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Words in a row that count as a leak.</summary>
    public int Words { get; init; } = DecontaminationFilter.DefaultWords;

    internal IEnumerable<SettingFault> Faults(SourceSpec source)
    {
        if (Benchmark is null && source.DirtyWeb is null)
            yield return new SettingFault("benchmark", "Name a file with an item a line; only the dirty web brings a benchmark of its own.");
        if (Benchmark is not null && !File.Exists(Benchmark))
            yield return new SettingFault("benchmark", $"There is no file '{Benchmark}'.");
        if (Words < DecontaminationFilter.ShortestItem)
            yield return new SettingFault("words", $"{Words} words in a row stand everywhere; ask for at least {DecontaminationFilter.ShortestItem}.");
    }
}

/// <summary>A pipeline cannot run. The message says why and what to do.</summary>
public sealed class PipelineException(string message, Exception? innerException = null) : Exception(message, innerException);
