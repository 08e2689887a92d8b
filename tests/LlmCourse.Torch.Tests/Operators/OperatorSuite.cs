using System.Globalization;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>
/// Every operator against PyTorch's figures, forward and backward, for float32 and float64 and each memory layout, and
/// its gradient against finite differences.
/// </summary>
public class OperatorSuite
{
    public static TheoryData<string> Keys => [.. OperatorTable.All.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Operator_EqualsPyTorch(string key)
    {
        using var scope = NewDisposeScope();
        var operation = OperatorTable.All[key];
        foreach (var golden in GoldenCase.ByOperator[key])
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                var tolerance = type == ScalarType.Float32 ? operation.Single : OperatorCase.Double;
                foreach (var layout in Enum.GetValues<MemoryLayout>())
                {
                    var where = $"{golden} {type} {layout}";
                    var run = new OperatorRun(operation, golden, type, layout, requiresGrad: false);
                    run.Result.shape.ShouldBe(golden.Shape, where);
                    ShouldBeClose(OperatorRun.Numbers(run.Result), golden.Result, tolerance, where);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Gradient_EqualsPyTorch(string key)
    {
        using var scope = NewDisposeScope();
        var operation = OperatorTable.All[key];
        foreach (var golden in GoldenCase.ByOperator[key].Where(golden => golden.Grads is not null))
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                var tolerance = type == ScalarType.Float32 ? operation.Single * 4 : OperatorCase.Double * 4;
                foreach (var layout in Enum.GetValues<MemoryLayout>())
                {
                    var run = new OperatorRun(operation, golden, type, layout, requiresGrad: true);
                    var gradients = run.Gradients();
                    for (var i = 0; i < gradients.Length; i++)
                    {
                        var where = $"gradient {i} of {golden} {type} {layout}";
                        if (golden.Grads![i] is { } expected)
                            ShouldBeClose(gradients[i].ShouldNotBeNull(where), expected, tolerance, where);
                        else
                            gradients[i].ShouldBeNull(where);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Gradient_EqualsFiniteDifferences(string key)
    {
        const double step = 1e-5;
        var operation = OperatorTable.All[key];
        if (operation.HasOwnGradient)
            return;
        foreach (var golden in GoldenCase.ByOperator[key].Where(golden => golden.Grads is not null))
        {
            using var scope = NewDisposeScope();
            var run = new OperatorRun(operation, golden, ScalarType.Float64, MemoryLayout.Contiguous, requiresGrad: true);
            var gradients = run.Gradients();
            var factors = OperatorRun.Tensor(Formula.Values("real", 99, (int)run.Result.numel()), run.Result.shape, ScalarType.Float64);
            using var _ = no_grad();
            double Loss()
            {
                using var inner = NewDisposeScope();
                var inputs = golden.Inputs.Select((input, i) => input.Expand is { } large ? run.Leaf(i).expand(large) : run.Leaf(i)).ToArray();
                return (operation.Invoke(inputs) * factors).sum().item<double>();
            }

            var real = 0;
            for (var i = 0; i < golden.Inputs.Length; i++)
            {
                if (!golden.Inputs[i].IsReal)
                    continue;
                if (gradients[real++] is not { } gradient)
                    continue;
                var elements = run.Leaf(i).detach().reshape(-1);
                for (var element = 0; element < gradient.Length; element++)
                {
                    var value = elements[element].item<double>();
                    elements[element] = value + step;
                    var above = Loss();
                    elements[element] = value - step;
                    var below = Loss();
                    elements[element] = value;
                    var difference = (above - below) / (2 * step);
                    var error = Math.Abs(difference - gradient[element]) / Math.Max(1, Math.Abs(difference));
                    (error <= OperatorCase.Differences).ShouldBeTrue(
                        $"{golden}: input {i}, element {element}: difference {difference}, gradient {gradient[element]}");
                }
            }
        }
    }

    [Fact]
    public void Table_HasFiguresForEveryOperator()
        => OperatorTable.All.Keys.ShouldBe(GoldenCase.ByOperator.Select(group => group.Key), ignoreOrder: true);

    private static void ShouldBeClose(double[] actual, double[] expected, double tolerance, string where)
    {
        actual.Length.ShouldBe(expected.Length, where);
        // Cancellation makes small elements as inexact as the large ones they come from, inputs of size 1 among them.
        var floor = expected.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max() / 10 + 1e-2;
        for (var i = 0; i < actual.Length; i++)
        {
            if (actual[i].Equals(expected[i]))
                continue;
            var error = Math.Abs(actual[i] - expected[i]) / Math.Max(Math.Abs(expected[i]), floor);
            if (!(error <= tolerance))
                throw new ShouldAssertException(string.Create(CultureInfo.InvariantCulture, $"{where}: element {i} is {actual[i]:R}, should be {expected[i]:R}; error {error:E1}, allowed {tolerance:E1}"));
        }
    }
}
