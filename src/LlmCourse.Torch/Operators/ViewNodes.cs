using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>y has x's elements in x's order with other sizes.</summary>
internal sealed class ReshapeNode : Node
{
    private readonly Layout layout;

    public ReshapeNode(Tensor x)
    {
        layout = x.Layout;
        Connect(x);
    }

    protected override void Backward(Tensor gradient) => Send(0, Views.Reshape(gradient, layout.Sizes));
}

/// <summary>y has x's dimensions in another order.</summary>
internal sealed class PermuteNode : Node
{
    private readonly long[] inverse;

    public PermuteNode(Tensor x, ReadOnlySpan<long> order)
    {
        inverse = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[x.Layout.Dim(order[i])] = i;
        Connect(x);
    }

    protected override void Backward(Tensor gradient) => Send(0, Views.Permute(gradient, inverse));
}

/// <summary>y is x stretched over new or one-sized dimensions.</summary>
internal sealed class ExpandNode : Node
{
    private readonly Layout layout;

    public ExpandNode(Tensor x)
    {
        layout = x.Layout;
        Connect(x);
    }

    protected override void Backward(Tensor gradient) => Send(0, gradient.SumTo(layout));
}

/// <summary>y is any part of x: a slice, one index, a diagonal. Its gradient is zero elsewhere.</summary>
internal sealed class StridedViewNode : Node
{
    private readonly Layout source;
    private readonly Layout view;
    private readonly long sourceOffset;
    private readonly long viewOffset;
    private readonly ScalarType type;

    public StridedViewNode(Tensor x, Layout layout, long offset)
    {
        source = x.Layout;
        sourceOffset = x.Offset;
        view = layout;
        viewOffset = offset;
        type = x.Type;
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        if (gradient.HasGraph)
        {
            Send(0, StridedScatter.Record(gradient, source, sourceOffset, view, viewOffset));
            return;
        }
        // The parts of one tensor (q, k and v of a fused product) meet here: add to what has arrived instead of to zeros.
        if (!StridedScatter.MayOverlap(view) && EdgeOf(0).Node?.WritableSum(source, gradient.Type) is { } sum)
        {
            using var place = StridedScatter.Place(sum, source, sourceOffset, view, viewOffset);
            place.add_(gradient);
            return;
        }
        Send(0, StridedScatter.Compute(gradient, source, sourceOffset, view, viewOffset));
    }
}

/// <summary>Puts a tensor into a place of zeros; the adjoint of a strided view.</summary>
internal static class StridedScatter
{
    /// <summary>Zeros of <paramref name="source"/>'s sizes with <paramref name="part"/> where the view had its elements.</summary>
    public static Tensor Compute(Tensor part, Layout source, long sourceOffset, Layout view, long viewOffset)
    {
        // Strides of the view refer to the source's own; a gradient in row-major order needs them translated.
        var whole = Tensor.New(source, part.Type);
        Copying.Fill(whole, Number.Zero);
        using var place = Place(whole, source, sourceOffset, view, viewOffset);
        if (MayOverlap(view))
            Add(part, place, dim: 0);
        else
            Copying.Copy(part, place);
        return whole;
    }

    /// <summary>Whether several positions of a view may show one element: stretched dimensions, windows that overlap.</summary>
    public static bool MayOverlap(Layout view)
    {
        // In order of their strides, each dimension must step over all that the smaller ones reach.
        Span<bool> done = stackalloc bool[Layout.MaxRank];
        var reach = 0L;
        for (var round = 0; round < view.Rank; round++)
        {
            var next = -1;
            for (var dim = 0; dim < view.Rank; dim++)
            {
                if (!done[dim] && (next < 0 || view.Strides[dim] < view.Strides[next]))
                    next = dim;
            }
            done[next] = true;
            if (view.Sizes[next] <= 1)
                continue;
            if (view.Strides[next] <= reach)
                return true;
            reach += (view.Sizes[next] - 1) * view.Strides[next];
        }
        return false;
    }

    /// <summary>Adds slice by slice: within one slice of the last dimension too, elements may share their place.</summary>
    private static void Add(Tensor part, Tensor place, int dim)
    {
        if (dim == part.Layout.Rank)
        {
            Binary.Into<AddOperator>(place, place, part);
            return;
        }
        for (var i = 0L; i < part.Sizes[dim]; i++)
        {
            using var from = part.Restride(Only(part.Layout, dim), part.Offset + i * part.Strides[dim]);
            using var to = place.Restride(Only(place.Layout, dim), place.Offset + i * place.Strides[dim]);
            Add(from, to, dim + 1);
        }
    }

    /// <summary>One position of a dimension, which stays with size 1.</summary>
    private static Layout Only(Layout layout, int dim)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        layout.Sizes.CopyTo(sizes);
        sizes[dim] = 1;
        return Layout.Of(sizes[..layout.Rank], layout.Strides);
    }

    /// <summary>As <see cref="Compute"/>, recorded for a second differentiation.</summary>
    public static Tensor Record(Tensor part, Layout source, long sourceOffset, Layout view, long viewOffset) =>
        Compute(part, source, sourceOffset, view, viewOffset).Attach(new StridedScatterNode(part, source, sourceOffset, view, viewOffset));

    /// <summary>The part of a row-major tensor of the source's sizes that the view shows of the source.</summary>
    public static Tensor Place(Tensor whole, Layout source, long sourceOffset, Layout view, long viewOffset)
    {
        Span<long> strides = stackalloc long[Layout.MaxRank];
        for (var i = 0; i < view.Rank; i++)
            strides[i] = Translate(view.Strides[i], source, whole.Layout);
        return whole.Restride(Layout.Of(view.Sizes, strides[..view.Rank]), whole.Offset + Translate(viewOffset - sourceOffset, source, whole.Layout));
    }

    /// <summary>Turns a distance in a strided source into the distance between the same elements in a row-major copy.</summary>
    private static long Translate(long distance, Layout source, Layout whole)
    {
        if (source.IsContiguous)
            return distance;
        var result = 0L;
        Span<bool> done = stackalloc bool[Layout.MaxRank];
        for (var round = 0; round < source.Rank && distance != 0; round++)
        {
            var widest = -1;
            for (var dim = 0; dim < source.Rank; dim++)
            {
                if (!done[dim] && source.Sizes[dim] > 1 && source.Strides[dim] > 0 && (widest < 0 || source.Strides[dim] > source.Strides[widest]))
                    widest = dim;
            }
            if (widest < 0)
                break;
            done[widest] = true;
            result += distance / source.Strides[widest] * whole.Strides[widest];
            distance %= source.Strides[widest];
        }
        return result;
    }
}

/// <summary>y has x in a place of zeros; the gradient is what arrives there.</summary>
internal sealed class StridedScatterNode : Node
{
    private readonly Layout source;
    private readonly Layout view;
    private readonly long sourceOffset;
    private readonly long viewOffset;

    public StridedScatterNode(Tensor part, Layout source, long sourceOffset, Layout view, long viewOffset)
    {
        (this.source, this.sourceOffset, this.view, this.viewOffset) = (source, sourceOffset, view, viewOffset);
        Connect(part);
    }

    protected override void Backward(Tensor gradient)
    {
        using var dense = gradient.contiguous();
        using var place = StridedScatter.Place(dense, source, sourceOffset, view, viewOffset);
        Send(0, Views.Make(dense, place.Layout, place.Offset));
    }
}
