namespace TorchSharp;

/// <summary>Conversions between numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>Makes a scalar of a byte.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>Makes a scalar of a signed byte.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>Makes a scalar of a 16-bit integer.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>Makes a scalar of a 32-bit integer.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>Makes a scalar of a 64-bit integer.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>Makes a scalar of a single-precision number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>Makes a scalar of a double-precision number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>Makes a scalar of a boolean.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>Makes a scalar of a half-precision number.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>Makes a scalar of a bfloat16 number.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>Rounds to bfloat16 and makes a scalar of it.</summary>
    public static Scalar ToBFloat16Scalar(this float value) => (BFloat16)value;

    /// <summary>The number in half precision.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.Value.Real;

    /// <summary>The number as bfloat16.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.Value.Real;

    /// <summary>The number in single precision.</summary>
    public static float ToSingle(this Scalar value) => (float)value.Value.Real;

    /// <summary>The number in double precision.</summary>
    public static double ToDouble(this Scalar value) => value.Value.Real;

    /// <summary>The number as a signed byte, towards zero.</summary>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Value.Integer;

    /// <summary>The number as a byte, towards zero.</summary>
    public static byte ToByte(this Scalar value) => (byte)value.Value.Integer;

    /// <summary>The number as a 16-bit integer, towards zero.</summary>
    public static short ToInt16(this Scalar value) => (short)value.Value.Integer;

    /// <summary>The number as a 32-bit integer, towards zero.</summary>
    public static int ToInt32(this Scalar value) => (int)value.Value.Integer;

    /// <summary>The number as a 64-bit integer, towards zero.</summary>
    public static long ToInt64(this Scalar value) => value.Value.Integer;

    /// <summary>True for anything but zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.Value.Truth;
}
