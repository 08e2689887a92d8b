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

    /// <summary>Checks everything that can be known before the first document.</summary>
    /// <exception cref="PipelineException">Something is missing or set twice; the message names the place.</exception>
    public void Validate()
    {
        if (Source.SettingsCount != 1)
            throw new PipelineException($"source: name one of path, dirtyWeb and world; this one names {Source.SettingsCount}.");
        if (Source.IsGenerated && Source.Megabytes is not (> 0 and <= SourceSpec.MaxMegabytes))
            throw new PipelineException($"source.megabytes: {Source.Megabytes} cannot be made; ask for more than 0 and at most {SourceSpec.MaxMegabytes:N0}.");
        if (Stages.Count == 0)
            throw new PipelineException("stages: there are none. Name at least one.");
        for (var index = 0; index < Stages.Count; index++)
        {
            if (Stages[index].SettingsCount != 1)
                throw new PipelineException($"stages[{index}]: a stage names exactly one of language, quality, exactDuplicates, nearDuplicates, decontamination, personalData; this one names {Stages[index].SettingsCount}.");
            if (Stages[index].Decontamination is { Benchmark: null } && Source.DirtyWeb is null)
                throw new PipelineException($"stages[{index}].decontamination.benchmark: name a file with an item a line; only the dirty web brings a benchmark of its own.");
        }
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

    /// <summary>A synthetic world with the course's own settings.</summary>
    public WorldKind? World { get; init; }

    /// <summary>Seed of the world; the dirty web has its own.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Size of what is generated, in millions of bytes of text.</summary>
    public double Megabytes { get; init; } = 1;

    internal bool IsGenerated => DirtyWeb is not null || World is not null;

    internal int SettingsCount => new object?[] { Path, DirtyWeb, World }.Count(setting => setting is not null);
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
}

/// <summary>A pipeline cannot run. The message says why and what to do.</summary>
public sealed class PipelineException(string message, Exception? innerException = null) : Exception(message, innerException);
