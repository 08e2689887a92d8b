namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(BFloat16 scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.From<BFloat16>([scalar], [], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(BFloat16[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<BFloat16>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(BFloat16[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<BFloat16>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(BFloat16[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<BFloat16>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(BFloat16[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(BFloat16[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(Half[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<Half>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(Half[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<Half>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(Half[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<Half>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Half[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(Half[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.From<bool>([scalar], [], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<bool>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        Factories.From<byte>([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<byte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.From<double>([scalar], [], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<double>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Factories.From<float>([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<float>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        Factories.From<int>([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<int>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(int[] rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.From<long>([scalar], [], dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<long>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(dataArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(dataArray.AsSpan(), [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        Factories.From<sbyte>([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<sbyte>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        Factories.From<short>([scalar], [], null, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.FromArray<short>(rawArray, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray.AsSpan(), dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the array's elements; its type is theirs unless told.</summary>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray.AsSpan(), [rawArray.Length], dtype, device, requires_grad);
}
