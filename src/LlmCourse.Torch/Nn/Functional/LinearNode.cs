namespace TorchSharp;

using Kernels;
using static TorchSharp.torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operators of neural networks as plain functions.</summary>
        public static partial class functional
        {
            /// <summary>A linear map of the last dimension: <c>y = x Wᵀ + b</c>.</summary>
            /// <param name="input">x <c>[…, in]</c>.</param>
            /// <param name="weights">W <c>[out, in]</c>.</param>
            /// <param name="bias">b <c>[out]</c>, or null.</param>
            /// <returns>y <c>[…, out]</c>.</returns>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit, or the element types differ.</exception>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                var type = Fused.Type(nameof(linear), input, weights, bias);
                var sizes = input.Sizes;
                if (weights.Sizes.Length != 2 || sizes.Length == 0 || sizes[^1] != weights.Sizes[1])
                    throw Errors.Shape($"linear: input {input.Layout} does not fit weights {weights.Layout}: its last size must be the weights' second.");
                var (outputs, inputs) = ((int)weights.Sizes[0], (int)weights.Sizes[1]);
                if (bias is not null && (bias.Sizes.Length != 1 || bias.Sizes[0] != outputs))
                    throw Errors.Shape($"linear: bias {bias.Layout} does not fit weights {weights.Layout}: it needs {outputs} elements.");

                Span<long> resultSizes = stackalloc long[sizes.Length];
                sizes.CopyTo(resultSizes);
                resultSizes[^1] = outputs;
                var result = Tensor.New(resultSizes, type);
                using var x = Operand.Dense(input);
                using var w = Operand.Dense(weights);
                using var b = Operand.DenseOrNone(bias);
                LinearNode.Multiply(x.Tensor, w.Tensor, bias is null ? null : b.Tensor, result, Fused.Rows(result, outputs), outputs, inputs);
                return Node.Records(input, weights, bias) ? result.Attach(new LinearNode(input, weights, bias, x.Tensor, w.Tensor)) : result;
            }
        }
    }
}

/// <summary>Gradients of <see cref="nn.functional.linear"/>: dx = dy W, dW = dyᵀ x, db = Σ dy.</summary>
internal sealed unsafe class LinearNode : Node
{
    private readonly Layout _inputLayout;
    private readonly Layout _weightLayout;
    private SavedTensor _input;
    private SavedTensor _weight;

    public LinearNode(Tensor input, Tensor weight, Tensor? bias, Tensor denseInput, Tensor denseWeight)
    {
        (_inputLayout, _weightLayout) = (input.Layout, weight.Layout);
        // Each is needed for the other's gradient only.
        _input = weight.HasGraph ? Save(denseInput) : default;
        _weight = input.HasGraph ? Save(denseWeight) : default;
        Connect(input);
        Connect(weight);
        Connect(bias?.Edge ?? default);
    }

    public override bool IsDifferentiable => false;

    public static void Multiply(Tensor x, Tensor w, Tensor? b, Tensor y, int rows, int outputs, int inputs)
    {
        if (y.Type == ScalarType.Float32)
        {
            var bias = b is null ? null : b.Pointer<float>();
            Gemm.MultiplyBias(false, true, rows, outputs, inputs, x.Pointer<float>(), inputs, w.Pointer<float>(), inputs, bias, y.Pointer<float>(), outputs);
            return;
        }
        for (var row = 0; row < rows && b is not null; row++)
            b.Span<double>().CopyTo(new Span<double>(y.Pointer<double>() + (long)row * outputs, outputs));
        Gemm.Multiply(false, true, rows, outputs, inputs, 1, x.Pointer<double>(), inputs, w.Pointer<double>(), inputs, b is null ? 0 : 1, y.Pointer<double>(), outputs);
    }

    protected override void Backward(Tensor gradient)
    {
        var (outputs, inputs) = ((int)_weightLayout.Sizes[0], (int)_weightLayout.Sizes[1]);
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        var rows = Fused.Rows(dy, outputs);
        if (Needs(0))
        {
            var dx = Tensor.New(_inputLayout, dy.Type);
            if (dy.Type == ScalarType.Float32)
                Gemm.Multiply(false, false, rows, inputs, outputs, 1, dy.Pointer<float>(), outputs, _weight.Pointer<float>(this), inputs, 0, dx.Pointer<float>(), inputs);
            else
                Gemm.Multiply(false, false, rows, inputs, outputs, 1, dy.Pointer<double>(), outputs, _weight.Pointer<double>(this), inputs, 0, dx.Pointer<double>(), inputs);
            Send(0, dx);
        }
        if (Needs(1))
        {
            // The product can be added where the weights' gradient already is: no tensor between, no second pass.
            var sum = EdgeOf(1).Node!.WritableSum(_weightLayout, dy.Type);
            var dw = sum ?? Tensor.New(_weightLayout, dy.Type);
            var beta = sum is null ? 0 : 1;
            if (dy.Type == ScalarType.Float32)
                Gemm.Multiply(true, false, outputs, inputs, rows, 1, dy.Pointer<float>(), outputs, _input.Pointer<float>(this), inputs, beta, dw.Pointer<float>(), inputs);
            else
                Gemm.Multiply(true, false, outputs, inputs, rows, 1, dy.Pointer<double>(), outputs, _input.Pointer<double>(this), inputs, beta, dw.Pointer<double>(), inputs);
            if (sum is null)
                Send(1, dw);
            else
                sum.AfterInPlace();
        }
        if (Needs(2))
        {
            var db = Tensor.New([outputs], dy.Type);
            if (dy.Type == ScalarType.Float32)
                ColumnSum.Sum(dy.Pointer<float>(), db.Pointer<float>(), rows, outputs);
            else
                ColumnSum.Sum(dy.Pointer<double>(), db.Pointer<double>(), rows, outputs);
            Send(2, db);
        }
    }

    protected override void ReleaseSaved()
    {
        _input.Release();
        _weight.Release();
    }
}
