using System.Collections.Concurrent;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Tests.Execution;

/// <summary>A session whose every step waits until the test lets it, and whose numbers depend on the spec alone.</summary>
internal sealed class GatedSession(RunSpec spec, bool open) : ITrainingSession
{
    private readonly SemaphoreSlim gate = new(open ? int.MaxValue / 2 : 0);
    private readonly BlockingCollection<int> begun = [];

    public Dictionary<int, Func<StepOutcome>> AtStep { get; } = [];

    public Func<Evaluated> Evaluation { get; set; } = () => new Evaluated(1.5, 2.5);

    public int Disposals { get; private set; }

    public bool UsedOnThreadPool { get; private set; }

    public RunDescribed Description { get; } = new(1_000, 30, 500, 50, 1, Math.Log(30), 2.8, 0.5, 0.5, spec.Training.Steps, 10);

    public int StepsTaken { get; private set; }

    public double PeakLearningRate { get; set; } = spec.Optimizer.LearningRate;

    public ProbeSentence Probe { get; } = new(["Tom", " ran"], [1, 2]);

    /// <summary>Lets the run take so many steps.</summary>
    public void Allow(int steps) => gate.Release(steps);

    /// <summary>Waits until the run stands before this step (from 1), with everything before it emitted.</summary>
    public void WaitUntilBefore(int step)
    {
        while (begun.Take(TestContext.Current.CancellationToken) != step)
        {
        }
    }

    public StepOutcome Step()
    {
        UsedOnThreadPool |= Thread.CurrentThread.IsThreadPoolThread;
        begun.Add(StepsTaken + 1);
        gate.Wait();
        StepsTaken++;
        return AtStep.TryGetValue(StepsTaken, out var outcome) ? outcome() : new StepOutcome(3.0 / StepsTaken, PeakLearningRate, 0.5, 10);
    }

    public Evaluated Evaluate() => Evaluation();

    public string Write(string prompt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return $"text after step {StepsTaken}";
    }

    public void WriteAttention(Stream stream) => stream.WriteByte(1);

    public void WriteCheckpoint(Stream stream) => stream.WriteByte((byte)StepsTaken);

    public void WriteTokenizer(Stream stream) => stream.WriteByte(3);

    public void Dispose() => Disposals++;
}

/// <summary>Makes gated sessions and hands them to the test.</summary>
internal sealed class GatedSessions : ITrainingSessionFactory
{
    private readonly BlockingCollection<GatedSession> created = [];
    private readonly ConcurrentBag<GatedSession> all = [];

    public bool Open { get; set; }

    public Func<RunSpec, CancellationToken, GatedSession>? Creating { get; set; }

    /// <summary>Waits for the next session that a run creates.</summary>
    public GatedSession Next() => created.Take(TestContext.Current.CancellationToken);

    /// <summary>Lets every run go to its end, so that a host can stop.</summary>
    public void OpenAll()
    {
        Open = true;
        foreach (var session in all)
        {
            session.Allow(1_000);
        }
    }

    public ITrainingSession Create(RunSpec spec, CancellationToken cancellationToken)
    {
        var session = Creating?.Invoke(spec, cancellationToken) ?? new GatedSession(spec, Open);
        all.Add(session);
        if (Open)
        {
            session.Allow(1_000); // it was made while all were being opened
        }

        created.Add(session, CancellationToken.None);
        return session;
    }
}
