namespace TorchSharp.Kernels;

/// <summary>One float32 product as the blocked algorithm sees it.</summary>
internal readonly unsafe struct GemmProblem(bool transA, bool transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc, float* bias)
{
    public readonly bool TransA = transA, TransB = transB;
    public readonly int M = m, N = n, K = k, Lda = lda, Ldb = ldb, Ldc = ldc;
    public readonly float Alpha = alpha, Beta = beta;
    public readonly float* A = a, B = b, C = c, Bias = bias;

    /// <summary>op(A) from row <paramref name="row"/> and step <paramref name="step"/>.</summary>
    public float* PartOfA(int row, int step) => A + (TransA ? (long)step * Lda + row : (long)row * Lda + step);

    /// <summary>op(B) from step <paramref name="step"/> and column <paramref name="column"/>.</summary>
    public float* PartOfB(int step, int column) => B + (TransB ? (long)column * Ldb + step : (long)step * Ldb + column);
}

/// <summary>
/// The blocked product. A block of B, [<see cref="BlockK"/>, <see cref="BlockN"/>], is packed to lie in the second-level
/// cache; a panel of A rows runs against all of it from the first level; the micro-kernel keeps a tile of C in registers.
/// </summary>
/// <remarks>
/// A is not packed: the micro-kernel only broadcasts its elements, which any two strides serve, and a panel of 12 rows
/// stays in the first-level cache while the whole block of B passes by. Packing it as BLIS does was measured here and
/// costs 5 to 10 % when n is 128 and gains nothing at 1024 (docs/benchmarks.md).
/// </remarks>
internal static unsafe class GemmBlocked
{
    /// <summary>Steps of k in a block: a panel of 12 rows is 24 KB, half of a first-level cache of 48 KB.</summary>
    public const int BlockK = 512;

    /// <summary>Columns in a block: 512 × 512 floats are 1 MB, half of a second-level cache of 2 MB.</summary>
    public const int BlockN = 512;

    /// <summary>Computes rows [<paramref name="rowStart"/>, rowEnd) and columns [columnStart, columnEnd) of C.</summary>
    public static void Run<TLanes, TVector, TRows>(in GemmProblem p, int rowStart, int rowEnd, int columnStart, int columnEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var blockN = Math.Min(BlockN, RoundUp(columnEnd - columnStart, width));
        var blockK = Math.Min(BlockK, p.K);
        // Packed B, a tile for edges, a row of zeros.
        var packedB = PackingBuffer.Take((long)blockN * blockK + (TRows.Count + 1) * width);
        var tile = packedB + (long)blockN * blockK;
        var zeros = tile + TRows.Count * width;
        new Span<float>(zeros, width).Clear();

        for (var column = columnStart; column < columnEnd; column += BlockN)
        {
            var columns = Math.Min(BlockN, columnEnd - column);
            for (var step = 0; step < p.K; step += BlockK)
            {
                var steps = Math.Min(BlockK, p.K - step);
                GemmPacking.PackB(p.TransB, p.PartOfB(step, column), p.Ldb, steps, columns, width, p.Alpha, packedB);
                var init = step > 0 || p.Beta != 0 ? p.C + column : p.Bias != null ? p.Bias + column : null;
                var initStride = step > 0 || p.Beta != 0 ? p.Ldc : 0;
                var block = new Block(steps, columns, packedB, tile, zeros, init, initStride);
                Rows<TLanes, TVector, TRows>(p, block, column, step, rowStart, rowEnd);
            }
        }
    }

    private static void Rows<TLanes, TVector, TRows>(in GemmProblem p, in Block block, int column, int step, int rowStart, int rowEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var row = rowStart;
        for (; row <= rowEnd - TRows.Count; row += TRows.Count)
            Panel<TLanes, TVector, TRows>(p, block, column, step, row);
        // What is left is fewer rows than a full panel: 8, 4, 2, 1 as they fit.
        if (TRows.Count > 8 && row <= rowEnd - 8)
        {
            Panel<TLanes, TVector, Rows8>(p, block, column, step, row);
            row += 8;
        }
        if (row <= rowEnd - 4)
        {
            Panel<TLanes, TVector, Rows4>(p, block, column, step, row);
            row += 4;
        }
        if (row <= rowEnd - 2)
        {
            Panel<TLanes, TVector, Rows2>(p, block, column, step, row);
            row += 2;
        }
        if (row < rowEnd)
            Panel<TLanes, TVector, Rows1>(p, block, column, step, row);
    }

    private static void Panel<TLanes, TVector, TRows>(in GemmProblem p, in Block block, int column, int step, int row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var a = p.PartOfA(row, step);
        nint rowStride = p.TransA ? 1 : p.Lda;
        nint stepStride = p.TransA ? p.Lda : 1;
        var c = p.C + (long)row * p.Ldc + column;
        var b = block.PackedB;
        for (var j = 0; j < block.Columns; j += width, b += (long)block.Steps * width)
        {
            var init = block.Init == null ? block.Zeros : block.Init + (long)row * block.InitStride + j;
            nint initStride = block.Init == null ? 0 : block.InitStride;
            if (j + width <= block.Columns)
                GemmMicroKernel.Run<TLanes, TVector, TRows>(block.Steps, a, rowStride, stepStride, b, init, initStride, c + j, p.Ldc);
            else
                Edge<TLanes, TVector, TRows>(block, a, rowStride, stepStride, b, init, initStride, c + j, p.Ldc, block.Columns - j);
        }
    }

    /// <summary>A tile that C has only <paramref name="columns"/> columns for, computed aside and copied.</summary>
    private static void Edge<TLanes, TVector, TRows>(in Block block, float* a, nint rowStride, nint stepStride, float* b, float* init, nint initStride, float* c, nint ldc, int columns)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        if (init != block.Zeros)
        {
            for (var i = 0; i < TRows.Count; i++)
                Copy(init + i * initStride, block.Tile + i * width, columns);
            init = block.Tile;
            initStride = width;
        }
        GemmMicroKernel.Run<TLanes, TVector, TRows>(block.Steps, a, rowStride, stepStride, b, init, initStride, block.Tile, width);
        for (var i = 0; i < TRows.Count; i++)
            Copy(block.Tile + i * width, c + i * ldc, columns);
    }

    private static void Copy(float* source, float* target, int count) =>
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private readonly struct Block(int steps, int columns, float* packedB, float* tile, float* zeros, float* init, int initStride)
    {
        public readonly int Steps = steps, Columns = columns, InitStride = initStride;
        public readonly float* PackedB = packedB, Tile = tile, Zeros = zeros, Init = init;
    }
}
