using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <content>Sums of squares, for the norms of gradients.</content>
internal static unsafe partial class AdamWKernel
{
    /// <summary>Elements summed in float32 before their sum joins the others in float64.</summary>
    private const int Block = 4096;

    /// <summary>
    /// Σ x²: blocks of <see cref="Block"/> elements in float32 lanes, then the blocks in order in float64, so the result
    /// depends neither on the thread count nor on timing. Relative error about 1e-7.
    /// </summary>
    public static double SumOfSquares(float* x, long n)
    {
        var blocks = (n + Block - 1) / Block;
        var sums = (double*)PackingBuffer.Take(2 * Math.Max(1, blocks));
        VectorPool.For(blocks, 4, new Blocks(x, n, sums));
        var total = 0.0;
        for (long i = 0; i < blocks; i++)
            total += sums[i];
        return total;
    }

    /// <summary>Σ x² in float64, in order.</summary>
    public static double SumOfSquares<T>(T* x, long n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (long i = 0; i < n; i++)
            sum += double.CreateChecked(x[i]) * double.CreateChecked(x[i]);
        return sum;
    }

    internal readonly struct Blocks(float* x, long n, double* sums) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            for (var block = start; block < end; block++)
            {
                var source = x + block * Block;
                var length = (int)Math.Min(Block, n - block * Block);
                var sum0 = TLanes.Broadcast(0);
                var (sum1, sum2, sum3) = (sum0, sum0, sum0);
                var i = 0;
                for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
                {
                    sum0 = Add<TLanes, TVector>(sum0, TLanes.Load(source + i));
                    sum1 = Add<TLanes, TVector>(sum1, TLanes.Load(source + i + TLanes.Count));
                    sum2 = Add<TLanes, TVector>(sum2, TLanes.Load(source + i + 2 * TLanes.Count));
                    sum3 = Add<TLanes, TVector>(sum3, TLanes.Load(source + i + 3 * TLanes.Count));
                }
                for (; i < length; i += TLanes.Count)
                    sum0 = Add<TLanes, TVector>(sum0, TLanes.LoadPartial(source + i, Math.Min(TLanes.Count, length - i), TLanes.Broadcast(0)));
                sums[block] = TLanes.Sum(TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3)));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Add<TLanes, TVector>(TVector sum, TVector value)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.MultiplyAdd(value, value, sum);
    }
}
