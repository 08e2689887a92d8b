using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

[Collection("compute threads")]
public sealed unsafe class AttentionKernelTests
{
    public static TheoryData<int, int, int, int, bool, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int, bool, int>();
        foreach (var lanes in new[] { 4, 8, 16 })
            foreach (var (queries, keys, size) in new[] { (1, 1, 1), (1, 40, 32), (3, 9, 33), (4, 4, 8), (13, 13, 5), (64, 64, 32), (65, 65, 64), (20, 50, 16), (100, 130, 40) })
            {
                data.Add(lanes, queries, keys, size, false, 0);
                data.Add(lanes, queries, keys, size, true, 0);
                data.Add(lanes, queries, keys, size, true, keys - queries);
            }
        data.Add(16, 10, 10, 32, true, -4); // the first four queries see nothing
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ForwardAndBackward_MatchDoubleReference(int lanes, int queries, int keys, int size, bool causal, int offset)
    {
        var shape = new AttentionShape(2, 3, queries, keys, size, 1 / MathF.Sqrt(size), causal, offset);
        var problem = new Problem(shape, size > 32 ? 1 : 3);
        problem.Run((forward, backward) =>
        {
            Widths.Run(lanes, shape.Batch * shape.Heads, forward);
            Widths.Run(lanes, shape.Batch * shape.Heads, backward);
        });
        problem.ShouldMatchReference();
    }

    [Fact]
    public void Backward_GivesTheSameBits_ForAnyThreadCountAndUnderLoad()
    {
        var shape = new AttentionShape(2, 3, 70, 70, 32, 0.2f, true);
        var runs = new List<Problem>();
        using var load = new BackgroundLoad();
        foreach (var threads in new[] { 1, 2, 2, 2, 5 })
        {
            var problem = new Problem(shape, 1);
            Samples.WithThreads(threads, () => problem.Run((forward, backward) =>
            {
                VectorPool.For(6, 1, forward);
                VectorPool.For(6, 1, backward);
            }));
            runs.Add(problem);
        }
        foreach (var run in runs)
        {
            run.O.ShouldBe(runs[0].O);
            run.Gradients.ShouldBe(runs[0].Gradients);
        }
    }

    [Fact]
    public void Forward_DoesNotOverflow_ForLargeScores()
    {
        var shape = new AttentionShape(1, 1, 20, 20, 32, 1, true);
        var problem = new Problem(shape, 1);
        for (var i = 0; i < problem.Inputs.Length; i++)
            problem.Inputs[i] *= 1000;
        problem.Run((forward, _) => VectorPool.For(1, 1, forward));
        problem.O.ShouldAllBe(x => float.IsFinite(x));
    }

    /// <summary>q, k and v side by side in one [batch, rows, 3 · heads · size] buffer, as a fused projection leaves them.</summary>
    private sealed class Problem
    {
        private readonly AttentionShape shape;
        private readonly int rows;
        private readonly float[] upstream;
        private readonly float[] lse;

        public Problem(AttentionShape shape, float scale)
        {
            this.shape = shape;
            rows = Math.Max(shape.Queries, shape.Keys);
            Inputs = Samples.Uniform(shape.Keys + 1, shape.Batch * rows * Fused, scale);
            upstream = Samples.Uniform(shape.Keys + 2, shape.Batch * shape.Queries * Width);
            O = new float[upstream.Length];
            lse = new float[shape.Batch * shape.Heads * shape.Queries];
            Gradients = new float[Inputs.Length];
        }

        public float[] Inputs { get; }
        public float[] O { get; }
        public float[] Gradients { get; }
        private int Width => shape.Heads * shape.HeadSize;
        private int Fused => 3 * Width;

        public void Run(Action<AttentionForward, AttentionBackward> run)
        {
            fixed (float* x = Inputs, o = O, g = Gradients, u = upstream, l = lse)
            {
                var output = new HeadsView(o, (long)shape.Queries * Width, shape.HeadSize, Width);
                var gradient = new HeadsView(u, (long)shape.Queries * Width, shape.HeadSize, Width);
                var forward = new AttentionForward(shape, Part(x, 0), Part(x, 1), Part(x, 2), output, l);
                var backward = new AttentionBackward(shape, gradient, Part(x, 0), Part(x, 1), Part(x, 2), output, l, Part(g, 0), Part(g, 1), Part(g, 2));
                run(forward, backward);
            }
        }

        private HeadsView Part(float* data, int part) => new(data + part * Width, (long)rows * Fused, shape.HeadSize, Fused);

        private int Index(int part, int b, int h, int row) => (b * rows + row) * Fused + part * Width + h * shape.HeadSize;

        public void ShouldMatchReference()
        {
            var (o, gradients) = (new double[O.Length], new double[Inputs.Length]);
            for (var b = 0; b < shape.Batch; b++)
                for (var h = 0; h < shape.Heads; h++)
                    for (var t = 0; t < shape.Queries; t++)
                        Query(b, h, t, o, gradients);
            // Scores reach 30, so exp() turns their rounding of 2e-6 into a relative error of that size.
            Samples.ShouldBeClose(O, o, 1e-5);
            Samples.ShouldBeClose(Gradients, gradients, 3e-5);
        }

        private void Query(int b, int h, int t, double[] o, double[] gradients)
        {
            var (visible, size, query) = (shape.Visible(t), shape.HeadSize, Index(0, b, h, t));
            var output = (b * shape.Queries + t) * Width + h * size;
            var weights = new double[visible];
            for (var s = 0; s < visible; s++)
                weights[s] = shape.Scale * Dot(Inputs, query, Inputs, Index(1, b, h, s));
            var max = visible > 0 ? weights.Max() : 0;
            var sum = weights.Sum(w => Math.Exp(w - max));
            weights = Array.ConvertAll(weights, w => Math.Exp(w - max) / sum);
            var delta = 0.0;
            for (var s = 0; s < visible; s++)
                delta += weights[s] * Dot(upstream, output, Inputs, Index(2, b, h, s));
            for (var s = 0; s < visible; s++)
            {
                var (key, value) = (Index(1, b, h, s), Index(2, b, h, s));
                var dscore = shape.Scale * weights[s] * (Dot(upstream, output, Inputs, value) - delta);
                for (var i = 0; i < size; i++)
                {
                    o[output + i] += weights[s] * Inputs[value + i];
                    gradients[query + i] += dscore * Inputs[key + i];
                    gradients[key + i] += dscore * Inputs[query + i];
                    gradients[value + i] += weights[s] * upstream[output + i];
                }
            }
        }

        private double Dot(float[] a, int fromA, float[] b, int fromB)
        {
            var sum = 0.0;
            for (var i = 0; i < shape.HeadSize; i++)
                sum += (double)a[fromA + i] * b[fromB + i];
            return sum;
        }
    }
}
