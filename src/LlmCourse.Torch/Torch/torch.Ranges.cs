namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers start, start + step, … before stop; int64 if all three are integers, unless told.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.Range(start.Value, stop.Value, step.Value, dtype, device, requires_grad);

    /// <summary>The numbers start, start + 1, … before stop; int64 if both are integers, unless told.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.Range(start.Value, stop.Value, Number.One, dtype, device, requires_grad);

    /// <summary>The numbers 0, 1, … before stop; int64 if it is an integer, unless told.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Factories.Range(Number.Zero, stop.Value, Number.One, dtype, device, requires_grad);
}
