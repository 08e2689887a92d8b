using System.Text.Json.Nodes;
using TorchSharp.Kernels;

namespace LlmCourse.Benchmarks;

/// <summary>Matrix products against OpenBLAS (through torch.mm into a ready output), in GFLOP/s.</summary>
internal static unsafe class GemmBenchmark
{
    // 1024³, and the products of a training step of the small and mid configurations: forward (NT), input gradient (NN),
    // weight gradient (TN).
    private static readonly (int M, int N, int K, bool TransA, bool TransB)[] Shapes =
    [
        (1024, 1024, 1024, false, false),
        (768, 512, 128, false, true), (768, 128, 512, false, true), (768, 384, 128, false, true), (768, 128, 128, false, true), (768, 65, 128, false, true),
        (768, 128, 512, false, false), (768, 512, 128, false, false),
        (512, 128, 768, true, false), (128, 512, 768, true, false), (128, 128, 768, true, false),
        (1024, 1536, 384, false, true), (1024, 384, 1536, false, true), (1024, 384, 1536, false, false), (1536, 384, 1024, true, false),
        (1, 512, 128, false, true), (1, 128, 512, false, true),
    ];

    public static IEnumerable<Result> Run(Comparison comparison, IReadOnlyList<int> threadCounts)
    {
        foreach (var threads in threadCounts)
            foreach (var shape in Shapes)
                yield return Run(comparison, threads, shape.M, shape.N, shape.K, shape.TransA, shape.TransB);
    }

    private static Result Run(Comparison comparison, int threads, int m, int n, int k, bool transA, bool transB)
    {
        using var a = new Floats((long)m * k);
        using var b = new Floats((long)n * k, 2);
        using var c = new Floats((long)m * n, 3);
        void Multiply() => Gemm.Multiply(transA, transB, m, n, k, 1, a.Data, transA ? m : k, b.Data, transB ? k : n, 0, c.Data, n);
        var sizes = new JsonObject { ["m"] = m, ["n"] = n, ["k"] = k, ["transA"] = transA, ["transB"] = transB };
        var name = $"{m}x{n}x{k} {(transA ? 'T' : 'N')}{(transB ? 'T' : 'N')}";
        return comparison.Run("gemm", name, threads, Multiply, "gemm", sizes, 2e-9 * m * n * k, "GFLOP/s");
    }
}
