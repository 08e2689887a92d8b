namespace TorchSharp;

using Kernels;
using static TorchSharp.torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Normalises the last dimensions to mean 0 and variance 1 (the population variance), then scales and shifts
            /// them (Ba et al. 2016, arXiv:1607.06450).
            /// </summary>
            /// <param name="input">A tensor whose last sizes are <paramref name="normalized_shape"/>.</param>
            /// <param name="normalized_shape">Sizes of the dimensions that are normalised together.</param>
            /// <param name="weight">Factors of that shape, or null.</param>
            /// <param name="bias">Shifts of that shape, or null.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit, or the element types differ.</exception>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05)
            {
                var type = Fused.Type(nameof(layer_norm), input, weight, bias);
                var sizes = input.Sizes;
                if (normalized_shape.Length == 0 || sizes.Length < normalized_shape.Length || !sizes[^normalized_shape.Length..].SequenceEqual(normalized_shape))
                    throw Errors.Shape($"layer_norm: input {input.Layout} must end in the sizes {Layout.Show(normalized_shape)}.");
                if ((weight is not null && !weight.Sizes.SequenceEqual(normalized_shape)) || (bias is not null && !bias.Sizes.SequenceEqual(normalized_shape)))
                    throw Errors.Shape($"layer_norm: weight {weight?.Layout} and bias {bias?.Layout} must have the sizes {Layout.Show(normalized_shape)}.");
                var columns = 1;
                foreach (var size in normalized_shape)
                    columns = checked(columns * (int)size);
                var rows = Fused.Rows(input, columns);

                var result = Tensor.New(input.Layout, type);
                using var x = Operand.Dense(input);
                using var gamma = Operand.DenseOrNone(weight);
                using var beta = Operand.DenseOrNone(bias);
                using var statistics = Tensor.New([2, rows], type);
                LayerNormNode.Forward(x.Tensor, gamma.Tensor, beta.Tensor, result, statistics, rows, columns, eps);
                return Node.Records(input, weight ?? input, bias)
                    ? result.Attach(new LayerNormNode(input, weight, bias, x.Tensor, gamma.Tensor, statistics, rows, columns))
                    : result;
            }
        }
    }
}

/// <summary>Gradients of <see cref="nn.functional.layer_norm"/>, from the saved means and reciprocal deviations.</summary>
internal sealed unsafe class LayerNormNode : Node
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly Layout? _weightLayout;
    private readonly Layout? _biasLayout;
    private SavedTensor _input;
    private SavedTensor _weight;
    private SavedTensor _statistics;

    public LayerNormNode(Tensor input, Tensor? weight, Tensor? bias, Tensor denseInput, Tensor? denseWeight, Tensor statistics, int rows, int columns)
    {
        (_rows, _columns, _weightLayout, _biasLayout) = (rows, columns, weight?.Layout, bias?.Layout);
        _input = Save(denseInput);
        _weight = denseWeight is null ? default : Save(denseWeight);
        _statistics = Save(statistics);
        Connect(input);
        Connect(weight?.Edge ?? default);
        Connect(bias?.Edge ?? default);
    }

    public override bool IsDifferentiable => false;

    /// <summary>Writes the result and, into <paramref name="statistics"/> [2, rows], means and reciprocal deviations.</summary>
    public static void Forward(Tensor x, Tensor? gamma, Tensor? beta, Tensor y, Tensor statistics, int rows, int columns, double eps)
    {
        if (x.Type == ScalarType.Float32)
        {
            var mean = statistics.Pointer<float>();
            LayerNormKernel.Forward(x.Pointer<float>(), PointerOrNull<float>(gamma), PointerOrNull<float>(beta), y.Pointer<float>(), mean, mean + rows, rows, columns, (float)eps);
        }
        else
        {
            var mean = statistics.Pointer<double>();
            LayerNormKernel.Forward(x.Pointer<double>(), PointerOrNull<double>(gamma), PointerOrNull<double>(beta), y.Pointer<double>(), mean, mean + rows, rows, columns, eps);
        }
    }

    protected override void Backward(Tensor gradient)
    {
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        if (dy.Type == ScalarType.Float32)
            Backward<float>(dy);
        else
            Backward<double>(dy);
    }

    protected override void ReleaseSaved()
    {
        _input.Release();
        _weight.Release();
        _statistics.Release();
    }

    private static T* PointerOrNull<T>(Tensor? tensor) where T : unmanaged => tensor is null ? null : tensor.Pointer<T>();

    private void Backward<T>(Tensor dy) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var mean = _statistics.Pointer<T>(this);
        var dx = Needs(0) ? Tensor.New(dy.Layout, dy.Type) : null;
        var dgamma = Needs(1) ? Tensor.New(_weightLayout!, dy.Type) : null;
        var dbeta = Needs(2) ? Tensor.New(_biasLayout!, dy.Type) : null;
        LayerNormKernel.Backward(
            dy.Pointer<T>(), _input.Pointer<T>(this), _weight.PointerOrNull<T>(this), mean, mean + _rows,
            PointerOrNull<T>(dx), PointerOrNull<T>(dgamma), PointerOrNull<T>(dbeta), _rows, _columns);
        if (dx is not null)
            Send(0, dx);
        if (dgamma is not null)
            Send(1, dgamma);
        if (dbeta is not null)
            Send(2, dbeta);
    }
}
