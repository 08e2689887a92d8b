using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reversal and rotation of dimensions.</summary>
internal static class Flipping
{
    /// <summary>Dimensions in reverse.</summary>
    public static Tensor Flip(Tensor x, ReadOnlySpan<long> dims)
    {
        var result = x.ShareHistory();
        foreach (var dim in dims)
        {
            var at = x.Layout.Dim(dim);
            using var order = Factories.Range(Number.Of(x.Sizes[at] - 1), Number.Of(-1L), Number.Of(-1L), ScalarType.Int64, null, false);
            result = Selecting.IndexSelect(result, at, order);
        }
        return result;
    }

    /// <summary>Elements moved along a dimension; those that fall off come in at the other end.</summary>
    public static Tensor Roll(Tensor x, long shift, long dim)
    {
        var at = x.Layout.Dim(dim);
        var size = x.Sizes[at];
        if (size == 0)
            return Cloning.Clone(x);
        var cut = ((-shift % size) + size) % size;
        using var front = Views.Slice(x, at, 0, cut, 1);
        using var back = Views.Slice(x, at, cut, size, 1);
        return Joining.Cat([back, front], at);
    }
}
