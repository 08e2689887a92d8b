using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Runs.Specs;

/// <summary>How large a run may be. Settings live under <c>Limits</c>, e.g. <c>Limits:MaxSteps</c> or <c>Limits__MaxSteps</c>.</summary>
public sealed class RunLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>Transformer blocks. Beyond 24 a step on a few cores takes seconds, and nothing on the page moves.</summary>
    [Range(1, 1_000)]
    public int MaxLayers { get; set; } = 24;

    /// <summary>Embedding width in channels. Matrices grow with its square.</summary>
    [Range(1, 65_536)]
    public int MaxWidth { get; set; } = 1_024;

    /// <summary>Context in tokens. Attention's work grows with its square, and so does every attention map sent to a page.</summary>
    [Range(2, 65_536)]
    public int MaxBlockSize { get; set; } = 1_024;

    /// <summary>Sequences a step. Activations are kept for each of them until the backward pass.</summary>
    [Range(1, 65_536)]
    public int MaxBatchSize { get; set; } = 128;

    /// <summary>Batch size times block size: tokens whose activations are in memory at once.</summary>
    [Range(2, 100_000_000)]
    public int MaxTokensPerStep { get; set; } = 32_768;

    /// <summary>Optimiser steps. Every step is an event that each page of the run loads.</summary>
    [Range(1, 100_000_000)]
    public int MaxSteps { get; set; } = 100_000;

    /// <summary>Trainable parameters. Each costs 16 bytes while it trains: value, gradient and two moments.</summary>
    [Range(1, 100_000_000_000)]
    public long MaxParameters { get; set; } = 50_000_000;

    /// <summary>Tokens of a word or BPE vocabulary. Larger ones train for minutes before the first step.</summary>
    [Range(258, 1_000_000)]
    public int MaxVocabulary { get; set; } = 16_384;

    /// <summary>Training stories to generate. They are held in memory as text and as tokens.</summary>
    [Range(1, 100_000_000)]
    public int MaxStories { get; set; } = 200_000;

    /// <summary>Documents of the generated web. Filters judge some hundreds of them a second before the run can start.</summary>
    [Range(100, 10_000_000)]
    public int MaxWebDocuments { get; set; } = 20_000;

    /// <summary>Tokens of one sample. Training waits while the model writes.</summary>
    [Range(1, 1_000_000)]
    public int MaxSampleTokens { get; set; } = 1_000;

    /// <summary>Batches of one evaluation. Training waits while they are measured.</summary>
    [Range(1, 1_000_000)]
    public int MaxEvaluationBatches { get; set; } = 200;

    /// <summary>Bytes of an uploaded text: it is held in memory as text (twice that) and as tokens (eight times that).</summary>
    [Range(1, 1_000_000_000)]
    public long MaxUploadBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Runs waiting at once. A queue that nobody lives to see the end of helps nobody.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueuedRuns { get; set; } = 100;
}
