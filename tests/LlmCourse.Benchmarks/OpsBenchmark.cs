using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Kernels;

namespace LlmCourse.Benchmarks;

/// <summary>The other kernels of a training step, forward and backward, at the sizes of the small and mid configurations.</summary>
internal static unsafe class OpsBenchmark
{
    public static IEnumerable<Result> Run(Comparison comparison, IReadOnlyList<int> threadCounts)
    {
        foreach (var threads in threadCounts)
        {
            foreach (var (rows, cols) in new[] { (768, 128), (1024, 384) })
                yield return LayerNorm(comparison, threads, rows, cols);
            foreach (var (rows, cols) in new[] { (768, 512), (1024, 1536) })
                yield return Gelu(comparison, threads, rows, cols);
            foreach (var (rows, cols) in new[] { (3072, 64), (6144, 256) })
                yield return Softmax(comparison, threads, rows, cols);
            foreach (var (rows, cols) in new[] { (768, 65), (256, 50257) })
                yield return CrossEntropy(comparison, threads, rows, cols);
            foreach (var (batch, heads, time, size) in new[] { (12, 4, 64, 32), (4, 6, 256, 64) })
                yield return Attention(comparison, threads, batch, heads, time, size);
            yield return AdamW(comparison, threads, 50, 16_000);
            yield return Embedding(comparison, threads, 768, 65, 128);
            yield return AddOne(comparison, threads);
        }
    }

    private static Result LayerNorm(Comparison comparison, int threads, int rows, int cols)
    {
        using var x = new Floats((long)rows * cols);
        using var y = new Floats((long)rows * cols);
        using var dy = new Floats((long)rows * cols);
        using var gamma = new Floats(cols);
        using var beta = new Floats(cols);
        using var statistics = new Floats(2 * rows);
        using var gradients = new Floats(2 * cols);
        void Step()
        {
            LayerNormKernel.Forward(x.Data, gamma.Data, beta.Data, y.Data, statistics.Data, statistics.Data + rows, rows, cols, 1e-5f);
            LayerNormKernel.Backward(dy.Data, x.Data, gamma.Data, statistics.Data, statistics.Data + rows, y.Data, gradients.Data, gradients.Data + cols, rows, cols);
        }
        return comparison.Run("ops", $"layer_norm {rows}x{cols}", threads, Step, "layer_norm", Rows(rows, cols));
    }

    private static Result Gelu(Comparison comparison, int threads, int rows, int cols)
    {
        var n = (long)rows * cols;
        using var x = new Floats(n);
        using var y = new Floats(n);
        using var dy = new Floats(n);
        void Step()
        {
            GeluKernel.Forward(x.Data, y.Data, n, tanh: false);
            GeluKernel.Backward(dy.Data, x.Data, y.Data, n, tanh: false);
        }
        return comparison.Run("ops", $"gelu {rows}x{cols}", threads, Step, "gelu", Rows(rows, cols));
    }

    private static Result Softmax(Comparison comparison, int threads, int rows, int cols)
    {
        using var x = new Floats((long)rows * cols);
        using var y = new Floats((long)rows * cols);
        using var dy = new Floats((long)rows * cols);
        using var dx = new Floats((long)rows * cols);
        void Step()
        {
            SoftmaxKernel.Forward(x.Data, y.Data, rows, cols);
            SoftmaxKernel.Backward(dy.Data, y.Data, dx.Data, rows, cols);
        }
        return comparison.Run("ops", $"softmax {rows}x{cols}", threads, Step, "softmax", Rows(rows, cols));
    }

    private static Result CrossEntropy(Comparison comparison, int threads, int rows, int cols)
    {
        using var x = new Floats((long)rows * cols);
        using var dx = new Floats((long)rows * cols);
        using var columns = new Floats(3 * rows);
        using var targets = new Floats(2 * rows);
        var target = (long*)targets.Data;
        for (var i = 0; i < rows; i++)
            target[i] = i % cols;
        void Step()
        {
            CrossEntropyKernel.Forward(x.Data, target, null, -100, columns.Data, columns.Data + rows, rows, cols);
            CrossEntropyKernel.Backward(x.Data, target, null, -100, columns.Data + rows, columns.Data + 2 * rows, dx.Data, rows, cols);
        }
        return comparison.Run("ops", $"cross_entropy {rows}x{cols}", threads, Step, "cross_entropy", Rows(rows, cols));
    }

    private static Result Attention(Comparison comparison, int threads, int batch, int heads, int time, int size)
    {
        var width = heads * size;
        var n = (long)batch * time * width;
        using var qkv = new Floats(3 * n);
        using var gradients = new Floats(3 * n);
        using var o = new Floats(n);
        using var upstream = new Floats(n);
        using var lse = new Floats((long)batch * heads * time);
        HeadsView Part(Floats fused, int part) => new(fused.Data + part * width, 3L * time * width, size, 3 * width);
        HeadsView Whole(Floats floats) => new(floats.Data, (long)time * width, size, width);
        var shape = new AttentionShape(batch, heads, time, time, size, 1 / MathF.Sqrt(size), Causal: true);
        void Step()
        {
            AttentionKernel.Forward(shape, Part(qkv, 0), Part(qkv, 1), Part(qkv, 2), Whole(o), lse.Data);
            AttentionKernel.Backward(shape, Whole(upstream), Part(qkv, 0), Part(qkv, 1), Part(qkv, 2), Whole(o), lse.Data, Part(gradients, 0), Part(gradients, 1), Part(gradients, 2));
        }
        // Two products forward and five backward over the half of the scores that the mask leaves.
        var work = 7e-9 * batch * heads * time * time * size;
        var sizes = new JsonObject { ["batch"] = batch, ["heads"] = heads, ["time"] = time, ["size"] = size };
        return comparison.Run("ops", $"attention {batch}x{heads}x{time}x{size}", threads, Step, "attention", sizes, work, "GFLOP/s");
    }

    private static Result AdamW(Comparison comparison, int threads, int tensors, int count)
    {
        var n = (long)tensors * count;
        using var state = new Floats(4 * n);
        new Span<float>(state.Data + 2 * n, (int)(2 * n)).Clear();
        var list = new AdamWTensor[tensors];
        for (var i = 0; i < tensors; i++)
        {
            var p = state.Data + (long)i * count;
            list[i] = new AdamWTensor(p, p + n, p + 2 * n, p + 3 * n, count);
        }
        var settings = new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0.1, 0.1, 0.001);
        return comparison.Run("ops", $"adamw {tensors}x{count}", threads, () => AdamWKernel.StepAll(list, settings), "adamw", new JsonObject { ["tensors"] = tensors, ["count"] = count });
    }

    private static Result Embedding(Comparison comparison, int threads, int count, int rows, int width)
    {
        using var table = new Floats((long)rows * width);
        using var y = new Floats((long)count * width);
        using var indices = new Floats(2 * count);
        var ids = (long*)indices.Data;
        for (var i = 0; i < count; i++)
            ids[i] = i * 7 % rows;
        void Step()
        {
            EmbeddingKernel.Forward(table.Data, ids, y.Data, count, rows, width);
            EmbeddingKernel.Backward(y.Data, ids, table.Data, count, rows, width);
        }
        return comparison.Run("ops", $"embedding {count} of {rows}x{width}", threads, Step, "embedding", new JsonObject { ["count"] = count, ["rows"] = rows, ["width"] = width });
    }

    /// <summary>What an operator costs when there is nothing to compute: handle, node and scope of a sum of two one-element tensors.</summary>
    private static Result AddOne(Comparison comparison, int threads)
    {
        const int Additions = 1000;
        using var a = torch.ones(1, requires_grad: true);
        using var b = torch.ones(1, requires_grad: true);
        void Step()
        {
            for (var i = 0; i < Additions; i++)
                using (a.add(b))
                {
                }
        }
        return comparison.Run("ops", $"add, 1 element, x{Additions}", threads, Step, "add_one", new JsonObject { ["additions"] = Additions });
    }

    private static JsonObject Rows(int rows, int cols) => new() { ["rows"] = rows, ["cols"] = cols };
}
