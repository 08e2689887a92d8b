using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Where elements are.</summary>
internal static unsafe class Searching
{
    /// <summary>The positions of elements that are not zero, [found, dimensions], in row-major order.</summary>
    public static Tensor NonZero(Tensor x)
    {
        using var mode = no_grad();
        using var truth = x.Type == ScalarType.Bool ? x.Share() : x.ne(0);
        using var dense = truth.Dense();
        var flags = dense.Pointer<bool>();
        var count = 0L;
        for (var i = 0L; i < x.Layout.Count; i++)
            count += flags[i] ? 1 : 0;
        var rank = x.Layout.Rank;
        var result = Tensor.New([count, rank], ScalarType.Int64);
        var row = result.Pointer<long>();
        for (var i = 0L; i < x.Layout.Count; i++)
        {
            if (!flags[i])
                continue;
            var rest = i;
            for (var dim = rank - 1; dim >= 0; dim--)
            {
                row[dim] = rest % x.Sizes[dim];
                rest /= x.Sizes[dim];
            }
            row += rank;
        }
        return result;
    }
}
