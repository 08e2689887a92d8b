using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Products with one to three rows, as in generating text token by token. Every element of B is used so few times that
/// packing it would cost more than the product: B is read once, where it lies, and memory is the limit.
/// </summary>
internal static unsafe class GemmThin
{
    /// <summary>Most rows of A for which this path is taken.</summary>
    public const int MaxRows = 3;

    /// <summary>
    /// Elements of B that make a piece worth its thread: 64 KB, 2 µs from the third-level cache. Every thread reads the same
    /// part of the same B each time, so weights too large for one second-level cache may fit the caches of all cores.
    /// </summary>
    public const int MinimumElements = 16 * 1024;

    /// <summary>Computes columns [<paramref name="columnStart"/>, <paramref name="columnEnd"/>) of all rows of C.</summary>
    public static void Run<TLanes, TVector>(in GemmProblem p, int columnStart, int columnEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // A transposed A is strided; a dense copy of the row costs k elements against the n · k of the product.
        var dense = p.TransA ? PackingBuffer.Take(p.K) : null;
        for (var row = 0; row < p.M; row++)
        {
            var a = p.PartOfA(row, 0);
            if (dense != null)
            {
                for (var step = 0; step < p.K; step++)
                    dense[step] = a[(long)step * p.Lda];
                a = dense;
            }
            if (p.TransB)
                DotRow<TLanes, TVector>(p, a, row, columnStart, columnEnd);
            else
                AddRow<TLanes, TVector>(p, a, row, columnStart, columnEnd);
        }
    }

    private static float StartOf(in GemmProblem p, int row, int column) =>
        p.Beta != 0 ? p.C[(long)row * p.Ldc + column] : p.Bias != null ? p.Bias[column] : 0;

    /// <summary>B stored [n, k]: each element of C is a dot product of two dense rows, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotRow<TLanes, TVector>(in GemmProblem p, float* a, int row, int columnStart, int columnEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var c = p.C + (long)row * p.Ldc;
        var whole = p.K - p.K % TLanes.Count;
        var column = columnStart;
        for (; column <= columnEnd - 4; column += 4)
        {
            var b0 = p.PartOfB(0, column);
            var b1 = b0 + p.Ldb;
            var b2 = b1 + p.Ldb;
            var b3 = b2 + p.Ldb;
            var sum0 = TLanes.Broadcast(0);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (var step = 0; step < whole; step += TLanes.Count)
            {
                var x = TLanes.Load(a + step);
                sum0 = TLanes.MultiplyAdd(x, TLanes.Load(b0 + step), sum0);
                sum1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + step), sum1);
                sum2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + step), sum2);
                sum3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + step), sum3);
            }
            c[column] = p.Alpha * (TLanes.Sum(sum0) + Rest(a, b0, whole, p.K)) + StartOf(p, row, column);
            c[column + 1] = p.Alpha * (TLanes.Sum(sum1) + Rest(a, b1, whole, p.K)) + StartOf(p, row, column + 1);
            c[column + 2] = p.Alpha * (TLanes.Sum(sum2) + Rest(a, b2, whole, p.K)) + StartOf(p, row, column + 2);
            c[column + 3] = p.Alpha * (TLanes.Sum(sum3) + Rest(a, b3, whole, p.K)) + StartOf(p, row, column + 3);
        }
        for (; column < columnEnd; column++)
        {
            var b = p.PartOfB(0, column);
            var sum = TLanes.Broadcast(0);
            for (var step = 0; step < whole; step += TLanes.Count)
                sum = TLanes.MultiplyAdd(TLanes.Load(a + step), TLanes.Load(b + step), sum);
            c[column] = p.Alpha * (TLanes.Sum(sum) + Rest(a, b, whole, p.K)) + StartOf(p, row, column);
        }
    }

    private static float Rest(float* a, float* b, int from, int to)
    {
        var sum = 0f;
        for (var step = from; step < to; step++)
            sum += a[step] * b[step];
        return sum;
    }

    /// <summary>B stored [k, n]: rows of B, scaled, are summed in registers, four vectors of columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow<TLanes, TVector>(in GemmProblem p, float* a, int row, int columnStart, int columnEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var c = p.C + (long)row * p.Ldc;
        var column = columnStart;
        for (; column <= columnEnd - 4 * TLanes.Count; column += 4 * TLanes.Count)
        {
            var b = p.PartOfB(0, column);
            var sum0 = TLanes.Broadcast(0);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (var step = 0; step < p.K; step++, b += p.Ldb)
            {
                var x = TLanes.Broadcast(a[step]);
                sum0 = TLanes.MultiplyAdd(x, TLanes.Load(b), sum0);
                sum1 = TLanes.MultiplyAdd(x, TLanes.Load(b + TLanes.Count), sum1);
                sum2 = TLanes.MultiplyAdd(x, TLanes.Load(b + 2 * TLanes.Count), sum2);
                sum3 = TLanes.MultiplyAdd(x, TLanes.Load(b + 3 * TLanes.Count), sum3);
            }
            Put<TLanes, TVector>(p, c, column, sum0, TLanes.Count);
            Put<TLanes, TVector>(p, c, column + TLanes.Count, sum1, TLanes.Count);
            Put<TLanes, TVector>(p, c, column + 2 * TLanes.Count, sum2, TLanes.Count);
            Put<TLanes, TVector>(p, c, column + 3 * TLanes.Count, sum3, TLanes.Count);
        }
        var zero = TLanes.Broadcast(0);
        for (; column < columnEnd; column += TLanes.Count)
        {
            var b = p.PartOfB(0, column);
            var lanes = Math.Min(TLanes.Count, columnEnd - column);
            var sum = TLanes.Broadcast(0);
            for (var step = 0; step < p.K; step++, b += p.Ldb)
                sum = TLanes.MultiplyAdd(TLanes.Broadcast(a[step]), TLanes.LoadPartial(b, lanes, zero), sum);
            Put<TLanes, TVector>(p, c, column, sum, lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes, TVector>(in GemmProblem p, float* c, int column, TVector sum, int lanes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var start = TLanes.Broadcast(0);
        if (p.Beta != 0 || p.Bias != null)
            start = TLanes.LoadPartial((p.Beta != 0 ? c : p.Bias) + column, lanes, start);
        TLanes.StorePartial(TLanes.MultiplyAdd(TLanes.Broadcast(p.Alpha), sum, start), c + column, lanes);
    }
}
