using LlmCourse.Runs.Events;

namespace LlmCourse.Trainer.Execution;

/// <summary>Numbers a run's events and puts the clock on them. The bodies never see the clock.</summary>
internal sealed class RunRecorder(long lastEvent, IRunEventSink sink, TimeProvider time)
{
    // Throughput over the last second or so: long enough to be calm, short enough to show a change.
    private static readonly TimeSpan ThroughputWindow = TimeSpan.FromSeconds(1);

    private readonly Queue<(double Seconds, long Tokens)> window = new();
    private TimeSpan trained;
    private long? trainingSince;
    private long number = lastEvent;
    private long tokens;

    /// <summary>Training tokens consumed so far.</summary>
    public long Tokens => tokens;

    /// <summary>Starts or goes on measuring training time.</summary>
    public void StartClock() => trainingSince ??= time.GetTimestamp();

    /// <summary>Stops measuring training time while the run is paused.</summary>
    public void StopClock()
    {
        trained = Trained();
        trainingSince = null;
        window.Clear();
    }

    /// <summary>Counts the tokens of a step.</summary>
    public void AddTokens(int count)
    {
        tokens += count;
        var now = Trained().TotalSeconds;
        window.Enqueue((now, tokens));
        while (window.Count > 2 && now - window.Peek().Seconds > ThroughputWindow.TotalSeconds)
        {
            window.Dequeue();
        }
    }

    /// <summary>Emits the next event.</summary>
    public void Record(int step, RunEventBody body) =>
        sink.Emit(new RunEvent(++number, step, body, new RunClock(time.GetUtcNow(), Trained().TotalSeconds, Throughput())));

    private TimeSpan Trained() => trainingSince is { } since ? trained + time.GetElapsedTime(since) : trained;

    private double Throughput()
    {
        if (window.Count < 2)
        {
            return 0;
        }

        var (seconds, counted) = window.Peek();
        var elapsed = Trained().TotalSeconds - seconds;
        return elapsed > 0 ? (tokens - counted) / elapsed : 0;
    }
}
