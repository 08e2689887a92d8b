using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves, turns and cuts of dimensions.</summary>
internal static class Axes
{
    /// <summary>Puts dimensions in other places; the others keep their order. A view.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The lists differ in length or name a dimension twice.</exception>
    public static Tensor Move(Tensor x, ReadOnlySpan<long> source, ReadOnlySpan<long> destination)
    {
        Errors.Require(source.Length == destination.Length, $"movedim: Invalid source or destination dims: {source.Length} and {destination.Length} dimensions were given.");
        var rank = x.Layout.Rank;
        var order = new long[rank];
        Array.Fill(order, -1);
        Span<bool> moved = stackalloc bool[Layout.MaxRank];
        for (var i = 0; i < source.Length; i++)
        {
            var (from, to) = (x.Layout.Dim(source[i]), x.Layout.Dim(destination[i]));
            Errors.Require(!moved[from] && order[to] < 0, "movedim: repeated dim in source or destination");
            moved[from] = true;
            order[to] = from;
        }
        var next = 0;
        for (var dim = 0; dim < rank; dim++)
        {
            if (order[dim] >= 0)
                continue;
            while (moved[next])
                next++;
            order[dim] = next++;
        }
        return x.permute(order);
    }

    /// <summary>Turns the plane of two dimensions by 90°, <paramref name="times"/> times.</summary>
    public static Tensor Turn(Tensor x, long times, (long First, long Second) dims)
    {
        Errors.Require(x.Layout.Rank >= 2, $"rot90: expected total dims >= 2, but got a tensor of shape {x.Layout}");
        Errors.Require(x.Layout.Dim(dims.First) != x.Layout.Dim(dims.Second), "rot90: the two dimensions must differ");
        return ((times % 4 + 4) % 4) switch
        {
            0 => x.clone(),
            1 => x.flip(dims.Second).transpose(dims.First, dims.Second),
            2 => x.flip(dims.First, dims.Second),
            _ => x.flip(dims.First).transpose(dims.First, dims.Second),
        };
    }

    /// <summary>Moves elements along dimensions round their ends; without dimensions, in row order.</summary>
    public static Tensor Roll(Tensor x, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims)
    {
        if (dims.Length == 0 && shifts.Length == 1)
            return x.roll(shifts[0]);
        Errors.Require(shifts.Length == dims.Length && shifts.Length > 0, $"shifts and dimensions must align. shifts: {shifts.Length}, dims: {dims.Length}");
        for (var i = 0; i < shifts.Length; i++)
            x = Flipping.Roll(x, shifts[i], dims[i]);
        return x;
    }

    /// <summary>Windows along a dimension as a new last one; a view, whose windows share elements if the step is smaller than they.</summary>
    public static Tensor Windows(Tensor x, long dimension, long size, long step)
    {
        var at = x.Layout.Dim(dimension);
        var (length, stride) = x.Layout.Rank == 0 ? (1, 1) : (x.Sizes[at], x.Strides[at]);
        Errors.Require(size >= 0 && size <= length, $"maximum size for tensor at dimension {dimension} is {length} but size is {size}");
        Errors.Require(step > 0, $"step is {step} but must be > 0");
        long[] sizes = x.Layout.Rank == 0 ? [size] : [.. x.Sizes, size];
        long[] strides = x.Layout.Rank == 0 ? [stride] : [.. x.Strides, stride];
        if (x.Layout.Rank > 0)
        {
            sizes[at] = (length - size) / step + 1;
            strides[at] = stride * step;
        }
        return Views.Make(x, Layout.Of(sizes, strides), x.Offset);
    }
}
