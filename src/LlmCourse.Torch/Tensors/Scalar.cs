using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number with an element type, the argument of many tensor operators. C# numbers convert to it.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Number value) => Value = value;

    /// <summary>Element type of the number.</summary>
    public ScalarType Type => Value.Type;

    /// <summary>The number itself.</summary>
    internal Number Value { get; }

    /// <summary>Takes a byte.</summary>
    public static implicit operator Scalar(byte value) => new(new Number(value, ScalarType.Byte));

    /// <summary>Takes a signed byte.</summary>
    public static implicit operator Scalar(sbyte value) => new(new Number(value, ScalarType.Int8));

    /// <summary>Takes a 16-bit integer.</summary>
    public static implicit operator Scalar(short value) => new(new Number(value, ScalarType.Int16));

    /// <summary>Takes a 32-bit integer.</summary>
    public static implicit operator Scalar(int value) => new(new Number(value, ScalarType.Int32));

    /// <summary>Takes a 64-bit integer.</summary>
    public static implicit operator Scalar(long value) => new(new Number(value, ScalarType.Int64));

    /// <summary>Takes a half-precision number.</summary>
    public static implicit operator Scalar(Half value) => new(new Number((double)value, ScalarType.Float16));

    /// <summary>Takes a bfloat16 number.</summary>
    public static implicit operator Scalar(BFloat16 value) => new(new Number((double)value, ScalarType.BFloat16));

    /// <summary>Takes a single-precision number.</summary>
    public static implicit operator Scalar(float value) => new(new Number(value, ScalarType.Float32));

    /// <summary>Takes a double-precision number.</summary>
    public static implicit operator Scalar(double value) => new(new Number(value, ScalarType.Float64));

    /// <summary>Takes a boolean.</summary>
    public static implicit operator Scalar(bool value) => new(new Number(value ? 1L : 0L, ScalarType.Bool));

    /// <summary>Does nothing; here for code that disposes scalars, which hold native memory in TorchSharp.</summary>
    public void Dispose()
    {
    }
}

/// <summary>A number without a heap object: what operators compute with.</summary>
internal readonly struct Number
{
    private readonly double real;
    private readonly long integer;

    public Number(double value, ScalarType type)
    {
        real = value;
        integer = double.IsNaN(value) ? 0 : (long)value;
        Type = type;
    }

    public Number(long value, ScalarType type)
    {
        real = value;
        integer = value;
        Type = type;
    }

    /// <summary>Element type that the number came as; its family takes part in promotion.</summary>
    public ScalarType Type { get; }

    /// <summary>As a real number.</summary>
    public double Real => real;

    /// <summary>As an integer, rounded towards zero.</summary>
    public long Integer => integer;

    /// <summary>As a truth value: anything but zero.</summary>
    public bool Truth => Type.IsFloating() ? real != 0 : integer != 0;

    /// <summary>Zero, an integer.</summary>
    public static Number Zero => Of(0L);

    /// <summary>One, an integer.</summary>
    public static Number One => Of(1L);

    /// <summary>A real number.</summary>
    public static Number Of(double value) => new(value, ScalarType.Float64);

    /// <summary>An integer.</summary>
    public static Number Of(long value) => new(value, ScalarType.Int64);

    /// <summary>The product of two numbers, an integer if both are.</summary>
    public Number Times(Number other) =>
        Type.IsFloating() || other.Type.IsFloating() ? new(real * other.real, ScalarTypes.Promote(Type, other.Type)) : new(integer * other.integer, ScalarTypes.Promote(Type, other.Type));

    /// <summary>As an element of type <typeparamref name="T"/>; integers wrap.</summary>
    public T As<T>()
        where T : unmanaged, INumberBase<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(real)
        : T.CreateTruncating(integer);

    /// <inheritdoc/>
    public override string ToString() => Type == ScalarType.Bool ? (integer != 0).ToString() : Type.IsFloating() ? real.ToString() : integer.ToString();
}
