using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// An operand in the form that an operator needs, for the time of that operator: the tensor itself if it has the form
/// already, else a copy that is freed at the end. Unlike a handle of its own, it costs nothing in the usual case.
/// </summary>
internal readonly struct Operand : IDisposable
{
    private readonly Tensor? copy;

    private Operand(Tensor tensor, Tensor? copy)
    {
        Tensor = copy ?? tensor;
        this.copy = copy;
    }

    /// <summary>The tensor to compute with; outside the graph if it is a copy.</summary>
    public Tensor Tensor { get; }

    /// <summary>In row-major order.</summary>
    public static Operand Dense(Tensor tensor) => new(tensor, tensor.IsDense ? null : tensor.Copy());

    /// <summary>In row-major order, or none where there is no tensor.</summary>
    public static Operand DenseOrNone(Tensor? tensor) => tensor is null ? default : Dense(tensor);

    /// <summary>In row-major order with the element type.</summary>
    public static Operand Dense(Tensor tensor, ScalarType type) => tensor.Type == type ? Dense(tensor) : Of(tensor, type);

    /// <summary>With the element type.</summary>
    public static Operand Of(Tensor tensor, ScalarType type) => new(tensor, tensor.Type == type ? null : tensor.Cast(type));

    /// <summary>With elements of the last dimension side by side.</summary>
    public static Operand DenseRows(Tensor tensor) =>
        new(tensor, tensor.Strides[^1] == 1 || tensor.Sizes[^1] == 1 ? null : tensor.Copy());

    /// <summary>
    /// With the element type of <paramref name="target"/>, and safe to read while that is written: an operand that shares
    /// elements with it, but not one by one, is copied.
    /// </summary>
    public static Operand For(Tensor target, Tensor source) =>
        source.Type == target.Type ? Separate(target, source) : Of(source, target.Type);

    /// <summary>Of any element type, and safe to read while <paramref name="target"/> is written.</summary>
    public static Operand Separate(Tensor target, Tensor source) => new(source, Overlap.IsHarmless(source, target) ? null : source.Copy());

    /// <summary>Frees the copy, if there is one.</summary>
    public void Dispose() => copy?.Dispose();
}
