using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Sizes, families and promotion of element types.</summary>
internal static class ScalarTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.ComplexFloat64 => 16,
        _ => 8,
    };

    /// <summary>Real numbers of any precision.</summary>
    public static bool IsFloating(this ScalarType type) =>
        type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary>Two-byte floats, which are stored as such but computed in single precision.</summary>
    public static bool IsHalfWidth(this ScalarType type) => type is ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary>Integers; <see cref="ScalarType.Bool"/> is not one.</summary>
    public static bool IsInteger(this ScalarType type) => type <= ScalarType.Int64;

    /// <summary>Booleans, integers, reals: the order in which a family beats another.</summary>
    public static int Family(this ScalarType type) => type == ScalarType.Bool ? 0 : type.IsInteger() ? 1 : 2;

    /// <summary>The element type of a C# type.</summary>
    public static ScalarType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return ScalarType.Float32;
        if (typeof(T) == typeof(double))
            return ScalarType.Float64;
        if (typeof(T) == typeof(long))
            return ScalarType.Int64;
        if (typeof(T) == typeof(int))
            return ScalarType.Int32;
        if (typeof(T) == typeof(bool))
            return ScalarType.Bool;
        if (typeof(T) == typeof(byte))
            return ScalarType.Byte;
        if (typeof(T) == typeof(sbyte))
            return ScalarType.Int8;
        if (typeof(T) == typeof(short))
            return ScalarType.Int16;
        if (typeof(T) == typeof(Half))
            return ScalarType.Float16;
        if (typeof(T) == typeof(BFloat16))
            return ScalarType.BFloat16;
        throw new ArgumentException($"A tensor cannot hold elements of type {typeof(T).Name}.");
    }

    /// <summary>The smallest type that both convert to, as PyTorch promotes two tensors of the same standing.</summary>
    public static ScalarType Promote(ScalarType left, ScalarType right)
    {
        if (left == right)
            return left;
        var (familyLeft, familyRight) = (left.Family(), right.Family());
        if (familyLeft != familyRight)
            return familyLeft > familyRight ? left : right;
        if (familyLeft == 2)
            return left.IsHalfWidth() && right.IsHalfWidth() ? ScalarType.Float32 : left.Size() > right.Size() ? left : right;
        // Unsigned with signed of the same width needs the next wider signed type.
        if (left.Size() == right.Size())
            return ScalarType.Int16;
        return left.Size() > right.Size() ? left : right;
    }

    /// <summary>
    /// The type of an operator's result: a number, then a tensor without dimensions, yields to a tensor with dimensions
    /// unless its family is higher.
    /// </summary>
    public static ScalarType Result(Tensor left, Tensor right)
    {
        if (left.Type == right.Type)
            return left.Type;
        if (left.Layout.Rank == 0 != (right.Layout.Rank == 0))
        {
            var (dimensioned, zero) = left.Layout.Rank == 0 ? (right.Type, left.Type) : (left.Type, right.Type);
            return zero.Family() > dimensioned.Family() ? zero : dimensioned;
        }
        return Promote(left.Type, right.Type);
    }

    /// <summary>The type of an operator on a tensor and a number.</summary>
    public static ScalarType Result(ScalarType tensor, ScalarType number) =>
        number.Family() <= tensor.Family() ? tensor : number.Family() == 2 ? get_default_dtype() : ScalarType.Int64;

    /// <summary>The type itself if it is a real one, otherwise the default real type.</summary>
    public static ScalarType AsFloating(this ScalarType type) => type.IsFloating() ? type : get_default_dtype();
}
