using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Fork-join over a few long-lived threads. The range is cut into equal pieces whose borders depend only on the sizes and
/// on <see cref="Threads"/>, never on timing, so a kernel gives the same bits on every run, on a loaded machine too.
/// </summary>
/// <remarks>
/// A worker that runs out of work spins for some microseconds (the gap between two operators of a training step) and then
/// blocks, so an idle process uses no processor time. A piece that its worker has not begun when the caller has done its
/// own is done by the caller too, so a small operator never waits for a thread that the machine has no time for. When the pool is already busy, or the call comes from inside a
/// piece of work, the caller does all pieces itself, in order and with the same borders.
/// </remarks>
internal static unsafe class ComputePool
{
    private static readonly Lock Gate = new();
    private static ComputeWorker[] workers = [];
    private static int threads = Math.Max(1, Environment.ProcessorCount);

    [ThreadStatic]
    private static bool insidePiece;

    /// <summary>Threads that share a piece of work, the caller included; at least 1. The default is one a processor.</summary>
    public static int Threads
    {
        get => Volatile.Read(ref threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref threads, value);
        }
    }

    /// <summary>The number of pieces that <see cref="For{TBody}"/> cuts <paramref name="count"/> indices into.</summary>
    public static int Pieces(long count, long grain) =>
        (int)Math.Clamp(count / Math.Max(1, grain), 1, Threads);

    /// <summary>
    /// Runs <paramref name="body"/> over [0, <paramref name="count"/>), cut into at most <see cref="Threads"/> pieces of at
    /// least <paramref name="grain"/> indices, and returns when all of it is done. The first exception is rethrown here.
    /// </summary>
    public static void For<TBody>(long count, long grain, TBody body)
        where TBody : struct, IRangeBody
    {
        if (count <= 0)
            return;
        var pieces = Pieces(count, grain);
        if (pieces == 1)
        {
            body.Run(0, count);
            return;
        }
        if (insidePiece || !Gate.TryEnter())
        {
            for (var piece = 0; piece < pieces; piece++)
                body.Run(Border(count, pieces, piece), Border(count, pieces, piece + 1));
            return;
        }
        try
        {
            ForkJoin(count, pieces, ref body);
        }
        finally
        {
            Gate.Exit();
        }
    }

    private static long Border(long count, int pieces, int piece) => count / pieces * piece + Math.Min(count % pieces, piece);

    private static void ForkJoin<TBody>(long count, int pieces, ref TBody body)
        where TBody : struct, IRangeBody
    {
        if (workers.Length < pieces - 1)
            AddWorkers(pieces - 1);
        // The body stays in the caller's frame, which outlives the work; workers reach it by address.
        var job = new PieceOfWork(&Invoke<TBody>, Unsafe.AsPointer(ref body));
        for (var piece = 1; piece < pieces; piece++)
            workers[piece - 1].Start(job with { Start = Border(count, pieces, piece), End = Border(count, pieces, piece + 1) });

        var error = RunHere(ref body, 0, Border(count, pieces, 1));
        // Pieces that nobody has begun come before waiting for those that somebody has.
        for (var piece = 1; piece < pieces; piece++)
        {
            if (workers[piece - 1].TryTakeBack())
                error = RunHere(ref body, Border(count, pieces, piece), Border(count, pieces, piece + 1)) is { } own ? error ?? own : error;
        }
        for (var piece = 1; piece < pieces; piece++)
            error = workers[piece - 1].Join() is { } late ? error ?? late : error;
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    private static Exception? RunHere<TBody>(ref TBody body, long start, long end)
        where TBody : struct, IRangeBody
    {
        insidePiece = true;
        try
        {
            body.Run(start, end);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            insidePiece = false;
        }
    }

    private static void Invoke<TBody>(void* body, long start, long end)
        where TBody : struct, IRangeBody
    {
        insidePiece = true;
        Unsafe.AsRef<TBody>(body).Run(start, end);
    }

    private static void AddWorkers(int count)
    {
        var grown = new ComputeWorker[count];
        workers.CopyTo(grown, 0);
        for (var i = workers.Length; i < count; i++)
            grown[i] = new ComputeWorker(i + 1);
        workers = grown;
    }
}

/// <summary>A range of some body's work, as handed to a worker.</summary>
internal readonly unsafe record struct PieceOfWork(IntPtr Invoke, IntPtr Body, long Start = 0, long End = 0)
{
    public PieceOfWork(delegate*<void*, long, long, void> invoke, void* body)
        : this((IntPtr)invoke, (IntPtr)body)
    {
    }

    public void Run() => ((delegate*<void*, long, long, void>)Invoke)((void*)Body, Start, End);
}
