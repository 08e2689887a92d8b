using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Elements picked, repeated or compared with others.</summary>
internal static class Picking
{
    /// <summary>The elements at positions of a dimension; the other dimensions of x and positions broadcast.</summary>
    public static Tensor AlongDim(Tensor x, Tensor positions, long dim)
    {
        Errors.Require(positions.Layout.Rank == x.Layout.Rank, $"take_along_dim(): input and indices should have the same number of dimensions, but got {x.Layout} and {positions.Layout}");
        var at = x.Layout.Dim(dim);
        var (wide, picked) = (x.shape, positions.shape);
        for (var i = 0; i < wide.Length; i++)
        {
            if (i == at)
                continue;
            if (wide[i] == 1)
                wide[i] = picked[i];
            else if (picked[i] == 1)
                picked[i] = wide[i];
        }
        return x.expand(wide).gather(at, positions.expand(picked));
    }

    /// <summary>Each slice of a dimension (null: each element in row order), as often as <paramref name="repeats"/> says, one number for all or each.</summary>
    public static Tensor Repeat(Tensor x, Tensor repeats, long? dim, long? size)
    {
        if (dim is null)
            x = x.reshape(-1);
        var at = x.Layout.Dim(dim ?? 0);
        var items = x.size(at);
        Errors.Require(repeats.Layout.Count == 1 || repeats.Layout.Count == items, $"repeats must have the same size as input along dim, but got {repeats.Layout} for {items} slices");
        var times = repeats.to(ScalarType.Int64).reshape(-1).data<long>().ToArray();
        var positions = new List<long>();
        for (var item = 0L; item < items; item++)
        {
            var count = times[times.Length == 1 ? 0 : item];
            Errors.Require(count >= 0, $"repeats can not be negative, but one is {count}");
            for (var i = 0L; i < count; i++)
                positions.Add(item);
        }
        Errors.Require(size is null || size == positions.Count, $"allocated size does not match required size: {size} is given, {positions.Count} are needed");
        return x.index_select(at, tensor(positions));
    }

    /// <summary>Differences of neighbours, taken <paramref name="times"/> times.</summary>
    public static Tensor Differences(Tensor x, long times, long dim, Tensor? before, Tensor? after)
    {
        Errors.Require(times >= 0, $"order must be non-negative but got {times}");
        Errors.Require(x.Layout.Rank > 0, "diff expects input to be at least one-dimensional");
        if (before is not null || after is not null)
            x = cat([.. before is null ? [] : new[] { before }, x, .. after is null ? [] : new[] { after }], dim);
        for (; times > 0 && x.size(x.Layout.Dim(dim)) > 0; times--)
        {
            var size = x.size(x.Layout.Dim(dim));
            x = x.narrow(dim, 1, size - 1) - x.narrow(dim, 0, size - 1);
        }
        return x;
    }

    /// <summary>Whether each element is among <paramref name="others"/>, or is not.</summary>
    public static Tensor IsIn(Tensor x, Tensor others, bool invert)
    {
        var found = x.unsqueeze(-1).eq(others.reshape(-1)).any(-1);
        return invert ? found.logical_not() : found;
    }
}
