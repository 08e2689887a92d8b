using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Kernels;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>An elementwise function of any numbers that keeps their type.</summary>
internal interface INumericFunction
{
    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>;

    /// <summary>The gradient of x from that of y and x, in differentiable operators; null where it is zero.</summary>
    static abstract Tensor? Derivative(Tensor gradient, Tensor x);
}

/// <summary>Applies elementwise functions of any numbers.</summary>
internal static unsafe class Numeric
{
    /// <summary>y = f(x).</summary>
    public static Tensor Apply<TFunction>(Tensor x)
        where TFunction : struct, INumericFunction
    {
        if (x.Type.IsHalfWidth())
        {
            using var wide = x.Convert(ScalarType.Float32);
            using var result = Apply<TFunction>(wide);
            return result.Convert(x.Type);
        }
        Errors.Require(x.Type != ScalarType.Bool, $"{typeof(TFunction).Name} is not defined for booleans; cast to an integer first.");
        using var input = x.Dense();
        var y = x.NewLike();
        Run<TFunction>(input, y);
        return Node.Records(x) ? y.Attach(new NumericNode<TFunction>(x, copyInput: false)) : y;
    }

    /// <summary>x = f(x).</summary>
    public static Tensor ApplyInPlace<TFunction>(Tensor x)
        where TFunction : struct, INumericFunction
    {
        x.BeforeInPlace();
        var node = Node.Records(x) ? new NumericNode<TFunction>(x, copyInput: true) : null;
        if (x.IsDense && !x.Type.IsHalfWidth())
            Run<TFunction>(x, x);
        else
        {
            using var mode = no_grad();
            using var result = Apply<TFunction>(x);
            Copying.Copy(result, x);
        }
        return x.AfterInPlace(node);
    }

    private static void Run<TFunction>(Tensor x, Tensor y)
        where TFunction : struct, INumericFunction
    {
        switch (y.Type)
        {
            case ScalarType.Float32:
                Run<float, TFunction>(x, y);
                break;
            case ScalarType.Float64:
                Run<double, TFunction>(x, y);
                break;
            case ScalarType.Int64:
                Run<long, TFunction>(x, y);
                break;
            case ScalarType.Int32:
                Run<int, TFunction>(x, y);
                break;
            case ScalarType.Int16:
                Run<short, TFunction>(x, y);
                break;
            case ScalarType.Int8:
                Run<sbyte, TFunction>(x, y);
                break;
            default:
                Run<byte, TFunction>(x, y);
                break;
        }
    }

    private static void Run<T, TFunction>(Tensor x, Tensor y)
        where T : unmanaged, INumber<T>
        where TFunction : struct, INumericFunction =>
        ComputePool.For(x.Layout.Count, LoopPlan.Grain, new Range<T, TFunction>(x.Pointer<T>(), y.Pointer<T>()));

    private readonly struct Range<T, TFunction>(T* x, T* y) : IRangeBody
        where T : unmanaged, INumber<T>
        where TFunction : struct, INumericFunction
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

/// <summary>y = f(x) for any <see cref="INumericFunction"/>.</summary>
internal sealed class NumericNode<TFunction> : Node
    where TFunction : struct, INumericFunction
{
    private readonly Layout layout;
    private readonly ScalarType type;
    private SavedTensor saved;

    public NumericNode(Tensor x, bool copyInput)
    {
        (layout, type) = (x.Layout, x.Type);
        saved = Save(x, copyInput);
        Connect(x);
    }

    public override string Name => typeof(TFunction).Name.Replace("Function", "Backward", StringComparison.Ordinal);

    protected override void Backward(Tensor gradient)
    {
        using var value = saved.Unpack(this);
        Send(0, TFunction.Derivative(gradient, value) ?? zeros(layout.Sizes, type));
    }

    protected override void ReleaseSaved() => saved.Release();
}

internal readonly struct NegFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, y);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => gradient.neg();
}

internal readonly struct AbsFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => TensorPrimitives.Abs(x, y);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => gradient * x.sign();
}

internal readonly struct SquareFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, x, y);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => gradient * x * 2;
}

internal readonly struct SignFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : T.Zero;
    }

    public static Tensor? Derivative(Tensor gradient, Tensor x) => null;
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, T.Zero, y);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => gradient * x.gt(0);
}

internal readonly struct FloorFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => Rounding.Invoke(x, y, Math.Floor);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => null;
}

internal readonly struct CeilFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => Rounding.Invoke(x, y, Math.Ceiling);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => null;
}

internal readonly struct TruncFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => Rounding.Invoke(x, y, Math.Truncate);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => null;
}

/// <summary>Rounds to the nearest integer, halves to even.</summary>
internal readonly struct RoundFunction : INumericFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T> => Rounding.Invoke(x, y, Math.Round);

    public static Tensor? Derivative(Tensor gradient, Tensor x) => null;
}

internal static class Rounding
{
    /// <summary>Rounds real numbers; integers stay.</summary>
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Func<double, double> round)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = T.IsInteger(x[i]) ? x[i] : T.CreateTruncating(round(double.CreateTruncating(x[i])));
    }
}
