using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Sorting along a dimension: stable, NaN counts as the largest.</summary>
internal static unsafe class Sorting
{
    /// <summary>Sorted elements and where they came from.</summary>
    public static (Tensor Values, Tensor Indices) Sort(Tensor x, long dim, bool descending) => Take(x, dim, descending, int.MaxValue);

    /// <summary>The k largest (or smallest) elements along a dimension in order, and where they are.</summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, long k, long dim, bool largest)
    {
        var size = x.Layout.Rank == 0 ? 1 : x.Sizes[x.Layout.Dim(dim)];
        Errors.Require(k >= 0 && k <= size, $"selected index k out of range: k={k}, but dimension {dim} of shape {x.Layout} has size {size}");
        return Take(x, dim, largest, k);
    }

    private static (Tensor Values, Tensor Indices) Take(Tensor x, long dim, bool descending, long k)
    {
        var at = x.Layout.Dim(dim);
        if (x.Layout.Rank == 0)
            return (Cloning.Clone(x), zeros([], ScalarType.Int64));
        Tensor indices;
        using (no_grad())
        {
            using var last = Views.Transpose(x, at, -1);
            using var wide = last.Type.IsHalfWidth() ? last.Cast(ScalarType.Float32) : last.Share();
            using var rows = wide.Dense();
            var length = (int)rows.Sizes[^1];
            var take = (int)Math.Min(k, length);
            using var sorted = Tensor.New([.. rows.Sizes[..^1], take], ScalarType.Int64);
            switch (rows.Type)
            {
                case ScalarType.Float32:
                    Order<float>(rows, sorted, length, take, descending);
                    break;
                case ScalarType.Float64:
                    Order<double>(rows, sorted, length, take, descending);
                    break;
                case ScalarType.Int64:
                    Order<long>(rows, sorted, length, take, descending);
                    break;
                case ScalarType.Int32:
                    Order<int>(rows, sorted, length, take, descending);
                    break;
                case ScalarType.Int16:
                    Order<short>(rows, sorted, length, take, descending);
                    break;
                case ScalarType.Int8:
                    Order<sbyte>(rows, sorted, length, take, descending);
                    break;
                default:
                    Order<byte>(rows, sorted, length, take, descending);
                    break;
            }
            using var back = Views.Transpose(sorted, at, -1);
            indices = back.Copy();
        }
        return (Selecting.Gather(x, at, indices), indices);
    }

    private static void Order<T>(Tensor rows, Tensor result, int length, int take, bool descending)
        where T : unmanaged, INumber<T>
    {
        if (length == 0 || take == 0)
            return;
        var keys = new T[length];
        var order = new int[length];
        var count = rows.Layout.Count / length;
        for (var row = 0L; row < count; row++)
        {
            new ReadOnlySpan<T>(rows.Pointer<T>() + row * length, length).CopyTo(keys);
            for (var i = 0; i < length; i++)
                order[i] = i;
            Array.Sort(order, new ByKey<T>(keys, descending));
            var target = result.Pointer<long>() + row * take;
            for (var i = 0; i < take; i++)
                target[i] = order[i];
        }
    }

    /// <summary>Orders positions by key, then by position, which makes any sort stable.</summary>
    private sealed class ByKey<T>(T[] keys, bool descending) : IComparer<int>
        where T : INumber<T>
    {
        public int Compare(int x, int y)
        {
            var (first, second) = (keys[x], keys[y]);
            var order = T.IsNaN(first) ? (T.IsNaN(second) ? 0 : 1) : T.IsNaN(second) ? -1 : first.CompareTo(second);
            if (order == 0)
                return x.CompareTo(y);
            return descending ? -order : order;
        }
    }
}
