using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Products summed over chosen dimensions of two tensors, as one matrix product.</summary>
internal static class Contraction
{
    /// <summary>Sums over the last <paramref name="count"/> dimensions of a and the first of b.</summary>
    public static Tensor Compute(Tensor a, Tensor b, int count)
    {
        Errors.Require(count >= 0 && count <= a.Layout.Rank && count <= b.Layout.Rank, $"tensordot expects dims from 0 to the ranks of {a.Layout} and {b.Layout}, but got {count}");
        var first = a.Layout.Rank - count;
        return Compute(a, b, [.. Enumerable.Range(0, count).Select(i => (long)(first + i))], [.. Enumerable.Range(0, count).Select(i => (long)i)]);
    }

    /// <summary>Sums over dimensions of a, each with its partner of b.</summary>
    /// <returns>The other dimensions of a, then those of b.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Partners differ in size or number.</exception>
    public static Tensor Compute(Tensor a, Tensor b, long[] dimsA, long[] dimsB)
    {
        Errors.Require(dimsA.Length == dimsB.Length, "both dimension lists should have same length");
        var summedA = Array.ConvertAll(dimsA, dim => (long)a.Layout.Dim(dim));
        var summedB = Array.ConvertAll(dimsB, dim => (long)b.Layout.Dim(dim));
        for (var i = 0; i < summedA.Length; i++)
        {
            Errors.Require(
                a.size((int)summedA[i]) == b.size((int)summedB[i]),
                $"contracted dimensions need to match, but dimension {dimsA[i]} of {a.Layout} and dimension {dimsB[i]} of {b.Layout} differ");
        }
        var freeA = Others(a, summedA);
        var freeB = Others(b, summedB);
        var summed = summedA.Aggregate(1L, (product, dim) => product * a.size((int)dim));
        var left = a.permute([.. freeA, .. summedA]).reshape(a.numel() / Math.Max(1, summed), summed);
        var right = b.permute([.. summedB, .. freeB]).reshape(summed, b.numel() / Math.Max(1, summed));
        return left.mm(right).reshape([.. freeA.Select(dim => a.size((int)dim)), .. freeB.Select(dim => b.size((int)dim))]);
    }

    private static long[] Others(Tensor x, long[] dims) =>
        [.. Enumerable.Range(0, x.Layout.Rank).Select(dim => (long)dim).Except(dims)];
}
