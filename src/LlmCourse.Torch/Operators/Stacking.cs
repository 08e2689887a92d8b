using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Joins in a named direction, and cuts into parts.</summary>
internal static class Stacking
{
    /// <summary>Along the second dimension; vectors along the first.</summary>
    public static Tensor Beside(ReadOnlySpan<Tensor> tensors)
    {
        var parts = Each(tensors, x => x.atleast_1d());
        return Joining.Cat(parts, parts.Length > 0 && parts[0].Layout.Rank == 1 ? 0 : 1);
    }

    /// <summary>Along the first dimension; vectors become rows.</summary>
    public static Tensor Under(ReadOnlySpan<Tensor> tensors) => Joining.Cat(Each(tensors, x => x.atleast_2d()), 0);

    /// <summary>Along the third dimension.</summary>
    public static Tensor Behind(ReadOnlySpan<Tensor> tensors) => Joining.Cat(Each(tensors, x => x.atleast_3d()), 2);

    /// <summary>Along the second dimension; vectors become columns.</summary>
    public static Tensor Columns(ReadOnlySpan<Tensor> tensors) =>
        Joining.Cat(Each(tensors, x => x.Layout.Rank < 2 ? x.reshape(-1, 1) : x), 1);

    /// <summary>Parts whose sizes differ by one at most, the larger first.</summary>
    public static Tensor[] Cut(Tensor x, long parts, long dim)
    {
        Errors.Require(parts > 0, $"number of sections must be larger than 0, got {parts}");
        var size = x.size((int)dim);
        var borders = new long[parts - 1];
        for (var i = 0; i < borders.Length; i++)
            borders[i] = (i + 1) * (size / parts) + Math.Min(i + 1, size % parts);
        return CutAt(x, borders, dim);
    }

    /// <summary>The parts before, between and after positions of a dimension.</summary>
    public static Tensor[] CutAt(Tensor x, ReadOnlySpan<long> borders, long dim)
    {
        var parts = new Tensor[borders.Length + 1];
        var start = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            var stop = i < borders.Length ? borders[i] : x.size((int)dim);
            parts[i] = Views.Slice(x, dim, start, stop, 1);
            start = stop;
        }
        return parts;
    }

    private static Tensor[] Each(ReadOnlySpan<Tensor> tensors, Func<Tensor, Tensor> shape) => Array.ConvertAll(tensors.ToArray(), tensor => shape(tensor));
}
