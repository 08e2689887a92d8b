namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<BFloat16> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<BFloat16> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<BFloat16> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<BFloat16> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<BFloat16> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<Half> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<Half> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<bool>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray, [rawArray.Count], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the list's elements, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(IList<short> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray, [rows, columns], dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<BFloat16> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<BFloat16>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<Half>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<byte>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<double>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<float>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<int>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<long>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<sbyte>(rawArray.Span, dimensions, dtype, device, requires_grad);

    /// <summary>A tensor of the memory's elements, copied, in row-major order; its type is theirs unless told.</summary>
    public static Tensor tensor(Memory<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.From<short>(rawArray.Span, dimensions, dtype, device, requires_grad);
}
