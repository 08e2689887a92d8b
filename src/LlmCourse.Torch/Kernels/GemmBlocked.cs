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
/// A is not packed, save where its rows collide in the cache (see Collides): the micro-kernel only broadcasts its
/// elements, which any two strides serve, and a panel of 12 rows stays in the first-level cache while the whole block of B
/// passes by. Packing it always, as BLIS does, was measured here and costs 5 to 10 % when n is 128 (docs/benchmarks.md).
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
        var blockN = Math.Min(BlockN, (columnEnd - columnStart + width - 1) / width * width);
        var blockK = Math.Min(BlockK, p.K);
        var edges = PackedProduct.ScratchRows * width;
        var scratch = PackingBuffer.Take(edges + (long)blockN * blockK + GemmPacking.SizeOfPackedA(blockK));
        new Span<float>(scratch, edges).Clear();
        var product = new PackedProduct
        {
            RowStride = p.TransA ? 1 : p.Lda,
            StepStride = p.TransA ? p.Lda : 1,
            B = scratch + edges,
            PackedA = Collides(p, columnEnd - columnStart) ? scratch + edges + (long)blockN * blockK : null,
            Ldc = p.Ldc,
            Scratch = scratch,
        };
        for (var column = columnStart; column < columnEnd; column += BlockN)
        {
            product.Columns = Math.Min(BlockN, columnEnd - column);
            product.C = p.C + (long)rowStart * p.Ldc + column;
            for (var step = 0; step < p.K; step += BlockK)
            {
                product.Steps = Math.Min(BlockK, p.K - step);
                product.PanelStride = (nint)product.Steps * width;
                GemmPacking.PackB(p.TransB, p.PartOfB(step, column), p.Ldb, product.Steps, product.Columns, width, p.Alpha, product.B);
                product.A = p.PartOfA(rowStart, step);
                var adds = step > 0 || p.Beta != 0;
                product.Init = adds ? product.C : p.Bias != null ? p.Bias + column : null;
                product.InitStride = adds ? p.Ldc : 0;
                product.Run<TLanes, TVector, TRows>(rowEnd - rowStart);
            }
        }
    }

    /// <summary>
    /// Whether rows of A as stored, a multiple of 2 KB apart, fall into few sets of the first-level cache, and enough panels
    /// of B pass by that copying A's panel once is cheaper than fetching it again for each of them.
    /// </summary>
    private static bool Collides(in GemmProblem p, int columns) => p.Lda * sizeof(float) % 2048 == 0 && columns >= 192;
}
