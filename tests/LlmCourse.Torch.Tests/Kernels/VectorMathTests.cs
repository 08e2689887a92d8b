using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

public sealed unsafe class VectorMathTests
{
    private static readonly float[] Special = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-38f, float.MaxValue, float.MinValue];

    public static TheoryData<string, int> FunctionsAndWidths()
    {
        var data = new TheoryData<string, int>();
        foreach (var function in new[] { "exp", "log", "tanh", "sigmoid", "erf" })
            foreach (var lanes in new[] { 4, 8, 16 })
                data.Add(function, lanes);
        return data;
    }

    [Theory]
    [MemberData(nameof(FunctionsAndWidths))]
    public void Function_StaysWithinItsErrorBound_OverAllMagnitudes(string function, int lanes)
    {
        var (exact, bound, low, high) = function switch
        {
            "exp" => ((Func<double, double>)Math.Exp, 1.5, -87.3, 88.7),
            "log" => (Math.Log, 1.0, 1e-44, 3e38),
            "tanh" => (Math.Tanh, 2.5, -12.0, 12.0),
            "sigmoid" => (x => 1 / (1 + Math.Exp(-x)), 3.0, -87.0, 40.0),
            _ => (ScalarMath.Erf, 2.5, -6.0, 6.0),
        };
        var inputs = Sweep(low, high, 200_000);
        var results = Apply(function, lanes, inputs);
        var worst = 0.0;
        for (var i = 0; i < inputs.Length; i++)
            worst = Math.Max(worst, Samples.UlpError(results[i], exact(inputs[i])));
        worst.ShouldBeLessThanOrEqualTo(bound);
    }

    [Theory]
    [MemberData(nameof(FunctionsAndWidths))]
    public void Function_TreatsSpecialValues_AsMathDoes(string function, int lanes)
    {
        Func<float, float> exact = function switch
        {
            "exp" => MathF.Exp,
            "log" => MathF.Log,
            "tanh" => MathF.Tanh,
            "sigmoid" => x => 1 / (1 + MathF.Exp(-x)),
            _ => x => (float)ScalarMath.Erf(x),
        };
        var results = Apply(function, lanes, Special);
        for (var i = 0; i < Special.Length; i++)
            (results[i].Equals(exact(Special[i])) || Math.Abs(results[i] - exact(Special[i])) <= 1.2e-7f * Math.Abs(exact(Special[i])))
                .ShouldBeTrue($"{function}({Special[i]}) gave {results[i]}, not {exact(Special[i])}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(40_003)]
    public void Exp_TouchesOnlyItsElements_InPlaceAndForAnyLength(int n)
    {
        var values = Samples.Uniform(3, n + 1);
        var expected = Array.ConvertAll(values, MathF.Exp);
        expected[n] = values[n];
        fixed (float* p = values)
            VectorMath.Exp(p, p, n);
        Samples.ShouldBeClose(values, Array.ConvertAll(expected, x => (double)x), 3e-7);
    }

    [Fact]
    public void ScalarErf_MatchesTabulatedValues()
    {
        // DLMF table 7.23, and erf(0.5), erf(3.5) to 16 digits.
        ScalarMath.Erf(0.5).ShouldBe(0.5204998778130465, 1e-15);
        ScalarMath.Erf(1).ShouldBe(0.8427007929497149, 1e-15);
        ScalarMath.Erf(-2).ShouldBe(-0.9953222650189527, 1e-15);
        ScalarMath.Erf(3.5).ShouldBe(0.9999992569016276, 1e-15);
        ScalarMath.Erf(double.NegativeInfinity).ShouldBe(-1);
    }

    private static float[] Sweep(double low, double high, int count)
    {
        var values = new List<float>();
        for (var i = 0; i <= count; i++)
            values.Add((float)(low + (high - low) * i / count));
        for (var magnitude = 1e-40; magnitude < 1e38; magnitude *= 1.003)
        {
            values.Add((float)magnitude);
            values.Add(-(float)magnitude);
        }
        return [.. values.Where(x => x >= low && x <= high)];
    }

    private static float[] Apply(string function, int lanes, float[] inputs) => function switch
    {
        "exp" => Apply<VectorMath.ExpFunction>(lanes, inputs),
        "log" => Apply<VectorMath.LogFunction>(lanes, inputs),
        "tanh" => Apply<VectorMath.TanhFunction>(lanes, inputs),
        "sigmoid" => Apply<VectorMath.SigmoidFunction>(lanes, inputs),
        _ => Apply<VectorMath.ErfFunction>(lanes, inputs),
    };

    private static float[] Apply<TFunction>(int lanes, float[] inputs)
        where TFunction : struct, IUnaryFunction
    {
        var results = new float[inputs.Length];
        fixed (float* x = inputs, y = results)
            Widths.Run(lanes, inputs.Length, new Elementwise.MapBody<TFunction>(x, y));
        return results;
    }
}
