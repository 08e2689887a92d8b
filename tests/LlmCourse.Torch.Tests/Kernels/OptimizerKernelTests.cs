using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

[Collection("compute threads")]
public sealed unsafe class OptimizerKernelTests
{
    private static readonly AdamWSettings Settings = new(1e-2, 0.9, 0.99, 1e-8, 0.1, 1 - 0.9, 1 - 0.99);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Step_MatchesDoubles_OverTensorsOfAnyLength(int lanes)
    {
        int[] lengths = [1, 0, 16, 33, 100];
        var total = lengths.Sum();
        float[][] state = [Samples.Uniform(1, total), Samples.Uniform(2, total), Samples.Uniform(3, total), Array.ConvertAll(Samples.Uniform(4, total), MathF.Abs)];
        var exact = Array.ConvertAll(state, values => Array.ConvertAll(values, v => (double)v));
        fixed (float* p = state[0], g = state[1], m = state[2], v = state[3])
        fixed (double* dp = exact[0], dg = exact[1], dm = exact[2], dv = exact[3])
        {
            var tensors = stackalloc AdamWTensor[lengths.Length];
            for (int i = 0, offset = 0; i < lengths.Length; offset += lengths[i++])
                tensors[i] = new AdamWTensor(p + offset, g + offset, m + offset, v + offset, lengths[i]);
            Widths.Run(lanes, total, new AdamWKernel.StepBody(tensors, lengths.Length, Settings));
            AdamWKernel.Step(dp, dg, dm, dv, total, 1e-2, 0.9, 0.99, 1e-8, 0.1, 1 - 0.9, 1 - 0.99);
        }
        for (var i = 0; i < state.Length; i++)
            Samples.ShouldBeClose(state[i], exact[i], 1e-6);
    }

    [Fact]
    public void StepAll_GivesTheSameBits_ForAnyThreadCount()
    {
        var results = new List<float[]>();
        foreach (var threads in new[] { 1, 2, 7 })
        {
            float[][] state = [Samples.Uniform(1, 50_000), Samples.Uniform(2, 50_000), new float[50_000], new float[50_000]];
            Samples.WithThreads(threads, () =>
            {
                fixed (float* p = state[0], g = state[1], m = state[2], v = state[3])
                    AdamWKernel.StepAll([new AdamWTensor(p, g, m, v, 12_345), new AdamWTensor(p + 12_345, g + 12_345, m + 12_345, v + 12_345, 37_655)], Settings);
            });
            results.Add(state[0]);
        }
        results[1].ShouldBe(results[0]);
        results[2].ShouldBe(results[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4097)]
    [InlineData(100_003)]
    public void SumOfSquares_MatchesDoubles_AndDoesNotDependOnThreads(int n)
    {
        var x = Samples.Uniform(1, n);
        var sums = new List<double>();
        foreach (var threads in new[] { 1, 2, 5 })
            Samples.WithThreads(threads, () =>
            {
                fixed (float* p = x)
                    sums.Add(AdamWKernel.SumOfSquares(p, n));
            });
        var exact = x.Sum(v => (double)v * v);
        sums[0].ShouldBe(exact, 1e-6 * (1 + exact));
        sums.ShouldAllBe(s => s.Equals(sums[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Embedding_GathersRows_AndScattersTheirGradients(int threads)
    {
        const int rows = 11, width = 70, count = 300;
        var (table, dy, ids) = (Samples.Uniform(1, rows * width), Samples.Uniform(2, count * width), Samples.Integers(3, count, rows));
        var (y, dtable, expected) = (new float[count * width], Samples.Uniform(5, rows * width), new float[rows * width]);
        Samples.WithThreads(threads, () =>
        {
            fixed (long* pi = ids)
            fixed (float* pt = table, py = y, pdy = dy, pdt = dtable)
            {
                EmbeddingKernel.Forward(pt, pi, py, count, rows, width);
                EmbeddingKernel.Backward(pdy, pi, pdt, count, rows, width, paddingIndex: 4);
            }
        });
        for (var i = 0; i < count; i++)
            for (var j = 0; j < width; j++)
            {
                y[i * width + j].ShouldBe(table[ids[i] * width + j]);
                if (ids[i] != 4)
                    expected[ids[i] * width + j] += dy[i * width + j];
            }
        dtable.ShouldBe(expected);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Embedding_NamesTheIndex_WhenItIsNoRow(long id)
    {
        var error = Should.Throw<ArgumentOutOfRangeException>(() =>
        {
            var (table, y, ids) = (new float[6], new float[2], new[] { id });
            fixed (long* pi = ids)
            fixed (float* pt = table, py = y)
                EmbeddingKernel.Forward(pt, pi, py, 1, 3, 2);
        });
        error.Message.ShouldContain($"Index {id} is out of range for an embedding of 3 rows.");
    }
}
