using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Kernels;

/// <summary>One thread of the <see cref="ComputePool"/>: takes a piece of work, does it, says so, waits for the next.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A worker lives as long as the process.")]
internal sealed class ComputeWorker
{
    /// <summary>
    /// How long a waiting side spins before it blocks. Waking a blocked thread costs 5 to 50 µs, which would be most of a
    /// small operator; the gap between two operators is a few µs. Longer spinning would heat a laptop between steps.
    /// </summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 1_000_000 * 50;

    private readonly SemaphoreSlim wake = new(0);
    private readonly SemaphoreSlim finished = new(0);
    private PieceOfWork work;
    private Exception? error;
    private int started;
    private int done;
    private int sleeping;
    private int callerSleeping;

    public ComputeWorker(int number)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = $"compute {number}" };
        thread.Start();
    }

    /// <summary>Hands over a piece; the worker must be idle (joined).</summary>
    public void Start(PieceOfWork piece)
    {
        work = piece;
        Interlocked.Increment(ref started);
        if (Interlocked.Exchange(ref sleeping, 0) == 1)
            wake.Release();
    }

    /// <summary>Waits until the piece is done and returns what it threw, if anything.</summary>
    public Exception? Join()
    {
        if (!SpinUntilEqual(ref done, started))
        {
            Interlocked.Exchange(ref callerSleeping, 1);
            // Either the worker sees the flag and signals, or it was done before the flag and the flag is taken back.
            if (Volatile.Read(ref done) != started || Interlocked.Exchange(ref callerSleeping, 0) == 0)
                finished.Wait();
        }
        var thrown = error;
        error = null;
        return thrown;
    }

    private void Loop()
    {
        var next = 1;
        while (true)
        {
            if (!SpinUntilEqual(ref started, next))
            {
                Interlocked.Exchange(ref sleeping, 1);
                if (Volatile.Read(ref started) != next || Interlocked.Exchange(ref sleeping, 0) == 0)
                    wake.Wait();
            }
            try
            {
                work.Run();
            }
            catch (Exception e)
            {
                error = e;
            }
            Volatile.Write(ref done, next);
            Interlocked.MemoryBarrier();
            if (Interlocked.Exchange(ref callerSleeping, 0) == 1)
                finished.Release();
            next++;
        }
    }

    private static bool SpinUntilEqual(ref int value, int wanted)
    {
        if (Volatile.Read(ref value) == wanted)
            return true;
        var deadline = Stopwatch.GetTimestamp() + SpinTicks;
        do
        {
            for (var i = 0; i < 8; i++)
            {
                Thread.SpinWait(1);
                if (Volatile.Read(ref value) == wanted)
                    return true;
            }
        }
        while (Stopwatch.GetTimestamp() < deadline);
        return false;
    }
}
