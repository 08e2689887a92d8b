using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

public sealed unsafe class ActivationTests
{
    [Theory]
    [InlineData("gelu")]
    [InlineData("gelu tanh")]
    [InlineData("silu")]
    public void Forward_MatchesTheDoublePath(string name)
    {
        var x = Samples.Uniform(1, 20_011, 8);
        var (single, exact) = (new float[x.Length], new double[x.Length]);
        fixed (float* px = x, py = single)
        fixed (double* pd = Array.ConvertAll(x, v => (double)v), pe = exact)
        {
            if (name == "silu")
            {
                SiluKernel.Forward(px, py, x.Length);
                SiluKernel.Forward(pd, pe, x.Length);
            }
            else
            {
                GeluKernel.Forward(px, py, x.Length, name == "gelu tanh");
                GeluKernel.Forward(pd, pe, x.Length, name == "gelu tanh");
            }
        }
        // 1 + erf cancels for negative x: the error is one of absolute size, |x| · 2⁻²⁴.
        Samples.ShouldBeClose(single, exact, 5e-7);
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("gelu tanh")]
    [InlineData("silu")]
    public void Backward_MatchesCentralDifferencesOfTheDoublePath(string name)
    {
        const double h = 1e-5;
        var (x, dy) = (Samples.Uniform(1, 3001, 6), Samples.Uniform(2, 3001));
        var dx = new float[x.Length];
        var (below, above) = (Array.ConvertAll(x, v => v - h), Array.ConvertAll(x, v => v + h));
        fixed (float* px = x, pdy = dy, pdx = dx)
        fixed (double* pb = below, pa = above)
        {
            if (name == "silu")
            {
                SiluKernel.Backward(pdy, px, pdx, x.Length);
                SiluKernel.Forward(pb, pb, x.Length);
                SiluKernel.Forward(pa, pa, x.Length);
            }
            else
            {
                GeluKernel.Backward(pdy, px, pdx, x.Length, name == "gelu tanh");
                GeluKernel.Forward(pb, pb, x.Length, name == "gelu tanh");
                GeluKernel.Forward(pa, pa, x.Length, name == "gelu tanh");
            }
        }
        var expected = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            expected[i] = dy[i] * (above[i] - below[i]) / (2 * h);
        Samples.ShouldBeClose(dx, expected, 1e-6);
    }

    [Fact]
    public void DoubleBackward_MatchesSingle()
    {
        var (x, dy) = (Samples.Uniform(1, 501, 6), Samples.Uniform(2, 501));
        var (single, exact) = (new float[x.Length], new double[x.Length]);
        foreach (var tanh in new[] { false, true })
        {
            fixed (float* px = x, pdy = dy, pdx = single)
            fixed (double* qx = Array.ConvertAll(x, v => (double)v), qdy = Array.ConvertAll(dy, v => (double)v), qdx = exact)
            {
                GeluKernel.Backward(pdy, px, pdx, x.Length, tanh);
                GeluKernel.Backward(qdy, qx, qdx, x.Length, tanh);
            }
            Samples.ShouldBeClose(single, exact, 1e-6);
        }
    }
}
