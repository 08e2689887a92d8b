using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp;

/// <summary>An elementwise operator of two operands over any number type; rows of spans are where the time goes.</summary>
internal interface IBinaryOperator
{
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T>;
}

/// <summary>An elementwise operator that is only known number by number; rows are plain loops.</summary>
internal interface IScalarOperator
{
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}

internal readonly struct AddOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x + y;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Add(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Add(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Add(y, x, result);
}

internal readonly struct SubtractOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x - y;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, result);
}

internal readonly struct MultiplyOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x * y;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(y, x, result);
}

internal readonly struct DivideOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x / y;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Divide(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Divide(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Divide(x, y, result);
}

/// <summary>The larger number; NaN if either is.</summary>
internal readonly struct MaximumOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.Max(x, y);

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Max(y, x, result);
}

/// <summary>The smaller number; NaN if either is.</summary>
internal readonly struct MinimumOperator : IBinaryOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.Min(x, y);

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Min(x, y, result);

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Min(x, y, result);

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T> => TensorPrimitives.Min(y, x, result);
}

/// <summary>Rows of an operator that is known number by number.</summary>
internal readonly struct Looped<TOperator> : IBinaryOperator
    where TOperator : struct, IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => TOperator.Invoke(x, y);

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TOperator.Invoke(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TOperator.Invoke(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TOperator.Invoke(x, y[i]);
    }
}

/// <summary>Power; integers to negative powers give zero, except 1 and −1, as in PyTorch.</summary>
internal readonly struct PowerOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            return (T)(object)MathF.Pow((float)(object)x, (float)(object)y);
        if (typeof(T) == typeof(double))
            return (T)(object)Math.Pow((double)(object)x, (double)(object)y);
        if (y < T.Zero)
            return x == T.One ? T.One : x == -T.One ? (T.IsEvenInteger(y) ? T.One : x) : T.Zero;
        var (result, factor) = (T.One, x);
        for (var exponent = long.CreateTruncating(y); exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result *= factor;
            factor *= factor;
        }
        return result;
    }
}

/// <summary>Remainder with the sign of the divisor, as Python's.</summary>
internal readonly struct RemainderOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        var remainder = x % y;
        return remainder != T.Zero && T.IsNegative(remainder) != T.IsNegative(y) ? remainder + y : remainder;
    }
}

/// <summary>Remainder with the sign of the dividend, as C's.</summary>
internal readonly struct FmodOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => x % y;
}

/// <summary>Quotient rounded down.</summary>
internal readonly struct FloorDivideOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            return (T)(object)MathF.Floor((float)(object)x / (float)(object)y);
        if (typeof(T) == typeof(double))
            return (T)(object)Math.Floor((double)(object)x / (double)(object)y);
        var quotient = x / y;
        return quotient * y != x && T.IsNegative(x) != T.IsNegative(y) ? quotient - T.One : quotient;
    }
}

/// <summary>Quotient rounded towards zero.</summary>
internal readonly struct TruncateDivideOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            return (T)(object)MathF.Truncate((float)(object)x / (float)(object)y);
        if (typeof(T) == typeof(double))
            return (T)(object)Math.Truncate((double)(object)x / (double)(object)y);
        return x / y;
    }
}

/// <summary>Angle of the point (y, x), here named as the operator's first and second operand.</summary>
internal readonly struct Atan2Operator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.CreateTruncating(Math.Atan2(double.CreateTruncating(x), double.CreateTruncating(y)));
}

/// <summary>Bits set in both.</summary>
internal readonly struct BitAndOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(x) & long.CreateTruncating(y));
}

/// <summary>Bits set in either.</summary>
internal readonly struct BitOrOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(x) | long.CreateTruncating(y));
}

/// <summary>Bits set in exactly one.</summary>
internal readonly struct BitXorOperator : IScalarOperator
{
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.CreateTruncating(long.CreateTruncating(x) ^ long.CreateTruncating(y));
}
