using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Softmax and its logarithm over any dimension.</summary>
internal static unsafe class Softmax
{
    /// <summary>Probabilities exp(x − max) / Σ exp(x − max) along <paramref name="dim"/>, or their logarithm.</summary>
    public static Tensor Apply(Tensor x, long dim, ScalarType? dtype, bool log)
    {
        if (dtype is { } wanted)
            x = x.Convert(wanted);
        Errors.Require(x.Type.IsFloating(), $"\"softmax\" not implemented for '{x.Type}'");
        var at = x.Layout.Dim(dim);
        if (x.Type.IsHalfWidth())
            return Apply(x.Convert(ScalarType.Float32), dim, null, log).Convert(x.Type);
        if (x.Layout.Rank > 0 && at != x.Layout.Rank - 1)
        {
            using var last = Views.Transpose(x, at, -1);
            using var result = Apply(last, -1, null, log);
            return Views.Transpose(result, at, -1);
        }
        using var input = x.Dense();
        var y = x.NewLike();
        var (rows, columns) = Extents(x);
        if (x.Type == ScalarType.Float32)
            Forward<float>(input, y, rows, columns, log);
        else
            Forward<double>(input, y, rows, columns, log);
        return Node.Records(x) ? y.Attach(new SoftmaxNode(x, y, log)) : y;
    }

    /// <summary>Rows and their length.</summary>
    public static (int Rows, int Columns) Extents(Tensor x)
    {
        var columns = x.Layout.Rank == 0 ? 1 : (int)x.Sizes[^1];
        return (columns == 0 ? 0 : (int)(x.Layout.Count / columns), columns);
    }

    private static void Forward<T>(Tensor x, Tensor y, int rows, int columns, bool log)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (log)
            SoftmaxKernel.LogForward(x.Pointer<T>(), y.Pointer<T>(), rows, columns);
        else
            SoftmaxKernel.Forward(x.Pointer<T>(), y.Pointer<T>(), rows, columns);
    }
}

/// <summary>Softmax: dx = y·(dy − Σ dy·y); its logarithm: dx = dy − exp(y)·Σ dy.</summary>
internal sealed unsafe class SoftmaxNode : Node
{
    private readonly bool log;
    private SavedTensor y;

    public SoftmaxNode(Tensor x, Tensor y, bool log)
    {
        this.log = log;
        this.y = Save(y);
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var output = y.Unpack(this, isOutput: true);
        if (output.HasGraph)
        {
            Send(0, Differentiable(gradient, output));
            return;
        }
        using var dy = gradient.Dense();
        var dx = output.NewLike();
        if (output.Type == ScalarType.Float32)
            Run<float>(dy, output, dx);
        else
            Run<double>(dy, output, dx);
        Send(0, dx);
    }

    protected override void ReleaseSaved() => y.Release();

    private Tensor Differentiable(Tensor gradient, Tensor output)
    {
        if (log)
            return gradient - output.exp() * gradient.sum(-1, keepdim: true);
        return output * (gradient - (gradient * output).sum(-1, keepdim: true));
    }

    private void Run<T>(Tensor dy, Tensor output, Tensor dx)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = Softmax.Extents(output);
        if (log)
            SoftmaxKernel.LogBackward(dy.Pointer<T>(), output.Pointer<T>(), dx.Pointer<T>(), rows, columns);
        else
            SoftmaxKernel.Backward(dy.Pointer<T>(), output.Pointer<T>(), dx.Pointer<T>(), rows, columns);
    }
}
