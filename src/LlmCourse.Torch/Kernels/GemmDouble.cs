namespace TorchSharp.Kernels;

/// <content>
/// The float64 product: plain loops, rows over the pool. It serves gradient checks and statistics, where exactness counts
/// and speed does not.
/// </content>
internal static unsafe partial class Gemm
{
    /// <inheritdoc cref="Multiply(bool, bool, int, int, int, float, float*, int, float*, int, float, float*, int)"/>
    public static void Multiply(bool transA, bool transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc) =>
        MultiplyBatched(transA, transB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);

    /// <inheritdoc cref="MultiplyBatched(bool, bool, int, int, int, float, float*, int, long, float*, int, long, float, float*, int, long, int)"/>
    public static void MultiplyBatched(bool transA, bool transB, int m, int n, int k, double alpha, double* a, int lda, long strideA, double* b, int ldb, long strideB, double beta, double* c, int ldc, long strideC, int batch) =>
        ComputePool.For((long)batch * m, 1 + MinimumFlops / (2 * ((long)n * k + 1)), new DoubleRows(transA, transB, m, n, k, alpha, a, lda, strideA, b, ldb, strideB, beta, c, ldc, strideC));

    private readonly struct DoubleRows(bool transA, bool transB, int m, int n, int k, double alpha, double* a, int lda, long strideA, double* b, int ldb, long strideB, double beta, double* c, int ldc, long strideC) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var row = start; row < end; row++)
            {
                var (item, i) = (row / m, row % m);
                var rowA = a + item * strideA + (transA ? i : i * lda);
                var matrixB = b + item * strideB;
                var rowC = c + item * strideC + i * ldc;
                for (var j = 0; j < n; j++)
                    rowC[j] = beta == 0 ? 0 : beta * rowC[j];
                for (var p = 0; p < k; p++)
                {
                    var value = alpha * rowA[(long)p * (transA ? lda : 1)];
                    for (var j = 0; j < n; j++)
                        rowC[j] += value * (transB ? matrixB[(long)j * ldb + p] : matrixB[(long)p * ldb + j]);
                }
            }
        }
    }
}
