using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A reduction as three nested extents: for each outer and inner index, <see cref="Reduced"/> elements that lie
/// <see cref="Inner"/> apart become one. Dimensions are brought together by a copy where they aren't.
/// </summary>
internal readonly struct ReductionPlan
{
    /// <summary>Plans the reduction of <paramref name="x"/> over <paramref name="dims"/>; none means all.</summary>
    public ReductionPlan(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        var rank = x.Layout.Rank;
        Span<bool> reduce = stackalloc bool[Layout.MaxRank];
        foreach (var dim in dims)
        {
            var index = x.Layout.Dim(dim);
            Errors.Require(!reduce[index], $"dim {index} appears multiple times in the list of dims");
            reduce[index] = true;
        }
        if (dims.Length == 0)
            reduce.Fill(true);

        Span<long> kept = stackalloc long[Layout.MaxRank];
        var keptRank = 0;
        (Outer, Reduced, Inner) = (1, 1, 1);
        var (seen, closed, scattered) = (false, false, false);
        for (var dim = 0; dim < rank; dim++)
        {
            var size = x.Sizes[dim];
            if (reduce[dim])
            {
                scattered |= closed && size != 1;
                seen |= size != 1;
                Reduced *= size;
                if (keepdim)
                    kept[keptRank++] = 1;
                continue;
            }
            closed |= seen && size != 1;
            if (seen)
                Inner *= size;
            else
                Outer *= size;
            kept[keptRank++] = size;
        }
        Result = Layout.Contiguous(kept[..keptRank]);
        if (scattered)
        {
            Source = KeptFirst(x, reduce[..rank]);
            (Outer, Inner) = (Result.Count, 1);
        }
        else
            Source = x.Dense();
    }

    /// <summary>The elements in an order that fits the three extents; the caller disposes it.</summary>
    public Tensor Source { get; }

    /// <summary>Layout of the result.</summary>
    public Layout Result { get; }

    /// <summary>Index positions before the reduced dimensions.</summary>
    public long Outer { get; }

    /// <summary>Elements that become one.</summary>
    public long Reduced { get; }

    /// <summary>Index positions after the reduced dimensions.</summary>
    public long Inner { get; }

    private static Tensor KeptFirst(Tensor x, ReadOnlySpan<bool> reduce)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        Span<long> strides = stackalloc long[Layout.MaxRank];
        var next = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var dim = 0; dim < reduce.Length; dim++)
            {
                if (reduce[dim] != (pass == 1))
                    continue;
                sizes[next] = x.Sizes[dim];
                strides[next++] = x.Strides[dim];
            }
        }
        using var permuted = x.Restride(Layout.Of(sizes[..next], strides[..next]), x.Offset);
        return permuted.Copy();
    }
}
