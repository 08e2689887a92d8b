using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Kernels;

/// <summary>
/// A counter that one thread raises and one other thread waits on: it spins for some microseconds and then blocks.
/// </summary>
/// <remarks>
/// The raiser first publishes the count and then looks whether anybody sleeps. Between the two it can be held up for so
/// long that the waiter has gone on to its next wait, and then wakes it early. So a waiter that is woken looks at the
/// count again. Every signal answers exactly one raised flag: whoever lowers the flag (the raiser, who then signals, or
/// the waiter, who then does not wait) settles it, so no signal is ever left over.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its worker, and that as long as the process.")]
internal sealed class TurnCounter
{
    /// <summary>
    /// How long a waiting side spins before it blocks. Waking a blocked thread costs 5 to 50 µs, which would be most of a
    /// small operator; the gap between two operators is a few µs. Longer spinning would heat a laptop between steps.
    /// </summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 1_000_000 * 50;

    private readonly SemaphoreSlim signal = new(0);
    private int count;
    private int sleeping;

    /// <summary>How often it was raised.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Whether a waiter has blocked, or is about to.</summary>
    internal bool HasSleeper => Volatile.Read(ref sleeping) == 1;

    /// <summary>Adds one and wakes the waiter if it sleeps.</summary>
    public void Raise()
    {
        Publish();
        Wake();
    }

    /// <summary>The first half of <see cref="Raise"/>.</summary>
    internal void Publish() => Interlocked.Increment(ref count);

    /// <summary>The second half of <see cref="Raise"/>; a test holds a thread up between the two.</summary>
    internal void Wake()
    {
        if (Interlocked.Exchange(ref sleeping, 0) == 1)
            signal.Release();
    }

    /// <summary>
    /// Returns once the count has reached <paramref name="wanted"/>. The count may wrap around: what matters is which of the
    /// two is ahead.
    /// </summary>
    public void WaitFor(int wanted)
    {
        if (SpinUntil(wanted))
            return;
        do
        {
            Interlocked.Exchange(ref sleeping, 1);
            if (HasReached(wanted) && Interlocked.Exchange(ref sleeping, 0) == 1)
                return;
            signal.Wait();
        }
        while (!HasReached(wanted));
    }

    private bool HasReached(int wanted) => unchecked(Count - wanted) >= 0;

    private bool SpinUntil(int wanted)
    {
        if (HasReached(wanted))
            return true;
        var deadline = Stopwatch.GetTimestamp() + SpinTicks;
        do
        {
            for (var i = 0; i < 8; i++)
            {
                Thread.SpinWait(1);
                if (HasReached(wanted))
                    return true;
            }
        }
        while (Stopwatch.GetTimestamp() < deadline);
        return false;
    }
}
