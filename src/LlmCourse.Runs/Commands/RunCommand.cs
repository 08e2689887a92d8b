using System.Text.Json.Serialization;

namespace LlmCourse.Runs.Commands;

/// <summary>What a learner may tell a run; acts between two steps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PauseRun), "pause")]
[JsonDerivedType(typeof(ResumeRun), "resume")]
[JsonDerivedType(typeof(StepRun), "step")]
[JsonDerivedType(typeof(StopRun), "stop")]
[JsonDerivedType(typeof(ChangeKnob), "knob")]
[JsonDerivedType(typeof(SampleNow), "sample")]
public abstract record RunCommand;

/// <summary>Hold after the current step.</summary>
public sealed record PauseRun : RunCommand;

/// <summary>Go on.</summary>
public sealed record ResumeRun : RunCommand;

/// <summary>Take one step and hold again; pauses a running run first.</summary>
public sealed record StepRun : RunCommand;

/// <summary>End the run; its log is kept. A queued run leaves the queue.</summary>
public sealed record StopRun : RunCommand;

/// <summary>Turn a knob of the running run.</summary>
/// <param name="Knob">camelCase name; <c>learningRate</c> changes the schedule's peak.</param>
/// <param name="Value">New value.</param>
public sealed record ChangeKnob(string Knob, double Value) : RunCommand;

/// <summary>Write a sample now.</summary>
/// <param name="Prompt">Text to continue; null takes the spec's.</param>
public sealed record SampleNow(string? Prompt = null) : RunCommand;

/// <summary>What became of a command.</summary>
/// <param name="Accepted">Whether it will act.</param>
/// <param name="Message">Why not, in a sentence.</param>
public sealed record CommandResult(bool Accepted, string? Message = null)
{
    /// <summary>It will act between two steps.</summary>
    public static CommandResult Ok { get; } = new(true);

    /// <summary>It will not act.</summary>
    public static CommandResult Refused(string message) => new(false, message);
}
