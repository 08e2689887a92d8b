namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether elements of one tensor are equal to those of another, broadcast.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>Same as eq.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.eq(target);

    /// <summary>Whether elements of one tensor are not equal to those of another, broadcast.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>Same as ne.</summary>
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.ne(target);

    /// <summary>Whether elements of one tensor are less than those of another, broadcast.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>Same as lt.</summary>
    public static Tensor less(Tensor tensor, Tensor target) => tensor.lt(target);

    /// <summary>Whether elements of one tensor are at most those of another, broadcast.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>Same as le.</summary>
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.le(target);

    /// <summary>Whether elements of one tensor are greater than those of another, broadcast.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>Same as gt.</summary>
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.gt(target);

    /// <summary>Whether elements of one tensor are at least those of another, broadcast.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>Same as ge.</summary>
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.ge(target);

    /// <summary>Logical and of truth values, broadcast.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    /// <summary>Bitwise and of integers or booleans, broadcast.</summary>
    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    /// <summary>Logical or of truth values, broadcast.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    /// <summary>Bitwise or of integers or booleans, broadcast.</summary>
    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    /// <summary>Logical xor of truth values, broadcast.</summary>
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    /// <summary>Bitwise xor of integers or booleans, broadcast.</summary>
    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    /// <summary>Whether elements are zero.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>Bitwise complement of integers, logical of booleans.</summary>
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    /// <summary>Whether elements are not a number.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>Whether elements are infinite.</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>Whether elements are positive infinity.</summary>
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    /// <summary>Whether elements are negative infinity.</summary>
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    /// <summary>Whether elements are neither infinite nor NaN.</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>Where the condition holds x's elements, otherwise y's, broadcast.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Choosing.Where(condition, x, y);
}
