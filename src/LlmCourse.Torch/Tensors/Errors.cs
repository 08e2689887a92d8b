using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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

    /// <summary>Throws when <paramref name="condition"/> does not hold; the message is only put together then.</summary>
    public static void Require([DoesNotReturnIf(false)] bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref FailureMessage message)
    {
        if (!condition)
            throw Native(message.ToString());
    }

    [SuppressMessage("Usage", "CA2201", Justification = "Code written for TorchSharp catches this type.")]
    private static ExternalException Native(string message) => new(message);
}

/// <summary>An interpolated message that costs nothing while its condition holds: checks run in every operator.</summary>
[InterpolatedStringHandler]
internal ref struct FailureMessage
{
    private DefaultInterpolatedStringHandler text;

    /// <summary>Begins the message, unless <paramref name="condition"/> holds and none is needed.</summary>
    public FailureMessage(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        if (isNeeded)
            text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    /// <summary>Adds fixed text.</summary>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    /// <inheritdoc/>
    public override string ToString() => text.ToStringAndClear();
}
