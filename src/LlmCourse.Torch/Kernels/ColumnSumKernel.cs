using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Sums the rows of a matrix: the gradient of a bias.</summary>
internal static unsafe class ColumnSumKernel
{
    /// <summary>Columns summed at once, in four registers of 16 lanes: their sums never go through memory.</summary>
    private const int Block = 64;

    /// <summary><c>y[j] = Σᵢ x[i, j]</c>, rows in order, so the sums do not depend on the number of threads.</summary>
    public static void Sum(float* x, float* y, int rows, int cols)
    {
        var blocks = (cols + Block - 1) / Block;
        VectorPool.For(blocks, 1 + VectorPool.Grain / ((long)rows * Block + 1), new Columns(x, y, rows, cols));
    }

    internal readonly struct Columns(float* x, float* y, int rows, int cols) : IVectorBody
    {
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (column, last) = ((int)start * Block, (int)Math.Min(end * Block, cols));
            for (; column <= last - 4 * TLanes.Count; column += 4 * TLanes.Count)
                FourVectors<TLanes, TVector>(column);
            for (; column < last; column += TLanes.Count)
                OneVector<TLanes, TVector>(column, Math.Min(TLanes.Count, last - column));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void FourVectors<TLanes, TVector>(int column)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var source = x + column;
            var sum0 = TLanes.Broadcast(0);
            var (sum1, sum2, sum3) = (sum0, sum0, sum0);
            for (var row = 0; row < rows; row++, source += cols)
            {
                sum0 = TLanes.Add(sum0, TLanes.Load(source));
                sum1 = TLanes.Add(sum1, TLanes.Load(source + TLanes.Count));
                sum2 = TLanes.Add(sum2, TLanes.Load(source + 2 * TLanes.Count));
                sum3 = TLanes.Add(sum3, TLanes.Load(source + 3 * TLanes.Count));
            }
            TLanes.Store(sum0, y + column);
            TLanes.Store(sum1, y + column + TLanes.Count);
            TLanes.Store(sum2, y + column + 2 * TLanes.Count);
            TLanes.Store(sum3, y + column + 3 * TLanes.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void OneVector<TLanes, TVector>(int column, int lanes)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var sum = TLanes.Broadcast(0);
            for (var row = 0; row < rows; row++)
                sum = TLanes.Add(sum, TLanes.LoadPartial(x + (long)row * cols + column, lanes, TLanes.Broadcast(0)));
            TLanes.StorePartial(sum, y + column, lanes);
        }
    }
}
