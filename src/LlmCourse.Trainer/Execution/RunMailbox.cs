using System.Collections.Concurrent;
using LlmCourse.Runs.Commands;

namespace LlmCourse.Trainer.Execution;

/// <summary>Where commands wait until the run looks, between two steps. Anybody may post; one training thread takes.</summary>
public sealed class RunMailbox : IDisposable
{
    /// <summary>The knob that changes the peak of the learning-rate schedule.</summary>
    public const string LearningRate = "learningRate";

    // The validator's limit for a spec holds for a turned knob too.
    private const double MaxLearningRate = 1.0;

    // Nobody presses this many buttons between two steps; a program that does is told to wait.
    private const int Capacity = 64;

    private readonly BlockingCollection<RunCommand> commands = new(Capacity);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private bool closed;

    /// <summary>Cancelled as soon as a stop is posted, so that building a session or writing a sample need not be waited for.</summary>
    public CancellationToken StopRequested => stop.Token;

    /// <summary>Posts a command; it acts between two steps.</summary>
    public CommandResult Post(RunCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Refusal(command) is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        lock (gate)
        {
            if (closed)
            {
                return CommandResult.Refused("The run has ended; it takes no more commands. Its log and results are kept.");
            }

            if (!commands.TryAdd(command))
            {
                return CommandResult.Refused("Too many commands wait for this run's next step. Try again in a moment.");
            }

            if (command is StopRun)
            {
                stop.Cancel();
            }
        }

        return CommandResult.Ok;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
        }

        stop.Dispose();
        commands.Dispose();
    }

    /// <summary>Refuses what is posted from now on.</summary>
    internal void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }

    /// <summary>Takes the next command if one waits.</summary>
    internal RunCommand? TryTake() => commands.TryTake(out var command) ? command : null;

    /// <summary>Waits for the next command.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    internal RunCommand Take(CancellationToken cancellationToken) => commands.Take(cancellationToken);

    private static string? Refusal(RunCommand command) => command switch
    {
        ChangeKnob { Knob: not LearningRate } unknown => $"There is no knob '{unknown.Knob}' that can be turned while a run is going. '{LearningRate}' can.",
        ChangeKnob { Value: not (> 0 and <= MaxLearningRate) } knob => $"A learning rate of {knob.Value} cannot train: it must be more than 0 and at most {MaxLearningRate}. The run goes on unchanged.",
        _ => null,
    };
}
