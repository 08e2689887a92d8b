using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Trainer.Execution;

/// <summary>One run to execute.</summary>
/// <param name="RunId">Names its artifacts' folder.</param>
/// <param name="Spec">What to train.</param>
/// <param name="LastEvent">Number of its newest event; the first one emitted follows it. 0 for a new log.</param>
/// <param name="Events">Takes its events.</param>
/// <param name="Mailbox">Brings commands.</param>
/// <param name="Artifacts">Keeps its snapshots and checkpoints.</param>
public sealed record RunWork(string RunId, RunSpec Spec, long LastEvent, IRunEventSink Events, RunMailbox Mailbox, IArtifactStore Artifacts);
