namespace TorchSharp.Kernels;

/// <summary>One thread of the <see cref="ComputePool"/>: takes a piece of work, does it, says so, waits for the next.</summary>
/// <remarks>
/// A piece is on offer until one side takes it: the worker, to do it, or the caller, to do it itself because the worker has
/// not come. On a busy machine a worker may be milliseconds late for a piece of microseconds; the caller then loses nothing.
/// Who does a piece changes neither its borders nor its result.
/// </remarks>
internal sealed class ComputeWorker
{
    private readonly TurnCounter offers = new();
    private readonly TurnCounter done = new();
    private PieceOfWork work;
    private Exception? error;
    private int onOffer;
    private int joined;
    private bool takenBack;

    public ComputeWorker(int number)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = $"compute {number}" };
        thread.Start();
    }

    /// <summary>Offers a piece; the one before must have been taken back or joined.</summary>
    public void Start(PieceOfWork piece)
    {
        work = piece;
        takenBack = false;
        Volatile.Write(ref onOffer, 1);
        offers.Raise();
    }

    /// <summary>Whether the piece is the caller's to do: the worker had not begun it, and now will not.</summary>
    public bool TryTakeBack() => takenBack = TryTake();

    /// <summary>Waits for the piece unless it was taken back, and returns what it threw in the worker, if anything.</summary>
    public Exception? Join()
    {
        if (takenBack)
            return null;
        done.WaitFor(unchecked(++joined));
        var thrown = error;
        error = null;
        return thrown;
    }

    /// <summary>Takes the piece on offer. Whichever piece that is: <see cref="work"/> was written before it was offered.</summary>
    private bool TryTake() => Interlocked.CompareExchange(ref onOffer, 0, 1) == 1;

    private void Loop()
    {
        while (true)
        {
            // Read before the offer is looked at: an offer made after that ends the wait below at once.
            var seen = offers.Count;
            if (TryTake())
            {
                try
                {
                    work.Run();
                }
                catch (Exception e)
                {
                    error = e;
                }
                done.Raise();
            }
            offers.WaitFor(unchecked(seen + 1));
        }
    }
}
