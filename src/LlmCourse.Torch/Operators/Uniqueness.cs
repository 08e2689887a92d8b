using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Different elements, or slices, of a tensor. NaN differs from itself.</summary>
internal static unsafe class Uniqueness
{
    /// <summary>Finds them.</summary>
    /// <param name="x">Where to look.</param>
    /// <param name="anywhere">Whether equal ones may stand apart: the result is sorted. Else only neighbours are compared.</param>
    /// <param name="inverse">Whether to say, for each element, which result it equals.</param>
    /// <param name="counts">Whether to say how often each result stood.</param>
    /// <param name="dim">Compares slices of this dimension; null compares elements.</param>
    public static (Tensor Output, Tensor? Inverse, Tensor? Counts) Find(Tensor x, bool anywhere, bool inverse, bool counts, int? dim)
    {
        using var mode = no_grad();
        var along = dim is { } given ? x.Layout.Dim(given) : 0;
        var items = dim is null ? x.reshape(-1) : x;
        using var rows = (dim is null ? items.unsqueeze(1) : items.movedim([along], [0]).reshape(items.size(along), -1)).Dense();
        var count = (int)rows.Sizes[0];
        var order = Enumerable.Range(0, count).ToArray();
        var group = rows.Type switch
        {
            ScalarType.Float32 => Group<float>(rows, order, anywhere),
            ScalarType.Float64 => Group<double>(rows, order, anywhere),
            ScalarType.Int64 => Group<long>(rows, order, anywhere),
            ScalarType.Int32 => Group<int>(rows, order, anywhere),
            ScalarType.Int16 => Group<short>(rows, order, anywhere),
            ScalarType.Int8 => Group<sbyte>(rows, order, anywhere),
            ScalarType.Byte or ScalarType.Bool => Group<byte>(rows, order, anywhere),
            _ => throw Errors.DType($"unique is not implemented for '{rows.Type}'; convert to Float32."),
        };

        var groups = count == 0 ? 0 : group[order[^1]] + 1;
        var first = new long[groups];
        var size = new long[groups];
        foreach (var item in order)
        {
            if (size[group[item]]++ == 0)
                first[group[item]] = item;
        }
        return (
            items.index_select(along, tensor(first)),
            inverse ? tensor(group).reshape(dim is null ? x.shape : [count]) : null,
            counts ? tensor(size) : null);
    }

    /// <summary>The number of each item's group; sorts <paramref name="order"/> by value if equal items may stand apart.</summary>
    private static long[] Group<T>(Tensor rows, int[] order, bool anywhere)
        where T : unmanaged, INumber<T>
    {
        var width = rows.Sizes[1];
        var data = rows.Pointer<T>();
        // Stable, so that the first of equals stays first.
        if (anywhere)
            Array.Sort(order, (a, b) => Compare(data + a * width, data + b * width, width) is var sign and not 0 ? sign : a.CompareTo(b));
        var group = new long[order.Length];
        for (var i = 1; i < order.Length; i++)
        {
            var same = Equal(data + order[i - 1] * width, data + order[i] * width, width);
            group[order[i]] = group[order[i - 1]] + (same ? 0 : 1);
        }
        return group;
    }

    /// <summary>Which row comes first, element by element; NaN after all numbers.</summary>
    private static int Compare<T>(T* a, T* b, long width)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0L; i < width; i++)
        {
            var sign = T.IsNaN(a[i]) || T.IsNaN(b[i]) ? T.IsNaN(a[i]).CompareTo(T.IsNaN(b[i])) : a[i].CompareTo(b[i]);
            if (sign != 0)
                return sign;
        }
        return 0;
    }

    private static bool Equal<T>(T* a, T* b, long width)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0L; i < width; i++)
        {
            if (a[i] != b[i])
                return false;
        }
        return true;
    }
}
