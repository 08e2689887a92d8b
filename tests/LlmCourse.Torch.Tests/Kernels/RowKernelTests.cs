using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>Kernels over rows, each width against the float64 path (which the operator suite checks against differences).</summary>
[Collection("compute threads")]
public sealed unsafe class RowKernelTests
{
    private const int Rows = 7;

    public static TheoryData<int, int> WidthsAndColumns()
    {
        var data = new TheoryData<int, int>();
        foreach (var lanes in new[] { 4, 8, 16 })
            foreach (var cols in new[] { 1, 3, 4, 15, 16, 17, 65, 128, 131 })
                data.Add(lanes, cols);
        return data;
    }

    [Theory]
    [MemberData(nameof(WidthsAndColumns))]
    public void LayerNormForward_MatchesDoubles(int lanes, int cols)
    {
        var (x, gamma, beta) = (Samples.Uniform(1, Rows * cols, 5), Samples.Uniform(2, cols), Samples.Uniform(3, cols));
        var (y, mean, rstd) = (new float[x.Length], new float[Rows], new float[Rows]);
        var (exactY, exactMean, exactRstd) = (new double[x.Length], new double[Rows], new double[Rows]);
        foreach (var affine in new[] { true, false })
        {
            fixed (float* px = x, pg = gamma, pb = beta, py = y, pm = mean, pr = rstd)
            fixed (double* qx = Doubles(x), qg = Doubles(gamma), qb = Doubles(beta), qy = exactY, qm = exactMean, qr = exactRstd)
            {
                Widths.Run(lanes, Rows, new LayerNormKernel.ForwardRows(px, affine ? pg : null, affine ? pb : null, py, pm, pr, cols, 1e-5f));
                LayerNormKernel.Forward(qx, affine ? qg : null, affine ? qb : null, qy, qm, qr, Rows, cols, 1e-5);
            }
            // A row of one or three values can have a tiny variance, which magnifies rounding by rstd.
            Samples.ShouldBeClose(y, exactY, cols < 4 ? 1e-3 : 1e-5);
            Samples.ShouldBeClose(mean, exactMean, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndColumns))]
    public void LayerNormBackward_MatchesDoubles(int lanes, int cols)
    {
        var (dy, x, gamma) = (Samples.Uniform(4, Rows * cols), Samples.Uniform(1, Rows * cols, 5), Samples.Uniform(2, cols));
        var (mean, rstd) = (Samples.Uniform(5, Rows), Array.ConvertAll(Samples.Uniform(6, Rows), v => 1 + v * v));
        var (dx, sums) = (new float[x.Length], new float[2 * cols]);
        var (exact, exactGamma, exactBeta) = (new double[x.Length], new double[cols], new double[cols]);
        fixed (float* pdy = dy, px = x, pg = gamma, pm = mean, pr = rstd, pdx = dx, ps = sums)
        fixed (double* qdy = Doubles(dy), qx = Doubles(x), qg = Doubles(gamma), qm = Doubles(mean), qr = Doubles(rstd), qdx = exact, qdg = exactGamma, qdb = exactBeta)
        {
            Widths.Run(lanes, 1, new LayerNormKernel.BackwardPieces(pdy, px, pg, pm, pr, pdx, ps, 1, Rows, cols));
            LayerNormKernel.Backward(qdy, qx, qg, qm, qr, qdx, qdg, qdb, Rows, cols);
        }
        Samples.ShouldBeClose(dx, exact, 2e-5);
        Samples.ShouldBeClose(sums, [.. exactGamma, .. exactBeta], 2e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LayerNormBackward_SumsOverAllPieces_AndSkipsNullTargets(int threads)
    {
        const int rows = 400, cols = 64;
        var (dy, x) = (Samples.Uniform(4, rows * cols), Samples.Uniform(1, rows * cols));
        var (mean, rstd) = (Samples.Uniform(5, rows), Samples.Uniform(6, rows));
        var (dgamma, dbeta) = (new float[cols], new float[cols]);
        var (exactGamma, exactBeta) = (new double[cols], new double[cols]);
        var before = ComputePool.Threads;
        ComputePool.Threads = threads;
        fixed (float* pdy = dy, px = x, pm = mean, pr = rstd, pdg = dgamma, pdb = dbeta)
        fixed (double* qdy = Doubles(dy), qx = Doubles(x), qm = Doubles(mean), qr = Doubles(rstd), qdg = exactGamma, qdb = exactBeta)
        {
            LayerNormKernel.Backward(pdy, px, null, pm, pr, null, pdg, pdb, rows, cols);
            LayerNormKernel.Backward(qdy, qx, null, qm, qr, null, qdg, qdb, rows, cols);
        }
        ComputePool.Threads = before;
        Samples.ShouldBeClose(dgamma, exactGamma, 1e-5);
        Samples.ShouldBeClose(dbeta, exactBeta, 1e-5);
    }

    [Theory]
    [MemberData(nameof(WidthsAndColumns))]
    public void Softmax_MatchesDoubles_ForwardAndBackwardPlainAndLogarithmic(int lanes, int cols)
    {
        var (x, dy) = (Samples.Uniform(1, Rows * cols, 30), Samples.Uniform(2, Rows * cols));
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        var (exactY, exactDx) = (new double[x.Length], new double[x.Length]);
        fixed (float* px = x, pdy = dy, py = y, pdx = dx)
        fixed (double* qx = Doubles(x), qdy = Doubles(dy), qy = exactY, qdx = exactDx)
        {
            Widths.Run(lanes, Rows, new SoftmaxKernel.ForwardRows(px, py, cols));
            Widths.Run(lanes, Rows, new SoftmaxKernel.BackwardRows(pdy, py, pdx, cols));
            SoftmaxKernel.Forward(qx, qy, Rows, cols);
            SoftmaxKernel.Backward(qdy, qy, qdx, Rows, cols);
            Samples.ShouldBeClose(y, exactY, 1e-6);
            Samples.ShouldBeClose(dx, exactDx, 2e-6);
            Widths.Run(lanes, Rows, new SoftmaxKernel.LogForwardRows(px, py, cols));
            Widths.Run(lanes, Rows, new SoftmaxKernel.LogBackwardRows(pdy, py, pdx, cols));
            SoftmaxKernel.LogForward(qx, qy, Rows, cols);
            SoftmaxKernel.LogBackward(qdy, qy, qdx, Rows, cols);
        }
        Samples.ShouldBeClose(y, exactY, 1e-6);
        Samples.ShouldBeClose(dx, exactDx, 2e-5);
    }

    [Fact]
    public void Softmax_StaysFinite_ForLargeScoresAndMaskedOnes()
    {
        float[] x = [1e30f, -1e30f, 1e30f, float.NegativeInfinity];
        fixed (float* p = x)
            SoftmaxKernel.Forward(p, p, 1, 4);
        x.ShouldBe([0.5f, 0, 0.5f, 0]);
    }

    [Fact]
    public void Softmax_GivesNaN_InARowThatHasOneAndNowhereElse()
    {
        var x = Samples.Uniform(1, 40);
        x[23] = float.NaN;
        fixed (float* p = x)
            SoftmaxKernel.Forward(p, p, 2, 20);
        x[..20].ShouldAllBe(v => float.IsFinite(v));
        x[20..].ShouldAllBe(v => float.IsNaN(v));
    }

    [Theory]
    [MemberData(nameof(WidthsAndColumns))]
    public void CrossEntropy_MatchesDoubles_WithWeightsAndIgnoredRows(int lanes, int cols)
    {
        var (logits, weight, upstream) = (Samples.Uniform(1, Rows * cols, 10), Array.ConvertAll(Samples.Uniform(2, cols), MathF.Abs), Samples.Uniform(3, Rows));
        var target = Samples.Integers(4, Rows, cols);
        target[2] = -100;
        var (loss, lse, gradient) = (new float[Rows], new float[Rows], new float[logits.Length]);
        var (exactLoss, exactLse, exactGradient) = (new double[Rows], new double[Rows], new double[logits.Length]);
        fixed (long* pt = target)
        fixed (float* px = logits, pw = weight, pu = upstream, pl = loss, ps = lse, pg = gradient)
        fixed (double* qx = Doubles(logits), qw = Doubles(weight), qu = Doubles(upstream), ql = exactLoss, qs = exactLse, qg = exactGradient)
        {
            Widths.Run(lanes, Rows, new CrossEntropyKernel.ForwardRows(px, pt, pw, -100, pl, ps, cols));
            Widths.Run(lanes, Rows, new CrossEntropyKernel.BackwardRows(px, pt, pw, -100, ps, pu, pg, cols));
            CrossEntropyKernel.Forward(qx, pt, qw, -100, ql, qs, Rows, cols);
            CrossEntropyKernel.Backward(qx, pt, qw, -100, qs, qu, qg, Rows, cols);
        }
        Samples.ShouldBeClose(loss, exactLoss, 2e-6);
        Samples.ShouldBeClose(gradient, exactGradient, 2e-6);
        loss[2].ShouldBe(0);
        gradient[(2 * cols)..(3 * cols)].ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void CrossEntropy_NamesTheTarget_WhenItIsNoClass()
    {
        var (logits, target, scratch) = (new float[4], new long[] { 7 }, new float[2]);
        var error = Should.Throw<ArgumentOutOfRangeException>(() =>
        {
            fixed (float* px = logits, ps = scratch)
            fixed (long* pt = target)
                CrossEntropyKernel.Forward(px, pt, null, -100, ps, ps + 1, 1, 4);
        });
        error.Message.ShouldContain("Target 7 is out of bounds for 4 classes.");
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
