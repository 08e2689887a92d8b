using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Kernels;

namespace TorchSharp;

/// <summary>Functions of a row that <see cref="TensorPrimitives"/> lacks or that the kernels do better.</summary>
internal static class RowFunctions
{
    /// <summary>1/(1 + e⁻ˣ), without overflow for large |x|.</summary>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!x.IsEmpty) // which TensorPrimitives refuses
            TensorPrimitives.Sigmoid(x, y);
    }

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static void Erf<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = T.CreateTruncating(ScalarMath.Erf(double.CreateTruncating(x[i])));
    }

    /// <summary>1 − erf(x).</summary>
    public static void Erfc<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = T.CreateTruncating(1 - ScalarMath.Erf(double.CreateTruncating(x[i])));
    }
}
