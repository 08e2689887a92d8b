using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LlmCourse.Benchmarks;

/// <summary>One line of a report. Times are seconds of one run; the ratio is how many times faster than the peer we are.</summary>
internal sealed record Result(string Benchmark, string Name, int Threads, double Ours, double? Peer, double? Work, string WorkUnit)
{
    public double? Ratio => Peer / Ours;
}

/// <summary>Measures a piece of work of ours and the same of the peer's in turn, and takes medians.</summary>
/// <remarks>
/// A shared machine drifts by tens of percent within minutes. Both sides are therefore measured in short alternating
/// turns, and the ratio of the two medians is the figure that counts.
/// </remarks>
internal sealed class Comparison(Peer? peer, int rounds)
{
    /// <summary>
    /// How long the measured part of a turn lasts, about. A side that has slept pays for its first runs (threads to wake, memory
    /// to fault in again), so each turn begins with a third of this unmeasured; turns of some 60 ms, tried first, made the
    /// peer's training step look 1.4 times as long as it is.
    /// </summary>
    private const double TurnSeconds = 0.6;

    /// <summary>A pause before each turn, in which the other side's spinning workers fall asleep.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(0.7);

    public Result Run(string benchmark, string name, int threads, Action ours, string peerCase, JsonObject sizes, double? work = null, string workUnit = "")
    {
        TorchSharp.Kernels.ComputePool.Threads = threads;
        WarmUp(ours);
        var inner = Math.Max(1, (int)(TurnSeconds / 3 / Math.Max(1e-7, Time(ours, 1))));
        var (mine, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            Thread.Sleep(Settle);
            Time(ours, inner);
            for (var turn = 0; turn < 3; turn++)
                mine.Add(Time(ours, inner));
            Thread.Sleep(Settle);
            if (peer is not null)
                theirs.Add(peer.Measure(peerCase, sizes, threads, 3, inner));
        }
        return new Result(benchmark, name, threads, Median(mine), theirs.Count > 0 ? Median(theirs) : null, work, workUnit);
    }

    /// <summary>Measures a piece of work that no peer does.</summary>
    public Result RunAlone(string benchmark, string name, Action ours)
    {
        WarmUp(ours);
        var inner = Math.Max(1, (int)(TurnSeconds / 3 / Math.Max(1e-7, Time(ours, 1))));
        var mine = Enumerable.Range(0, rounds).Select(_ => Time(ours, inner)).ToList();
        return new Result(benchmark, name, 1, Median(mine), null, null, "");
    }

    /// <summary>Runs until the JIT has compiled the code a second time, with what it learnt from the first runs.</summary>
    private static void WarmUp(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Warm)
            run();
    }

    private static double Time(Action run, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
