using System.Numerics;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An elementwise function of real numbers with its derivative.</summary>
internal interface IUnaryFunction
{
    /// <summary>Whether the derivative is computed from the function's value rather than from its argument.</summary>
    static virtual bool FromOutput => false;

    /// <summary>Writes the function of <paramref name="x"/> to <paramref name="y"/>, which may be the same.</summary>
    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The gradient of x from that of y and the saved argument (or value), in differentiable operators.</summary>
    static abstract Tensor Derivative(Tensor gradient, Tensor saved);
}

/// <summary>Applies elementwise functions.</summary>
internal static unsafe class Unary
{
    /// <summary>y = f(x); integers become real first.</summary>
    public static Tensor Apply<TFunction>(Tensor x)
        where TFunction : struct, IUnaryFunction
    {
        var type = x.Type.AsFloating();
        if (type != x.Type)
            x = x.Convert(type);
        if (type.IsHalfWidth())
        {
            using var wide = x.Convert(ScalarType.Float32);
            using var result = Apply<TFunction>(wide);
            return result.Convert(type);
        }
        using var input = x.Dense();
        var y = x.NewLike();
        Run<TFunction>(input, y);
        return Node.Records(x) ? y.Attach(new UnaryNode<TFunction>(x, y, copyInput: false)) : y;
    }

    /// <summary>x = f(x).</summary>
    public static Tensor ApplyInPlace<TFunction>(Tensor x)
        where TFunction : struct, IUnaryFunction
    {
        Errors.Require(x.Type.IsFloating(), $"result type Float32 can't be cast to the desired output type {x.Type}");
        x.BeforeInPlace();
        // The argument must be saved before it is overwritten, the value after.
        var node = Node.Records(x) && !TFunction.FromOutput ? new UnaryNode<TFunction>(x, x, copyInput: true) : null;
        if (x.IsDense && !x.Type.IsHalfWidth())
            Run<TFunction>(x, x);
        else
        {
            using var mode = no_grad();
            using var result = Apply<TFunction>(x);
            Copying.Copy(result, x);
        }
        x.AfterInPlace();
        if (Node.Records(x))
            x.SetHistory(node ?? new UnaryNode<TFunction>(x, x, copyInput: false));
        return x;
    }

    private static void Run<TFunction>(Tensor x, Tensor y)
        where TFunction : struct, IUnaryFunction
    {
        var count = x.Layout.Count;
        if (y.Type == ScalarType.Float32)
        {
            if (count <= LoopPlan.Grain / 4)
                TFunction.Invoke<float>(x.Span<float>(), y.Span<float>());
            else
                ComputePool.For(count, LoopPlan.Grain / 4, new Range<float, TFunction>(x.Pointer<float>(), y.Pointer<float>()));
        }
        else
            ComputePool.For(count, LoopPlan.Grain / 4, new Range<double, TFunction>(x.Pointer<double>(), y.Pointer<double>()));
    }

    private readonly struct Range<T, TFunction>(T* x, T* y) : IRangeBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IUnaryFunction
    {
        public void Run(long start, long end)
        {
            while (start < end)
            {
                var count = (int)Math.Min(end - start, 1 << 30);
                TFunction.Invoke(new ReadOnlySpan<T>(x + start, count), new Span<T>(y + start, count));
                start += count;
            }
        }
    }
}

/// <summary>y = f(x) for any <see cref="IUnaryFunction"/>.</summary>
internal sealed class UnaryNode<TFunction> : Node
    where TFunction : struct, IUnaryFunction
{
    private SavedTensor saved;

    public UnaryNode(Tensor x, Tensor y, bool copyInput)
    {
        saved = Save(TFunction.FromOutput ? y : x, copyInput);
        Connect(x);
    }

    public override string Name => typeof(TFunction).Name.Replace("Function", "Backward", StringComparison.Ordinal);

    protected override void Backward(Tensor gradient)
    {
        using var value = saved.Unpack(this, isOutput: TFunction.FromOutput);
        Send(0, TFunction.Derivative(gradient, value));
    }

    protected override void ReleaseSaved() => saved.Release();
}
