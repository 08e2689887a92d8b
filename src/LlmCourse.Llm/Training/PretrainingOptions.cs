using LlmCourse.Llm.Models;

namespace LlmCourse.Llm.Training;

/// <summary>How batches are cut from the corpus.</summary>
public enum BatchLayout
{
    /// <summary>Whole documents, one a row, padded. Only for corpora made of documents.</summary>
    Documents,

    /// <summary>Random windows of the running text.</summary>
    Windows,
}

/// <summary>How a model is trained; its shape is <see cref="GptConfig"/>.</summary>
public sealed record PretrainingOptions
{
    /// <summary>Optimiser steps; the learning rate reaches its end at the last.</summary>
    public int Steps { get; init; } = 2_000;

    /// <summary>Sequences a step.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>How batches are cut from the corpus.</summary>
    public BatchLayout Layout { get; init; } = BatchLayout.Documents;

    /// <summary>Peak learning rate, reached after warm-up.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>Learning rate at the last step, as a fraction of the peak.</summary>
    public double FinalFraction { get; init; } = 0.05;

    /// <summary>Steps of linear warm-up from zero.</summary>
    public int WarmupSteps { get; init; } = 50;

    /// <summary>Decoupled weight decay on matrices (not on biases, norms or embeddings of positions).</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Largest global gradient norm; 0 switches clipping off.</summary>
    public double GradientClip { get; init; } = 1.0;

    /// <summary>Batches of each split that an evaluation averages over; always the same ones.</summary>
    public int EvaluationBatches { get; init; } = 10;

    /// <summary>Seeds weights, batches and dropout.</summary>
    public int Seed { get; init; } = 1337;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range; the message names it and the range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmupSteps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EvaluationBatches);

        // Written as what is allowed, so that NaN is refused too.
        Require(LearningRate is > 0 and < double.PositiveInfinity, nameof(LearningRate), LearningRate, "a positive number");
        Require(FinalFraction is >= 0 and <= 1, nameof(FinalFraction), FinalFraction, "a fraction from 0 to 1");
        Require(WeightDecay is >= 0 and < double.PositiveInfinity, nameof(WeightDecay), WeightDecay, "0 or a positive number");
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "a fraction from 0 to below 1");
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "a fraction from 0 to below 1");
        Require(GradientClip is >= 0 and < double.PositiveInfinity, nameof(GradientClip), GradientClip, "0 or a positive number");
    }

    private static void Require(bool allowed, string name, double value, string range)
    {
        if (!allowed)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}, and it is {value}.");
    }
}
