namespace TorchSharp;

using Kernels;
using static TorchSharp.torch;

/// <summary>GELU, exact or with tanh, and its gradient, each in one pass.</summary>
internal sealed unsafe class GeluNode : Node
{
    private readonly bool _tanh;
    private SavedTensor _input;

    private GeluNode(Tensor input, Tensor dense, bool tanh)
    {
        (_tanh, _input) = (tanh, Save(dense));
        Connect(input);
    }

    public override bool IsDifferentiable => false;

    public static Tensor Apply(Tensor input, bool tanh)
    {
        var type = Fused.Type("gelu", input);
        var result = Tensor.New(input.Layout, type);
        using var denseInput = Operand.Dense(input);
        var x = denseInput.Tensor;
        if (type == ScalarType.Float32)
            GeluKernel.Forward(x.Pointer<float>(), result.Pointer<float>(), x.Layout.Count, tanh);
        else
            GeluKernel.Forward(x.Pointer<double>(), result.Pointer<double>(), x.Layout.Count, tanh);
        return Records(input) ? result.Attach(new GeluNode(input, x, tanh)) : result;
    }

    protected override void Backward(Tensor gradient)
    {
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        var dx = Tensor.New(_input.Layout, dy.Type);
        if (dy.Type == ScalarType.Float32)
            GeluKernel.Backward(dy.Pointer<float>(), _input.Pointer<float>(this), dx.Pointer<float>(), dx.Layout.Count, _tanh);
        else
            GeluKernel.Backward(dy.Pointer<double>(), _input.Pointer<double>(this), dx.Pointer<double>(), dx.Layout.Count, _tanh);
        Send(0, dx);
    }

    protected override void ReleaseSaved() => _input.Release();
}

/// <summary>SiLU and its gradient, each in one pass.</summary>
internal sealed unsafe class SiluNode : Node
{
    private SavedTensor _input;

    private SiluNode(Tensor input, Tensor dense)
    {
        _input = Save(dense);
        Connect(input);
    }

    public override bool IsDifferentiable => false;

    public static Tensor Apply(Tensor input)
    {
        var type = Fused.Type("silu", input);
        var result = Tensor.New(input.Layout, type);
        using var denseInput = Operand.Dense(input);
        var x = denseInput.Tensor;
        if (type == ScalarType.Float32)
            SiluKernel.Forward(x.Pointer<float>(), result.Pointer<float>(), x.Layout.Count);
        else
            SiluKernel.Forward(x.Pointer<double>(), result.Pointer<double>(), x.Layout.Count);
        return Records(input) ? result.Attach(new SiluNode(input, x)) : result;
    }

    protected override void Backward(Tensor gradient)
    {
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        var dx = Tensor.New(_input.Layout, dy.Type);
        if (dy.Type == ScalarType.Float32)
            SiluKernel.Backward(dy.Pointer<float>(), _input.Pointer<float>(this), dx.Pointer<float>(), dx.Layout.Count);
        else
            SiluKernel.Backward(dy.Pointer<double>(), _input.Pointer<double>(this), dx.Pointer<double>(), dx.Layout.Count);
        Send(0, dx);
    }

    protected override void ReleaseSaved() => _input.Release();
}

/// <summary>
/// The logarithm of the logistic function. Written out with |x|, its parts have no derivative at 0, where preference
/// losses start; the whole has one everywhere, σ(−x).
/// </summary>
internal sealed class LogSigmoidNode : Node
{
    private SavedTensor _input;

    private LogSigmoidNode(Tensor input)
    {
        _input = Save(input);
        Connect(input);
    }

    public static Tensor Apply(Tensor input)
    {
        Fused.Type("log_sigmoid", input);
        Tensor result;
        using (no_grad())
            result = WrappedTensorDisposeScope(() => input.neg().relu_().neg_().sub_(input.abs().neg_().exp_().log1p_()));
        return Records(input) ? result.Attach(new LogSigmoidNode(input)) : result;
    }

    protected override void Backward(Tensor gradient)
    {
        using var x = _input.Unpack(this);
        using var negated = x.neg();
        using var slope = negated.sigmoid();
        Send(0, gradient.mul(slope));
    }

    protected override void ReleaseSaved() => _input.Release();
}
