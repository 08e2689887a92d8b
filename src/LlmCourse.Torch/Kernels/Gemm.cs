namespace TorchSharp.Kernels;

/// <summary>Matrix products <c>C = alpha · op(A) · op(B) + beta · C</c> over row-major matrices.</summary>
internal static unsafe class Gemm
{
    /// <summary>
    /// <c>C[m, n] = alpha · op(A)[m, k] · op(B)[k, n] + beta · C</c>. <paramref name="lda"/>, <paramref name="ldb"/> and
    /// <paramref name="ldc"/> are the elements between rows as stored: a transposed A is stored [k, m], a transposed B
    /// [n, k]. With <paramref name="beta"/> 0, C is written without being read.
    /// </summary>
    public static void Multiply(bool transA, bool transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc) =>
        MultiplyBatched(transA, transB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);

    /// <inheritdoc cref="Multiply(bool, bool, int, int, int, float, float*, int, float*, int, float, float*, int)"/>
    public static void Multiply(bool transA, bool transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc) =>
        MultiplyBatched(transA, transB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);

    /// <summary>
    /// <paramref name="batch"/> products of equal shape; operand i starts at <c>i · stride</c> elements. A stride of 0 uses
    /// one A or B for all.
    /// </summary>
    public static void MultiplyBatched(bool transA, bool transB, int m, int n, int k, float alpha, float* a, int lda, long strideA, float* b, int ldb, long strideB, float beta, float* c, int ldc, long strideC, int batch) =>
        ComputePool.For((long)batch * m, 1, new RowsBody<float>(transA, transB, m, n, k, alpha, a, lda, strideA, b, ldb, strideB, beta, c, ldc, strideC));

    /// <inheritdoc cref="MultiplyBatched(bool, bool, int, int, int, float, float*, int, long, float*, int, long, float, float*, int, long, int)"/>
    public static void MultiplyBatched(bool transA, bool transB, int m, int n, int k, double alpha, double* a, int lda, long strideA, double* b, int ldb, long strideB, double beta, double* c, int ldc, long strideC, int batch) =>
        ComputePool.For((long)batch * m, 1, new RowsBody<double>(transA, transB, m, n, k, alpha, a, lda, strideA, b, ldb, strideB, beta, c, ldc, strideC));

    /// <summary><c>C[m, n] = op(A) · op(B) + bias[n]</c>, the bias added to every row; a null bias adds nothing.</summary>
    public static void MultiplyBias(bool transA, bool transB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* bias, float* c, int ldc)
    {
        for (var i = 0; bias != null && i < m; i++)
            new ReadOnlySpan<float>(bias, n).CopyTo(new Span<float>(c + (long)i * ldc, n));
        Multiply(transA, transB, m, n, k, 1, a, lda, b, ldb, bias == null ? 0 : 1, c, ldc);
    }

    private readonly struct RowsBody<T>(bool transA, bool transB, int m, int n, int k, T alpha, T* a, int lda, long strideA, T* b, int ldb, long strideB, T beta, T* c, int ldc, long strideC) : IRangeBody
        where T : unmanaged, System.Numerics.INumber<T>
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
                    rowC[j] = beta == T.Zero ? T.Zero : beta * rowC[j];
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
