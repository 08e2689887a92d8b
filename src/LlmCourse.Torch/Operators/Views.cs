using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Operators whose result shares the input's memory.</summary>
internal static class Views
{
    /// <summary>
    /// A view of <paramref name="x"/> with other sizes and strides; recorded with <paramref name="record"/> when a graph is
    /// wanted.
    /// </summary>
    private static Tensor Make(Tensor x, Layout layout, long offset, Func<Tensor, Node> record)
    {
        var view = x.Restride(layout, offset);
        view.SetBase(x);
        return Node.Records(x) ? view.Attach(record(x)) : view;
    }

    /// <summary>The same elements with other sizes, of which one may be −1; shares memory where strides allow it.</summary>
    public static Tensor Reshape(Tensor x, ReadOnlySpan<long> shape)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        sizes = Infer(x, shape, sizes);
        if (TryViewLayout(x.Layout, sizes) is { } layout)
            return Make(x, layout, x.Offset, static input => new ReshapeNode(input));
        var copy = x.Copy();
        var reshaped = copy.Restride(Layout.Contiguous(sizes), 0);
        copy.Dispose();
        return Node.Records(x) ? reshaped.Attach(new ReshapeNode(x)) : reshaped;
    }

    /// <summary>The same elements with other sizes in the same memory.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">No strides reach the elements in that order.</exception>
    public static Tensor View(Tensor x, ReadOnlySpan<long> shape)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        sizes = Infer(x, shape, sizes);
        var layout = TryViewLayout(x.Layout, sizes) ?? throw Errors.Shape(
            $"view size {Layout.Show(sizes)} is not compatible with input tensor's size {x.Layout} and stride {Layout.Show(x.Strides)} " +
            "(at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.");
        return Make(x, layout, x.Offset, static input => new ReshapeNode(input));
    }

    /// <summary>Exchanges two dimensions.</summary>
    public static Tensor Transpose(Tensor x, long dim0, long dim1)
    {
        var (first, second) = (x.Layout.Dim(dim0), x.Layout.Dim(dim1));
        if (x.Layout.Rank == 0)
            return Make(x, x.Layout, x.Offset, static input => new ReshapeNode(input));
        Span<long> order = stackalloc long[Layout.MaxRank];
        for (var dim = 0; dim < x.Layout.Rank; dim++)
            order[dim] = dim;
        (order[first], order[second]) = (order[second], order[first]);
        return Permute(x, order[..x.Layout.Rank]);
    }

    /// <summary>Orders the dimensions anew: dimension i of the result is <paramref name="order"/>[i] of the input.</summary>
    public static Tensor Permute(Tensor x, ReadOnlySpan<long> order)
    {
        var rank = x.Layout.Rank;
        Errors.Require(order.Length == rank, $"permute: a tensor of {rank} dimensions, shape {x.Layout}, cannot be permuted by {Layout.Show(order)}");
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        Span<bool> used = stackalloc bool[Layout.MaxRank];
        for (var i = 0; i < rank; i++)
        {
            var dim = x.Layout.Dim(order[i]);
            Errors.Require(!used[dim], $"permute: dimension {dim} is repeated in {Layout.Show(order)}");
            used[dim] = true;
            sizes[i] = x.Sizes[dim];
            strides[i] = x.Strides[dim];
        }
        var view = x.Restride(Layout.Of(sizes[..rank], strides[..rank]), x.Offset);
        view.SetBase(x);
        return Node.Records(x) ? view.Attach(new PermuteNode(x, order)) : view;
    }

    /// <summary>Stretches dimensions of size 1, and new leading ones, without copying; −1 keeps a size.</summary>
    public static Tensor Expand(Tensor x, ReadOnlySpan<long> shape)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        var lead = shape.Length - x.Layout.Rank;
        Errors.Require(lead >= 0, $"expand: the number of sizes provided {Layout.Show(shape)} must be at least the number of dimensions of the tensor {x.Layout}");
        for (var dim = 0; dim < shape.Length; dim++)
        {
            var own = dim < lead ? 1 : x.Sizes[dim - lead];
            var wanted = shape[dim] == -1 && dim >= lead ? own : shape[dim];
            Errors.Require(wanted == own || own == 1, $"The expanded size of the tensor ({wanted}) must match the existing size ({own}) at non-singleton dimension {dim}. Target sizes: {Layout.Show(shape)}. Tensor sizes: {x.Layout}");
            Errors.Require(wanted >= 0, $"expand: size {wanted} at dimension {dim} is not a size");
            sizes[dim] = wanted;
            strides[dim] = dim >= lead && own == wanted ? x.Strides[dim - lead] : 0;
        }
        return Make(x, Layout.Of(sizes[..shape.Length], strides[..shape.Length]), x.Offset, static input => new ExpandNode(input));
    }

    /// <summary>Adds a dimension of size 1.</summary>
    public static Tensor Unsqueeze(Tensor x, long dim)
    {
        var rank = x.Layout.Rank;
        var at = Layout.Dim(dim, rank + 1);
        Span<long> sizes = stackalloc long[Layout.MaxRank + 1];
        Span<long> strides = stackalloc long[Layout.MaxRank + 1];
        for (var i = 0; i <= rank; i++)
        {
            sizes[i] = i == at ? 1 : x.Sizes[i < at ? i : i - 1];
            strides[i] = i != at ? x.Strides[i < at ? i : i - 1] : at < rank ? x.Sizes[at] * x.Strides[at] : 1;
        }
        return Make(x, Layout.Of(sizes[..(rank + 1)], strides[..(rank + 1)]), x.Offset, static input => new ReshapeNode(input));
    }

    /// <summary>Drops dimensions of size 1: all, or one.</summary>
    public static Tensor Squeeze(Tensor x, long? dim)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        var only = dim is { } wanted ? x.Layout.Dim(wanted) : -1;
        var rank = 0;
        for (var i = 0; i < x.Layout.Rank; i++)
        {
            if (x.Sizes[i] == 1 && (only < 0 || only == i))
                continue;
            sizes[rank] = x.Sizes[i];
            strides[rank++] = x.Strides[i];
        }
        return Make(x, Layout.Of(sizes[..rank], strides[..rank]), x.Offset, static input => new ReshapeNode(input));
    }

    /// <summary>Elements <paramref name="start"/>, start + step, … before <paramref name="stop"/> of one dimension.</summary>
    public static Tensor Slice(Tensor x, long dim, long start, long stop, long step)
    {
        Errors.Require(x.Layout.Rank > 0, "slice() cannot be applied to a 0-dim tensor.");
        var at = x.Layout.Dim(dim);
        Errors.Require(step > 0, $"slice step must be positive, but is {step}");
        var size = x.Sizes[at];
        start = Math.Clamp(start < 0 ? start + size : start, 0, size);
        stop = Math.Clamp(stop < 0 ? stop + size : stop, start, size);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        x.Sizes.CopyTo(sizes);
        x.Strides.CopyTo(strides);
        sizes[at] = (stop - start + step - 1) / step;
        strides[at] *= step;
        var layout = Layout.Of(sizes[..x.Layout.Rank], strides[..x.Layout.Rank]);
        return Make(x, layout, x.Offset + start * x.Strides[at]);
    }

    /// <summary>The elements at one index of a dimension, which is dropped.</summary>
    public static Tensor Select(Tensor x, long dim, long index)
    {
        Errors.Require(x.Layout.Rank > 0, "select() cannot be applied to a 0-dim tensor.");
        var at = x.Layout.Dim(dim);
        var size = x.Sizes[at];
        Errors.Require(index >= -size && index < size, $"select(): index {index} out of range for tensor of size {x.Layout} at dimension {at}");
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        var rank = 0;
        for (var i = 0; i < x.Layout.Rank; i++)
        {
            if (i == at)
                continue;
            sizes[rank] = x.Sizes[i];
            strides[rank++] = x.Strides[i];
        }
        return Make(x, Layout.Of(sizes[..rank], strides[..rank]), x.Offset + (index < 0 ? index + size : index) * x.Strides[at]);
    }

    /// <summary>Any view of the same memory, differentiated by writing into the same places of a zero gradient.</summary>
    public static Tensor Make(Tensor x, Layout layout, long offset)
    {
        var view = x.Restride(layout, offset);
        view.SetBase(x);
        return Node.Records(x) ? view.Attach(new StridedViewNode(x, layout, offset)) : view;
    }

    /// <summary>Resolves −1 in a wanted shape and checks that the number of elements stays.</summary>
    private static Span<long> Infer(Tensor x, ReadOnlySpan<long> shape, Span<long> sizes)
    {
        Errors.Require(shape.Length <= Layout.MaxRank, $"A tensor has at most {Layout.MaxRank} dimensions here, but {shape.Length} were asked for.");
        var unknown = -1;
        var known = 1L;
        for (var i = 0; i < shape.Length; i++)
        {
            sizes[i] = shape[i];
            if (shape[i] == -1)
            {
                Errors.Require(unknown < 0, "only one dimension can be inferred");
                unknown = i;
            }
            else
            {
                Errors.Require(shape[i] >= 0, $"invalid shape dimension {shape[i]}");
                known *= shape[i];
            }
        }
        var count = x.Layout.Count;
        var fits = unknown < 0 ? known == count : known != 0 && count % known == 0;
        Errors.Require(fits, $"shape '{Layout.Show(shape)}' is invalid for input of size {count} (shape {x.Layout})");
        if (unknown >= 0)
            sizes[unknown] = count / known;
        return sizes[..shape.Length];
    }

    /// <summary>Strides that give <paramref name="sizes"/> to the elements of <paramref name="from"/> in order; null if there are none.</summary>
    private static Layout? TryViewLayout(Layout from, ReadOnlySpan<long> sizes)
    {
        if (from.IsContiguous)
            return from.SameSizes(sizes) ? from : Layout.Contiguous(sizes);
        Span<long> strides = stackalloc long[Layout.MaxRank];
        // Walk from the last dimension; each run of old dimensions that lie tightly may be cut into new ones.
        var next = sizes.Length - 1;
        var chunk = 1L;
        var step = from.Strides[^1];
        for (var dim = from.Rank - 1; dim >= 0; dim--)
        {
            chunk *= from.Sizes[dim];
            var breaks = dim == 0 || (from.Sizes[dim - 1] != 1 && from.Strides[dim - 1] != chunk * step);
            if (!breaks)
                continue;
            var taken = 1L;
            while (next >= 0 && (taken < chunk || sizes[next] == 1))
            {
                strides[next] = taken * step;
                taken *= sizes[next--];
            }
            if (taken != chunk)
                return null;
            if (dim > 0)
                step = from.Strides[dim - 1];
            chunk = 1;
        }
        return next < 0 ? Layout.Of(sizes, strides[..sizes.Length]) : null;
    }
}
