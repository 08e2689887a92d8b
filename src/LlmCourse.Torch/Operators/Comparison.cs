using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A truth value of two numbers.</summary>
internal interface IPredicate
{
    static abstract bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}

internal readonly struct EqualPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x == y;
}

internal readonly struct NotEqualPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x != y;
}

internal readonly struct LessPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x < y;
}

internal readonly struct LessEqualPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x <= y;
}

internal readonly struct GreaterPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x > y;
}

internal readonly struct GreaterEqualPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x >= y;
}

/// <summary>Both are not zero.</summary>
internal readonly struct AndPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x != T.Zero && y != T.Zero;
}

/// <summary>One or both are not zero.</summary>
internal readonly struct OrPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x != T.Zero || y != T.Zero;
}

/// <summary>Exactly one is not zero.</summary>
internal readonly struct XorPredicate : IPredicate
{
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x != T.Zero != (y != T.Zero);
}

/// <summary>Elementwise truth values: comparisons, logic, tests for NaN and infinity.</summary>
internal static unsafe class Comparison
{
    /// <summary>p(a, b), broadcast, as booleans.</summary>
    public static Tensor Compare<TPredicate>(Tensor a, Tensor b)
        where TPredicate : struct, IPredicate
    {
        var type = ScalarTypes.Result(a, b);
        if (type.IsHalfWidth())
            type = ScalarType.Float32;
        using var left = a.As(type);
        using var right = b.As(type);
        var y = Tensor.New(Broadcasting.Common(a.Layout, b.Layout), ScalarType.Bool);
        switch (type)
        {
            case ScalarType.Float32:
                Run<float, TPredicate>(y, left, right);
                break;
            case ScalarType.Float64:
                Run<double, TPredicate>(y, left, right);
                break;
            case ScalarType.Int64:
                Run<long, TPredicate>(y, left, right);
                break;
            case ScalarType.Int32:
                Run<int, TPredicate>(y, left, right);
                break;
            case ScalarType.Int16:
                Run<short, TPredicate>(y, left, right);
                break;
            case ScalarType.Int8:
                Run<sbyte, TPredicate>(y, left, right);
                break;
            default:
                Run<byte, TPredicate>(y, left, right);
                break;
        }
        return y;
    }

    /// <summary>p(a, number) as booleans.</summary>
    public static Tensor Compare<TPredicate>(Tensor a, Number number)
        where TPredicate : struct, IPredicate
    {
        using var other = Tensor.New(Layout.Scalar, ScalarTypes.Result(a.Type, number.Type));
        Copying.Fill(other, number);
        return Compare<TPredicate>(a, other);
    }

    /// <summary>Writes p(target, other) as zeros and ones over target.</summary>
    public static Tensor InPlace<TPredicate>(Tensor target, Tensor other)
        where TPredicate : struct, IPredicate
    {
        target.BeforeInPlace();
        Broadcasting.CheckInto(target, other);
        using var truth = Compare<TPredicate>(target, other);
        Copying.Copy(truth, target);
        return target.AfterInPlace();
    }

    /// <summary>Writes p(target, number) as zeros and ones over target.</summary>
    public static Tensor InPlace<TPredicate>(Tensor target, Number number)
        where TPredicate : struct, IPredicate
    {
        target.BeforeInPlace();
        using var truth = Compare<TPredicate>(target, number);
        Copying.Copy(truth, target);
        return target.AfterInPlace();
    }

    private static void Run<T, TPredicate>(Tensor y, Tensor a, Tensor b)
        where T : unmanaged, INumber<T>
        where TPredicate : struct, IPredicate =>
        new LoopPlan(y.Layout, a.Layout, b.Layout).Run(new Rows<T, TPredicate>(y.Pointer<bool>(), a.Pointer<T>(), b.Pointer<T>()));

    private readonly struct Rows<T, TPredicate>(bool* y, T* a, T* b) : IRowBody
        where T : unmanaged, INumber<T>
        where TPredicate : struct, IPredicate
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            for (var i = 0L; i < count; i++)
                y[startY + i * stepY] = TPredicate.Invoke(a[startA + i * stepA], b[startB + i * stepB]);
        }
    }
}
