namespace TorchSharp;

using static TorchSharp.torch;

/// <summary>Checks and small helpers that the fused operators of <see cref="nn.functional"/> share.</summary>
internal static class Fused
{
    /// <summary>The element type of an operator's inputs, which must be one floating-point type that kernels compute in.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The type is another, or they differ.</exception>
    public static ScalarType Type(string name, Tensor input, Tensor? second = null, Tensor? third = null)
    {
        var type = input.Type;
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
            throw Errors.DType($"{name} computes in Float32 or Float64, got {type}. Convert with to().");
        if ((second is not null && second.Type != type) || (third is not null && third.Type != type))
            throw Errors.DType($"{name} needs inputs of one element type, got {type}, {second?.Type}, {third?.Type}.");
        return type;
    }

    /// <summary>The number of rows that all dimensions but the last make.</summary>
    public static int Rows(Tensor tensor, long columns) => columns == 0 ? 0 : checked((int)(tensor.Layout.Count / columns));
}
