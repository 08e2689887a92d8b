namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(size, value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(size, value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([size], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([rows, columns], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([dim0, dim1, dim2], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([dim0, dim1, dim2, dim3], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(int size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([size], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(int rows, int columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([rows, columns], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(int dim0, int dim1, int dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([dim0, dim1, dim2], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>A tensor filled with one number; its type is the number's unless told.</summary>
    public static Tensor full(int dim0, int dim1, int dim2, int dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full([dim0, dim1, dim2, dim3], value.Value, dtype ?? Factories.TypeOf(value), requires_grad, device);

    /// <summary>Zeros with the shape and type of a tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(input.Sizes, Number.Zero, dtype ?? input.Type, requires_grad, device);

    /// <summary>Ones with the shape and type of a tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(input.Sizes, Number.One, dtype ?? input.Type, requires_grad, device);

    /// <summary>Uninitialised memory with the shape and type of a tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Empty(input.Sizes, dtype ?? input.Type, device, requires_grad);

    /// <summary>One number in the shape and type of a tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Factories.Full(input.Sizes, value.Value, dtype ?? input.Type, requires_grad, device);
}
