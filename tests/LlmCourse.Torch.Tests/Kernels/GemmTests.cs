using System.Runtime.Intrinsics;
using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

[Collection("compute threads")]
public sealed unsafe class GemmTests
{
    // Sizes on both sides of every border: tile rows 1, 2, 4, 8, 12, columns 16 and 32, blocks of 512.
    private static readonly (int M, int N, int K)[] Sizes =
    [
        (1, 1, 1), (1, 7, 5), (1, 65, 128), (2, 33, 17), (3, 130, 66), (4, 32, 8), (5, 31, 3), (7, 16, 1), (11, 48, 40),
        (12, 32, 64), (13, 33, 65), (23, 100, 31), (25, 1, 70), (64, 64, 32), (65, 129, 127), (9, 515, 20), (14, 37, 515), (13, 530, 520), (509, 200, 30), (27, 200, 1021), // with 3 more columns, rows of A of a multiple of 2 KB: transposed, and not
    ];

    public static TheoryData<string, bool, bool> Paths()
    {
        var data = new TheoryData<string, bool, bool>();
        foreach (var path in new[] { "512x12", "256x6", "128x12", "128x6", "default" })
            foreach (var transA in new[] { false, true })
                foreach (var transB in new[] { false, true })
                    data.Add(path, transA, transB);
        return data;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Multiply_MatchesDoubleReference_ForEverySizeAndScale(string path, bool transA, bool transB)
    {
        Assert.SkipWhen(path.StartsWith("512") && !Simd.Has512, "This processor has no AVX-512.");
        Assert.SkipWhen(path.StartsWith("256") && !Simd.Has256, "This processor has no AVX2.");
        foreach (var (m, n, k) in Sizes)
            foreach (var (alpha, beta) in new[] { (1f, 0f), (1f, 1f), (0.5f, -2f), (0f, 1f) })
            {
                if (k > 512 && (alpha, beta) != (0.5f, -2f))
                    continue; // the reference is slow
                var product = new Product(m, n, k, transA, transB, extra: 3);
                product.Run(path, alpha, beta).ShouldMatch(alpha, beta);
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Multiply_GivesTheSameBits_ForAnyThreadCountAndUnderLoad(int threads)
    {
        var one = new Product(200, 300, 257, false, true, extra: 0);
        var many = new Product(200, 300, 257, false, true, extra: 0);
        Samples.WithThreads(1, () => one.Run("default", 1, 0));
        using var load = new BackgroundLoad();
        Samples.WithThreads(threads, () =>
        {
            for (var run = 0; run < 20; run++)
            {
                many.Run("default", 1, 0);
                many.C.ShouldBe(one.C);
            }
        });
    }

    [Fact]
    public void Multiply_WritesWithoutReading_WhenBetaIsZero()
    {
        var product = new Product(17, 40, 9, false, false, extra: 0);
        Array.Fill(product.C, float.NaN);
        product.Run("default", 1, 0);
        product.C.ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Multiply_GivesZeros_WhenKIsZero()
    {
        var c = new float[] { 1, 2, 3, 4 };
        fixed (float* pc = c)
            Gemm.Multiply(false, false, 2, 2, 0, 1, null, 1, null, 2, 0, pc, 2);
        c.ShouldBe([0f, 0, 0, 0]);
    }

    [Fact]
    public void Multiply_CarriesNaNAndInfinity_OnlyIntoTheirRows()
    {
        var product = new Product(20, 34, 8, false, false, extra: 0);
        product.A[3 * 8 + 2] = float.NaN;
        product.A[7 * 8 + 1] = float.PositiveInfinity;
        product.Run("default", 1, 0);
        for (var i = 0; i < 20; i++)
            for (var j = 0; j < 34; j++)
                float.IsFinite(product.C[i * 34 + j]).ShouldBe(i is not (3 or 7));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void MultiplyBias_AddsTheBiasToEveryRow_ForThinAndBlockedShapes(int m)
    {
        var product = new Product(m, 45, 20, false, true, extra: 0);
        var bias = Samples.Uniform(9, 45);
        fixed (float* a = product.A, b = product.B, c = product.C, pb = bias)
            Gemm.MultiplyBias(false, true, m, 45, 20, a, 20, b, 20, pb, c, 45);
        var expected = product.Expected(1, 0);
        for (var i = 0; i < expected.Length; i++)
            expected[i] += bias[i % 45];
        Samples.ShouldBeClose(product.C, expected, 1e-5);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(7, 2)]
    [InlineData(7, 3)]
    public void MultiplyBatched_EqualsSeparateProducts_WithSharedOperand(int batch, int threads)
    {
        const int m = 19, n = 35, k = 21;
        var (a, b) = (Samples.Uniform(1, batch * m * k), Samples.Uniform(2, n * k));
        var (together, apart) = (new float[batch * m * n], new float[batch * m * n]);
        fixed (float* pa = a, pb = b, pt = together, ps = apart)
        {
            var (first, second, target) = ((IntPtr)pa, (IntPtr)pb, (IntPtr)pt);
            Samples.WithThreads(threads, () => Gemm.MultiplyBatched(false, true, m, n, k, 1, (float*)first, k, m * k, (float*)second, k, 0, 0, (float*)target, n, m * n, batch));
            for (var i = 0; i < batch; i++)
                Gemm.Multiply(false, true, m, n, k, 1, pa + i * m * k, k, pb, k, 0, ps + i * m * n, n);
        }
        together.ShouldBe(apart);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Multiply_OfDoubles_MatchesReference(bool transA, bool transB)
    {
        const int m = 5, n = 9, k = 13;
        var product = new Product(m, n, k, transA, transB, extra: 1);
        var a = Array.ConvertAll(product.A, x => (double)x);
        var b = Array.ConvertAll(product.B, x => (double)x);
        var c = new double[m * product.Ldc];
        fixed (double* pa = a, pb = b, pc = c)
            Gemm.Multiply(transA, transB, m, n, k, 2, pa, product.Lda, pb, product.Ldb, 0, pc, product.Ldc);
        var expected = product.Expected(2, 0);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                c[i * product.Ldc + j].ShouldBe(expected[i * n + j], 1e-12);
    }

    /// <summary>A product with rows longer than needed, the surplus marked to catch writes beyond the matrix.</summary>
    private sealed class Product
    {
        private const float Mark = 12345;
        private readonly int m, n, k;
        private readonly bool transA, transB;
        private readonly float[] before;

        public Product(int m, int n, int k, bool transA, bool transB, int extra)
        {
            (this.m, this.n, this.k, this.transA, this.transB) = (m, n, k, transA, transB);
            (Lda, Ldb, Ldc) = ((transA ? m : k) + extra, (transB ? k : n) + extra, n + extra);
            A = Samples.Uniform(m * 7 + k, (transA ? k : m) * Lda);
            B = Samples.Uniform(n * 5 + k + 1, (transB ? n : k) * Ldb);
            C = Samples.Uniform(m + n, m * Ldc);
            for (var i = 0; i < C.Length; i++)
                C[i] = i % Ldc < n ? C[i] : Mark;
            before = (float[])C.Clone();
        }

        public int Lda { get; }
        public int Ldb { get; }
        public int Ldc { get; }
        public float[] A { get; }
        public float[] B { get; }
        public float[] C { get; }

        public Product Run(string path, float alpha, float beta)
        {
            fixed (float* a = A, b = B, c = C)
            {
                var problem = new GemmProblem(transA, transB, m, n, k, alpha, a, Lda, b, Ldb, beta, c, Ldc, null);
                switch (path)
                {
                    case "512x12":
                        Gemm.Compute<Lanes512, Vector512<float>, Rows12>(problem, 0, m, 0, n);
                        break;
                    case "256x6":
                        Gemm.Compute<Lanes256, Vector256<float>, Rows6>(problem, 0, m, 0, n);
                        break;
                    case "128x12":
                        Gemm.Compute<Lanes128, Vector128<float>, Rows12>(problem, 0, m, 0, n);
                        break;
                    case "128x6":
                        Gemm.Compute<Lanes128, Vector128<float>, Rows6>(problem, 0, m, 0, n);
                        break;
                    default:
                        Gemm.Multiply(transA, transB, m, n, k, alpha, a, Lda, b, Ldb, beta, c, Ldc);
                        break;
                }
            }
            return this;
        }

        /// <summary>[m, n], dense.</summary>
        public double[] Expected(float alpha, float beta)
        {
            var expected = new double[m * n];
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                {
                    var sum = 0.0;
                    for (var p = 0; p < k; p++)
                        sum += (double)(transA ? A[p * Lda + i] : A[i * Lda + p]) * (transB ? B[j * Ldb + p] : B[p * Ldb + j]);
                    expected[i * n + j] = alpha * sum + (beta == 0 ? 0 : (double)beta * before[i * Ldc + j]);
                }
            return expected;
        }

        public void ShouldMatch(float alpha, float beta)
        {
            var expected = Expected(alpha, beta);
            // Rounding of a sum of k products of values below 1 grows as √k · 2⁻²⁴; 1e-4 leaves a margin at k = 1030.
            for (var i = 0; i < m; i++)
            {
                Samples.ShouldBeClose(C.AsSpan(i * Ldc, n), expected.AsSpan(i * n, n), 1e-4);
                C.AsSpan(i * Ldc + n, Ldc - n).ToArray().ShouldAllBe(value => value == Mark);
            }
        }
    }
}
