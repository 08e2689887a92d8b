using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>A piece of work over an index range that is written for any vector width.</summary>
internal interface IVectorBody
{
    /// <summary>Does the work of indices <paramref name="start"/> (inclusive) to <paramref name="end"/> (exclusive).</summary>
    void Run<TLanes, TVector>(long start, long end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>The <see cref="ComputePool"/> with the widest vectors of this processor.</summary>
internal static class VectorPool
{
    /// <summary>Elements below which a pass over memory is not worth a second thread (about 1 µs of work).</summary>
    public const long Grain = 8192;

    /// <inheritdoc cref="ComputePool.For{TBody}"/>
    public static void For<TBody>(long count, long grain, TBody body)
        where TBody : struct, IVectorBody
    {
        if (Simd.Has512)
            ComputePool.For(count, grain, new WithLanes<Lanes512, Vector512<float>, TBody>(body));
        else if (Simd.Has256)
            ComputePool.For(count, grain, new WithLanes<Lanes256, Vector256<float>, TBody>(body));
        else
            ComputePool.For(count, grain, new WithLanes<Lanes128, Vector128<float>, TBody>(body));
    }

    /// <summary><see cref="For{TBody}"/> over rows of <paramref name="cols"/> elements.</summary>
    public static void ForRows<TBody>(int rows, int cols, TBody body)
        where TBody : struct, IVectorBody => For(rows, RowGrain(cols), body);

    /// <summary>Rows of <paramref name="cols"/> elements that make a piece worth its thread.</summary>
    public static long RowGrain(int cols) => 1 + Grain / Math.Max(1, cols);

    private readonly struct WithLanes<TLanes, TVector, TBody>(TBody body) : IRangeBody
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TBody : struct, IVectorBody
    {
        public void Run(long start, long end) => body.Run<TLanes, TVector>(start, end);
    }
}
