namespace TorchSharp.Kernels;

/// <summary>One thread of the <see cref="ComputePool"/>: takes a piece of work, does it, says so, waits for the next.</summary>
internal sealed class ComputeWorker
{
    private readonly TurnCounter started = new();
    private readonly TurnCounter done = new();
    private PieceOfWork work;
    private Exception? error;

    public ComputeWorker(int number)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = $"compute {number}" };
        thread.Start();
    }

    /// <summary>Hands over a piece; the worker must be idle (joined).</summary>
    public void Start(PieceOfWork piece)
    {
        work = piece;
        started.Raise();
    }

    /// <summary>Waits until the piece is done and returns what it threw, if anything.</summary>
    public Exception? Join()
    {
        done.WaitFor(started.Count);
        var thrown = error;
        error = null;
        return thrown;
    }

    private void Loop()
    {
        for (var turn = 1; ; turn++)
        {
            started.WaitFor(turn);
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
    }
}
