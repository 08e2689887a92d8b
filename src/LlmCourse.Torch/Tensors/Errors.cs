using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Makes the exceptions of tensor operators. TorchSharp reports native errors as <see cref="ExternalException"/>.</summary>
internal static class Errors
{
    /// <summary>Sizes that do not fit each other.</summary>
    public static Exception Shape(string message) => Native(message);

    /// <summary>An index or dimension that does not exist.</summary>
    public static Exception Index(string message) => Native(message);

    /// <summary>An element type that the operator has no meaning for.</summary>
    public static Exception DType(string message) => Native(message);

    /// <summary>A differentiation that cannot be done.</summary>
    public static Exception Autograd(string message) => Native(message);

    /// <summary>Throws when <paramref name="condition"/> does not hold.</summary>
    public static void Require([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
            throw Native(message);
    }

    [SuppressMessage("Usage", "CA2201", Justification = "Code written for TorchSharp catches this type.")]
    private static ExternalException Native(string message) => new(message);
}
