using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>How an input lies in memory. Results must not depend on it.</summary>
public enum MemoryLayout
{
    /// <summary>Row after row without gaps.</summary>
    Contiguous,

    /// <summary>Dimensions in the opposite order.</summary>
    Transposed,

    /// <summary>Every second element of a longer row; the gaps hold NaN, so that reading one shows.</summary>
    Stepped,
}

/// <summary>One evaluation of a case with given element type and memory layout.</summary>
public sealed class OperatorRun
{
    private readonly GoldenCase _golden;
    private readonly Tensor[] _leaves;

    public OperatorRun(OperatorCase operation, GoldenCase golden, ScalarType type, MemoryLayout layout, bool requiresGrad)
    {
        _golden = golden;
        _leaves = new Tensor[golden.Inputs.Length];
        var inputs = new Tensor[golden.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = golden.Inputs[i];
            var tensor = Place(Make(input, 100 + (uint)i, type), layout);
            _leaves[i] = input.IsReal && requiresGrad ? tensor.requires_grad_() : tensor;
            inputs[i] = input.Expand is { } large ? tensor.expand(large) : tensor;
        }
        Result = operation.Invoke(inputs);
    }

    /// <summary>The operator's result.</summary>
    public Tensor Result { get; }

    /// <summary>Input <paramref name="number"/> before it is expanded.</summary>
    public Tensor Leaf(int number) => _leaves[number];

    /// <summary>Gradients of the loss <c>Σ result · factors</c> for the real inputs; null where none flows.</summary>
    public double[]?[] Gradients()
    {
        var factors = Tensor(Formula.Values("real", 99, (int)Result.numel()), Result.shape, Result.dtype);
        (Result * factors).sum().backward();
        return [.. _golden.Inputs.Select((input, i) => (input, leaf: _leaves[i])).Where(pair => pair.input.IsReal).Select(pair => pair.leaf.grad is { } grad ? Numbers(grad) : null)];
    }

    /// <summary>A tensor of values in row order.</summary>
    public static Tensor Tensor(double[] values, long[] shape, ScalarType type) => tensor(values, dtype: ScalarType.Float64).reshape(shape).to(type);

    /// <summary>The elements in row order.</summary>
    public static double[] Numbers(Tensor tensor) => tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    /// <summary>The same values and shape, laid out otherwise.</summary>
    public static Tensor Place(Tensor tensor, MemoryLayout layout)
    {
        var dims = tensor.dim();
        switch (layout)
        {
            case MemoryLayout.Transposed when dims >= 2:
                long[] reversed = [.. Enumerable.Range(0, (int)dims).Select(i => dims - 1 - i)];
                return tensor.permute(reversed).contiguous().permute(reversed).detach();
            case MemoryLayout.Stepped when dims >= 1:
                long[] sizes = [.. tensor.shape];
                sizes[^1] *= 2;
                var memory = zeros(sizes, dtype: tensor.dtype);
                if (tensor.is_floating_point())
                    memory.fill_(double.NaN);
                var view = memory.slice(-1, 0, sizes[^1], 2);
                view.copy_(tensor);
                return view.detach();
            default:
                return tensor;
        }
    }

    private static Tensor Make(GoldenInput input, uint seed, ScalarType type)
    {
        var values = Formula.Values(input.Kind, seed, (int)input.Shape.Aggregate(1L, (product, size) => product * size));
        return Tensor(values, input.Shape, input.IsReal ? type : input.Kind == "bool" ? ScalarType.Bool : ScalarType.Int64);
    }
}
