using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Execution;

/// <summary>Takes the steps of one run and, between them, does what the mailbox and the cadence say.</summary>
internal sealed class TrainingLoop(RunWork work, ITrainingSession session, RunRecorder recorder, TrainerOptions options, TrainerTelemetry telemetry, TimeProvider time)
{
    /// <summary>Artifact that holds the newest weights; the file is replaced as a whole.</summary>
    public const string CheckpointArtifact = "checkpoint.safetensors";

    /// <summary>Artifact that holds the tokenizer.</summary>
    public const string TokenizerArtifact = "tokenizer.json";

    private readonly int planned = work.Spec.Training.Steps;
    private readonly Cadence cadence = new(work.Spec.Training.Steps);
    private readonly TimeSpan maxPause = TimeSpan.FromMinutes(options.MaxPauseMinutes);
    private bool paused;
    private bool stopping;
    private int singleSteps;
    private double learningRate;

    private enum Turn
    {
        Step,
        Stop,
        PausedTooLong,
    }

    /// <summary>Steps taken.</summary>
    public int Step => session.StepsTaken;

    /// <summary>Step of the newest checkpoint; null before the first.</summary>
    public int? CheckpointStep { get; private set; }

    /// <summary>Trains to the end, or until a stop, a shutdown or too long a pause.</summary>
    /// <param name="ending">Cancelled by a stop or a shutdown.</param>
    /// <param name="shutdown">Cancelled by a shutdown.</param>
    /// <returns>The final state; not yet recorded.</returns>
    public StateChanged Run(CancellationToken ending, CancellationToken shutdown)
    {
        WriteArtifact(TokenizerArtifact, session.WriteTokenizer);
        recorder.Record(Step, new StateChanged(RunState.Running));
        recorder.StartClock();
        while (Step < planned)
        {
            var turn = NextTurn(ending, shutdown);
            if (turn != Turn.Step)
            {
                SaveCheckpoint();
                return turn == Turn.PausedTooLong
                    ? RunFailure.PausedTooLong(maxPause, Step, planned, CheckpointStep)
                    : shutdown.IsCancellationRequested && !stopping
                        ? RunFailure.ShutDown(Step, planned, CheckpointStep)
                        : RunFailure.Stopped(Step, planned, CheckpointStep);
            }

            TakeStep();
            Observe(ending);
        }

        return new StateChanged(RunState.Completed);
    }

    private Turn NextTurn(CancellationToken ending, CancellationToken shutdown)
    {
        while (true)
        {
            while (work.Mailbox.TryTake() is { } command)
            {
                Apply(command, ending);
            }

            if (stopping || ending.IsCancellationRequested)
            {
                return Turn.Stop;
            }

            if (!paused)
            {
                return Turn.Step;
            }

            if (singleSteps > 0)
            {
                singleSteps--;
                return Turn.Step;
            }

            if (!WaitForCommand(ending, shutdown))
            {
                return Turn.PausedTooLong;
            }
        }
    }

    // False when nobody said anything for the longest time that a pause may last.
    private bool WaitForCommand(CancellationToken ending, CancellationToken shutdown)
    {
        using var limit = new CancellationTokenSource(maxPause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, shutdown);
        try
        {
            Apply(work.Mailbox.Take(either.Token), ending);
            return true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return shutdown.IsCancellationRequested;
        }
    }

    private void Apply(RunCommand command, CancellationToken ending)
    {
        switch (command)
        {
            case PauseRun:
                Pause();
                break;
            case ResumeRun when paused:
                paused = false;
                singleSteps = 0;
                recorder.StartClock();
                recorder.Record(Step, new StateChanged(RunState.Running));
                break;
            case StepRun:
                Pause();
                singleSteps++;
                break;
            case StopRun:
                stopping = true;
                break;
            case ChangeKnob knob:
                var before = session.PeakLearningRate;
                session.PeakLearningRate = knob.Value;
                recorder.Record(Step, new KnobChanged(knob.Knob, before, knob.Value));
                break;
            case SampleNow sample when !stopping && !ending.IsCancellationRequested:
                WriteSample(sample.Prompt ?? work.Spec.Samples.Prompt, ending);
                break;
        }
    }

    private void Pause()
    {
        if (!paused)
        {
            paused = true;
            recorder.StopClock();
            recorder.Record(Step, new StateChanged(RunState.Paused));
        }
    }

    private void TakeStep()
    {
        recorder.StartClock();
        var taken = session.Step();
        learningRate = taken.LearningRate;
        RequireFinite(taken.Loss, taken.GradientNorm);
        recorder.AddTokens(taken.Tokens);
        telemetry.StepTaken(taken.Tokens);
        recorder.Record(Step, new StepTaken(taken.Loss, taken.LearningRate, taken.GradientNorm, recorder.Tokens));
    }

    // A session says so itself where it can; no event with a value that is not a number may reach the log either way.
    private void RequireFinite(double first, double second)
    {
        if (!double.IsFinite(first) || !double.IsFinite(second))
        {
            throw new NonFiniteLossException(Step, learningRate);
        }
    }

    private void Observe(CancellationToken ending)
    {
        var spec = work.Spec;
        if (cadence.IsDue(Step, spec.Evaluation.Every))
        {
            var evaluated = session.Evaluate();
            RequireFinite(evaluated.TrainingLoss, evaluated.ValidationLoss);
            recorder.Record(Step, evaluated);
        }

        if (cadence.IsDue(Step, spec.Samples.Every))
        {
            WriteSample(spec.Samples.Prompt, ending);
        }

        if (cadence.IsDue(Step, spec.Snapshots.Every))
        {
            var artifact = $"attention-{Step:D7}.safetensors";
            WriteArtifact(artifact, session.WriteAttention);
            recorder.Record(Step, new SnapshotTaken(artifact, session.Probe.Tokens, session.Probe.TokenIds));
        }

        if (Step == planned || Step % options.CheckpointEvery == 0)
        {
            SaveCheckpoint();
        }

        if (paused)
        {
            recorder.StopClock();
        }
    }

    private void WriteSample(string prompt, CancellationToken ending)
    {
        var settings = work.Spec.Samples;
        string text;
        try
        {
            text = session.Write(prompt, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return; // half a sample is no sample; the loop sees the stop next
        }

        recorder.Record(Step, new Sampled(prompt, text, settings.Temperature, settings.TopK, settings.TopP));
    }

    private void SaveCheckpoint()
    {
        if (Step == 0 || CheckpointStep == Step)
        {
            return;
        }

        WriteArtifact(CheckpointArtifact, session.WriteCheckpoint);
        CheckpointStep = Step;
        recorder.Record(Step, new CheckpointSaved(CheckpointArtifact));
    }

    // The store's contract is asynchronous for those who serve pages; this thread has nothing else to do.
    private void WriteArtifact(string name, Action<Stream> write) => work.Artifacts.WriteAsync(
        work.RunId,
        name,
        (stream, _) =>
        {
            write(stream);
            return Task.CompletedTask;
        },
        CancellationToken.None).GetAwaiter().GetResult();
}
