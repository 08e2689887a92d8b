using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Bitwise operators of integers and logical ones of booleans.</summary>
internal static class Bits
{
    /// <summary>op(a, b), broadcast.</summary>
    public static Tensor Compute<TOperator>(Tensor a, Tensor b)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a, b);
        Errors.Require(!type.IsFloating(), $"bitwise operators are not defined for {type}");
        return Binary.Compute<TOperator>(a, b, type);
    }

    /// <summary>Complement.</summary>
    public static Tensor Not(Tensor x)
    {
        Errors.Require(!x.Type.IsFloating(), $"bitwise_not is not defined for {x.Type}");
        if (x.Type == ScalarType.Bool)
            return x.logical_not();
        return Binary.Compute<SubtractOperator>(x, new Number(-1L, x.Type), x.Type, numberFirst: true);
    }
}

/// <summary>Tests for special values.</summary>
internal static class Special
{
    /// <summary>Positive or negative infinity.</summary>
    public static Tensor Isinf(Tensor x)
    {
        if (!x.Type.IsFloating())
            return zeros(x.Sizes, ScalarType.Bool);
        using var mode = no_grad();
        using var size = x.abs();
        return size.eq(double.PositiveInfinity);
    }

    /// <summary>Positive infinity.</summary>
    public static Tensor Isposinf(Tensor x) =>
        x.Type.IsFloating() ? x.eq(double.PositiveInfinity) : zeros(x.Sizes, ScalarType.Bool);

    /// <summary>Negative infinity.</summary>
    public static Tensor Isneginf(Tensor x) =>
        x.Type.IsFloating() ? x.eq(double.NegativeInfinity) : zeros(x.Sizes, ScalarType.Bool);

    /// <summary>Neither infinite nor NaN.</summary>
    public static Tensor Isfinite(Tensor x)
    {
        if (!x.Type.IsFloating())
            return ones(x.Sizes, ScalarType.Bool);
        using var mode = no_grad();
        using var size = x.abs();
        return size.lt(double.PositiveInfinity);
    }
}
