using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Sums and means with their recording.</summary>
internal static class Reductions
{
    /// <summary>Sum over <paramref name="dims"/> (none: all); integers and booleans add up as int64.</summary>
    public static Tensor Sum(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
    {
        var result = type ?? (x.Type.IsFloating() ? x.Type : ScalarType.Int64);
        if (type is { } wanted && wanted != x.Type)
            x = x.Convert(wanted);
        var y = Summation.Compute(x, dims, keepdim, result);
        return Node.Records(x) ? y.Attach(new SumNode(x, dims, keepdim, 1)) : y;
    }

    /// <summary>Mean over <paramref name="dims"/> (none: all).</summary>
    public static Tensor Mean(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
    {
        var result = type ?? x.Type;
        Errors.Require(result.IsFloating(), $"mean(): could not infer output dtype. Input dtype must be a floating point dtype, but got {result}; cast it first.");
        if (result != x.Type)
            x = x.Convert(result);
        var y = Summation.Compute(x, dims, keepdim, result);
        var scale = (double)y.Layout.Count / x.Layout.Count;
        Binary.Into<DivideOperator>(y, y, Number.Of(1 / scale));
        return Node.Records(x) ? y.Attach(new SumNode(x, dims, keepdim, scale)) : y;
    }
}

/// <summary>y = scale · sum of x over dims: the gradient spreads over the summed elements.</summary>
internal sealed class SumNode : Node
{
    private readonly Layout layout;
    private readonly Layout kept;
    private readonly double scale;

    public SumNode(Tensor x, ReadOnlySpan<long> dims, bool keepdim, double scale)
    {
        layout = x.Layout;
        this.scale = scale;
        kept = Kept(layout, dims);
        Connect(x);
    }

    /// <summary>The layout of the reduction's result with every reduced dimension kept as 1.</summary>
    public static Layout Kept(Layout layout, ReadOnlySpan<long> dims)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        layout.Sizes.CopyTo(sizes);
        if (dims.Length == 0)
            sizes.Fill(1);
        foreach (var dim in dims)
            sizes[layout.Dim(dim)] = 1;
        return Layout.Contiguous(sizes[..layout.Rank]);
    }

    protected override void Backward(Tensor gradient)
    {
        using var scaled = scale == 1 ? gradient.ShareHistory() : Arithmetic.Multiply(gradient, Number.Of(scale));
        using var shaped = Views.Reshape(scaled, kept.Sizes);
        Send(0, Views.Expand(shaped, layout.Sizes));
    }
}

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// This tensor summed over the dimensions in which <paramref name="target"/>, broadcast to it, was stretched: a new
        /// handle, recorded. The gradient of every broadcast.
        /// </summary>
        internal Tensor SumTo(Layout target)
        {
            if (Layout.SameSizes(target))
                return ShareHistory();
            Span<long> dims = stackalloc long[Layout.MaxRank];
            var count = 0;
            var lead = Layout.Rank - target.Rank;
            for (var dim = 0; dim < Layout.Rank; dim++)
            {
                if (dim < lead || (target.Sizes[dim - lead] == 1 && Sizes[dim] != 1))
                    dims[count++] = dim;
            }
            if (count == 0)
                return Views.Reshape(this, target.Sizes);
            using var sum = Reductions.Sum(this, dims[..count], keepdim: true, null);
            return Views.Reshape(sum, target.Sizes);
        }
    }
}
