using System.Text.Json.Serialization;

namespace LlmCourse.Runs.Events;

/// <summary>
/// One line of a run's append-only log. A live run, a finished run and a replay are the same fold over these.
/// </summary>
/// <param name="Number">Position in the run's log, from 1, without gaps.</param>
/// <param name="Step">Optimiser steps taken when it happened.</param>
/// <param name="Body">What happened. Identical for the same spec and seed.</param>
/// <param name="Clock">When it happened by the wall; the only part that differs between two equal runs.</param>
public sealed record RunEvent(long Number, int Step, RunEventBody Body, RunClock Clock);

/// <summary>Wall-clock facts of an event, kept apart from its body so that equal runs have equal bodies.</summary>
/// <param name="At">Moment in UTC.</param>
/// <param name="TrainingSeconds">Seconds spent training so far, pauses excluded.</param>
/// <param name="TokensPerSecond">Training throughput over the last second or so; 0 when unknown.</param>
public sealed record RunClock(DateTimeOffset At, double TrainingSeconds = 0, double TokensPerSecond = 0);

/// <summary>What happened in a run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StateChanged), "state")]
[JsonDerivedType(typeof(RunDescribed), "described")]
[JsonDerivedType(typeof(StepTaken), "step")]
[JsonDerivedType(typeof(Evaluated), "evaluated")]
[JsonDerivedType(typeof(Sampled), "sampled")]
[JsonDerivedType(typeof(SnapshotTaken), "snapshot")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpoint")]
[JsonDerivedType(typeof(KnobChanged), "knob")]
[JsonDerivedType(typeof(Noted), "note")]
public abstract record RunEventBody;

/// <summary>The run moved to another state.</summary>
/// <param name="State">The new state.</param>
/// <param name="Message">What happened, in a sentence; null when the state says it all.</param>
/// <param name="Help">What was kept and what to do; null when there is nothing to do.</param>
public sealed record StateChanged(RunState State, string? Message = null, string? Help = null) : RunEventBody;

/// <summary>What the trainer built from the spec, with the reference lines of the loss chart.</summary>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="VocabularySize">Tokens V of the tokenizer.</param>
/// <param name="TrainingTokens">Tokens to learn from.</param>
/// <param name="ValidationTokens">Tokens held out.</param>
/// <param name="CharactersPerToken">Mean over the validation text; turns nats a token into bits a character.</param>
/// <param name="UniformLoss">ln V in nats a token: guessing blindly.</param>
/// <param name="UnigramEntropy">Entropy of single-token frequencies in nats a token: knowing only how common each token is.</param>
/// <param name="SourceEntropyPerToken">Nats a token that the true source itself needs on the validation text; null when the source is unknown.</param>
/// <param name="SourceEntropyPerCharacter">The same in nats a character.</param>
/// <param name="StepsPlanned">Optimiser steps the run will take.</param>
/// <param name="TokensPerStep">Tokens in one batch, padding excluded when it varies (then the mean).</param>
/// <param name="SourceBitsPerByte">What the true source needs in bits a byte of the text that is measured; null when it or the bytes are unknown.</param>
public sealed record RunDescribed(
    long Parameters,
    int VocabularySize,
    long TrainingTokens,
    long ValidationTokens,
    double CharactersPerToken,
    double UniformLoss,
    double UnigramEntropy,
    double? SourceEntropyPerToken,
    double? SourceEntropyPerCharacter,
    int StepsPlanned,
    double TokensPerStep,
    double? SourceBitsPerByte = null) : RunEventBody;

/// <summary>One optimiser step.</summary>
/// <param name="Loss">Mean cross-entropy of the batch in nats a token, before the step.</param>
/// <param name="LearningRate">Learning rate of this step.</param>
/// <param name="GradientNorm">Global L2 norm of the gradient before clipping.</param>
/// <param name="TokensSeen">Training tokens consumed so far.</param>
public sealed record StepTaken(double Loss, double LearningRate, double GradientNorm, long TokensSeen) : RunEventBody;

/// <summary>Loss over fixed batches of both splits.</summary>
/// <param name="TrainingLoss">Nats a token on training text.</param>
/// <param name="ValidationLoss">Nats a token on held-out text.</param>
/// <param name="ValidationBitsPerByte">The same in bits a byte, which does not depend on the tokenizer; null when the vocabulary lacks something of the measured text.</param>
public sealed record Evaluated(double TrainingLoss, double ValidationLoss, double? ValidationBitsPerByte = null) : RunEventBody;

/// <summary>Text the model wrote.</summary>
/// <param name="Prompt">What it was given.</param>
/// <param name="Text">What it wrote after the prompt.</param>
/// <param name="Temperature">Temperature used.</param>
/// <param name="TopK">Top-k used; 0 means all.</param>
/// <param name="TopP">Top-p used; 1 means all.</param>
public sealed record Sampled(string Prompt, string Text, double Temperature, int TopK, double TopP) : RunEventBody;

/// <summary>
/// Attention of the probe sentence. The artifact is a safetensors file with one float32 tensor
/// <c>attention</c> of shape <c>[layers, heads, time, time]</c>: rows ask, columns answer.
/// </summary>
/// <param name="Artifact">Name within the run's artifacts.</param>
/// <param name="Tokens">The probe's tokens as text.</param>
/// <param name="TokenIds">The probe's token ids.</param>
public sealed record SnapshotTaken(string Artifact, IReadOnlyList<string> Tokens, IReadOnlyList<int> TokenIds) : RunEventBody;

/// <summary>Weights and tokenizer were written.</summary>
/// <param name="Artifact">Name within the run's artifacts.</param>
public sealed record CheckpointSaved(string Artifact) : RunEventBody;

/// <summary>A knob was turned while the run was going; the chart marks the place.</summary>
/// <param name="Knob">camelCase name, e.g. <c>learningRate</c>.</param>
/// <param name="From">Value before.</param>
/// <param name="To">Value after.</param>
public sealed record KnobChanged(string Knob, double From, double To) : RunEventBody;

/// <summary>A remark in words.</summary>
/// <param name="Text">The remark.</param>
public sealed record Noted(string Text) : RunEventBody;
