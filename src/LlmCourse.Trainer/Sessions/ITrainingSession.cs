using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Trainer.Sessions;

/// <summary>Builds what a spec describes: corpus, tokenizer, weights, optimiser.</summary>
internal interface ITrainingSessionFactory
{
    /// <summary>
    /// Builds a session on the calling thread, which must also use and dispose it.
    /// </summary>
    /// <exception cref="RunInputException">The spec cannot be trained, e.g. because its corpus is shorter than a block.</exception>
    ITrainingSession Create(RunSpec spec, CancellationToken cancellationToken);
}

/// <summary>A model in training, one step at a time. Everything it returns depends on the spec alone, never on the clock.</summary>
internal interface ITrainingSession : IDisposable
{
    /// <summary>What was built.</summary>
    RunDescribed Description { get; }

    /// <summary>Optimiser steps taken.</summary>
    int StepsTaken { get; }

    /// <summary>Peak of the learning-rate schedule; setting it acts from the next step on.</summary>
    double PeakLearningRate { get; set; }

    /// <summary>The probe sentence whose attention is recorded, as the tokenizer cuts it.</summary>
    ProbeSentence Probe { get; }

    /// <summary>Takes one optimiser step.</summary>
    StepOutcome Step();

    /// <summary>Measures both losses on fixed batches.</summary>
    Evaluated Evaluate();

    /// <summary>Lets the model write.</summary>
    /// <param name="prompt">Text to continue; empty starts a document.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    string Write(string prompt, CancellationToken cancellationToken);

    /// <summary>Writes the probe's attention as safetensors, tensor <c>attention</c> of shape <c>[layers, heads, time, time]</c>.</summary>
    void WriteAttention(Stream stream);

    /// <summary>Writes the weights as safetensors.</summary>
    void WriteCheckpoint(Stream stream);

    /// <summary>Writes the tokenizer as JSON.</summary>
    void WriteTokenizer(Stream stream);
}

/// <summary>One optimiser step.</summary>
/// <param name="Loss">Mean cross-entropy of the batch in nats a token, before the step.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="GradientNorm">Global L2 norm of the gradient before clipping.</param>
/// <param name="Tokens">Tokens that the loss was averaged over.</param>
internal sealed record StepOutcome(double Loss, double LearningRate, double GradientNorm, int Tokens);

/// <summary>A sentence as tokens.</summary>
/// <param name="Tokens">Their texts.</param>
/// <param name="TokenIds">Their ids.</param>
internal sealed record ProbeSentence(IReadOnlyList<string> Tokens, IReadOnlyList<int> TokenIds);
