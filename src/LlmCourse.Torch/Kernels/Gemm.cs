using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>Matrix products <c>C = alpha · op(A) · op(B) + beta · C</c> over row-major matrices.</summary>
internal static unsafe partial class Gemm
{
    /// <summary>Work below which another thread costs more than it gives: about 2 µs of one core.</summary>
    private const long MinimumFlops = 400_000;

    /// <summary>What packing one element of B costs, in rows of C that one could compute with it instead.</summary>
    private const int PackingRows = 10;

    /// <summary>
    /// <c>C[m, n] = alpha · op(A)[m, k] · op(B)[k, n] + beta · C</c>. <paramref name="lda"/>, <paramref name="ldb"/> and
    /// <paramref name="ldc"/> are the elements between rows as stored: a transposed A is stored [k, m], a transposed B
    /// [n, k]. With <paramref name="beta"/> 0, C is written without being read.
    /// </summary>
    public static void Multiply(bool transA, bool transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc) =>
        Multiply(new GemmProblem(transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, null));

    /// <summary><c>C[m, n] = op(A) · op(B) + bias[n]</c>, the bias added to every row; a null bias adds nothing.</summary>
    public static void MultiplyBias(bool transA, bool transB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* bias, float* c, int ldc) =>
        Multiply(new GemmProblem(transA, transB, m, n, k, 1, a, lda, b, ldb, 0, c, ldc, bias));

    /// <summary>
    /// <paramref name="batch"/> products of equal shape; operand i starts at <c>i · stride</c> elements. A stride of 0 uses
    /// one A or B for all.
    /// </summary>
    public static void MultiplyBatched(bool transA, bool transB, int m, int n, int k, float alpha, float* a, int lda, long strideA, float* b, int ldb, long strideB, float beta, float* c, int ldc, long strideC, int batch)
    {
        if (batch < ComputePool.Threads)
        {
            for (var i = 0; i < batch; i++)
                Multiply(transA, transB, m, n, k, alpha, a + i * strideA, lda, b + i * strideB, ldb, beta, c + i * strideC, ldc);
            return;
        }
        var grain = 1 + MinimumFlops / (2L * m * n * k + 1);
        ComputePool.For(batch, grain, new BatchBody(new GemmProblem(transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, null), strideA, strideB, strideC));
    }

    private static void Multiply(in GemmProblem p)
    {
        var work = p.M <= GemmThin.MaxRows ? (long)p.N * p.K / GemmThin.MinimumElements : 2L * p.M * p.N * p.K / MinimumFlops;
        var pieces = (int)Math.Clamp(work, 1, ComputePool.Threads);
        var (rows, columns) = Grid(p.M, p.N, pieces);
        ComputePool.For(rows * columns, 1, new GridBody(p, rows, columns));
    }

    /// <summary>
    /// Cuts C into <paramref name="pieces"/> so that the largest piece is cheapest. Every piece packs its own columns of B, so
    /// cutting rows packs them more than once, and cutting columns reads A more than once (which costs little).
    /// </summary>
    private static (int Rows, int Columns) Grid(int m, int n, int pieces)
    {
        var (best, bestCost) = ((1, 1), long.MaxValue);
        for (var columns = 1; columns <= pieces; columns++)
        {
            if (pieces % columns != 0)
                continue;
            var rows = pieces / columns;
            var cost = (Largest(m, RowUnit, rows) + PackingRows) * Largest(n, ColumnUnit, columns);
            if (cost < bestCost)
                (best, bestCost) = ((rows, columns), cost);
        }
        return best;
    }

    private const int RowUnit = GemmMicroKernel.MaxRows, ColumnUnit = 32;

    private static long Largest(int count, int unit, int parts) => ((count + unit - 1) / unit + parts - 1) / parts * unit;

    private static (int Start, int End) Part(int count, int unit, int parts, int part)
    {
        var units = (count + unit - 1) / unit;
        return (Math.Min(count, (int)((long)units * part / parts) * unit), Math.Min(count, (int)((long)units * (part + 1) / parts) * unit));
    }

    /// <summary>Computes a rectangle of C on this thread.</summary>
    private static void Compute(in GemmProblem p, int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        if (rowStart >= rowEnd || columnStart >= columnEnd)
            return;
        if (Simd.Has512)
            Compute<Lanes512, Vector512<float>, Rows12>(p, rowStart, rowEnd, columnStart, columnEnd);
        else if (Simd.Has256)
            Compute<Lanes256, Vector256<float>, Rows6>(p, rowStart, rowEnd, columnStart, columnEnd);
        else if (Simd.HasManyRegisters)
            Compute<Lanes128, Vector128<float>, Rows12>(p, rowStart, rowEnd, columnStart, columnEnd);
        else
            Compute<Lanes128, Vector128<float>, Rows6>(p, rowStart, rowEnd, columnStart, columnEnd);
    }

    /// <summary>Computes a rectangle of C on this thread with given vectors and tile height.</summary>
    internal static void Compute<TLanes, TVector, TRows>(in GemmProblem p, int rowStart, int rowEnd, int columnStart, int columnEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        if (p.Beta is not (0 or 1) || p.K == 0 || p.Alpha == 0)
            Prepare(p, rowStart, rowEnd, columnStart, columnEnd);
        if (p.K == 0 || p.Alpha == 0)
            return;
        if (p.M <= GemmThin.MaxRows)
            GemmThin.Run<TLanes, TVector>(p, columnStart, columnEnd);
        else
            GemmBlocked.Run<TLanes, TVector, TRows>(p, rowStart, rowEnd, columnStart, columnEnd);
    }

    /// <summary>C ← beta · C, or the bias, ahead of a product that then adds to it or does not come.</summary>
    private static void Prepare(in GemmProblem p, int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        for (var row = rowStart; row < rowEnd; row++)
        {
            var c = p.C + (long)row * p.Ldc;
            for (var column = columnStart; column < columnEnd; column++)
                c[column] = p.Beta != 0 ? p.Beta * c[column] : p.Bias != null ? p.Bias[column] : 0;
        }
    }

    private readonly struct GridBody(GemmProblem p, int gridRows, int gridColumns) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var piece = (int)start; piece < end; piece++)
            {
                var (rowStart, rowEnd) = Part(p.M, RowUnit, gridRows, piece / gridColumns);
                var (columnStart, columnEnd) = Part(p.N, ColumnUnit, gridColumns, piece % gridColumns);
                Compute(p, rowStart, rowEnd, columnStart, columnEnd);
            }
        }
    }

    private readonly struct BatchBody(GemmProblem p, long strideA, long strideB, long strideC) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
                Compute(new GemmProblem(p.TransA, p.TransB, p.M, p.N, p.K, p.Alpha, p.A + i * strideA, p.Lda, p.B + i * strideB, p.Ldb, p.Beta, p.C + i * strideC, p.Ldc, null), 0, p.M, 0, p.N);
        }
    }
}
