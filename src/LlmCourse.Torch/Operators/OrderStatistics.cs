using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Elements by their rank.</summary>
internal static class OrderStatistics
{
    /// <summary>The lower middle element of all; NaN if there is one.</summary>
    public static Tensor Median(Tensor x)
    {
        Errors.Require(x.Layout.Count > 0, "median() operation does not have an identity for an empty tensor.");
        var sorted = x.reshape(-1).sort(0).Values;
        // NaN sorts last.
        return sorted.IsLastNaN() ? sorted[-1] : sorted[(sorted.Layout.Count - 1) / 2];
    }

    /// <summary>The k-th smallest element along a dimension, counted from 1.</summary>
    public static (Tensor Values, Tensor Indices) KthValue(Tensor x, long k, long dim, bool keepdim)
    {
        var size = x.Layout.Rank == 0 ? 1 : x.size(x.Layout.Dim(dim));
        Errors.Require(k >= 1 && k <= size, $"kthvalue(): selected number k out of range for dimension {dim}: k is {k}, the size {size}");
        if (x.Layout.Rank == 0)
            return (x.clone(), zeros([], ScalarType.Int64));
        var (values, indices) = x.sort(dim);
        return keepdim
            ? (values.narrow(dim, k - 1, 1), indices.narrow(dim, k - 1, 1))
            : (values.select(dim, k - 1), indices.select(dim, k - 1));
    }

    /// <summary>Quantiles along a dimension, linearly between the two nearest elements.</summary>
    /// <returns>As x without the dimension (or with size 1); with q's own dimension first if q has one.</returns>
    public static Tensor Quantile(Tensor x, Tensor q, long dim, bool keepdim)
    {
        Errors.Require(x.Type.IsFloating() && q.Type == x.Type, $"quantile() expects input and q of one floating-point type, but got {x.Type} and {q.Type}");
        Errors.Require(q.Layout.Rank <= 1, $"quantile() q must be a scalar or 1D tensor, but has shape {q.Layout}");
        var at = x.Layout.Dim(dim);
        var rows = x.Layout.Rank == 0 ? x.reshape(1) : x.movedim([at], [-1]);
        var size = rows.size(-1);
        Errors.Require(size > 0, "quantile() input tensor must be non-empty");
        var sorted = rows.sort(-1).Values;
        var position = q.detach().reshape(-1) * (size - 1);
        var below = position.floor();
        var values = sorted.index_select(-1, below.to(ScalarType.Int64))
            .lerp(sorted.index_select(-1, position.ceil().to(ScalarType.Int64)), position - below);
        var last = sorted.narrow(-1, size - 1, 1);
        values = torch.where(last.isnan(), last, values);
        values = values.movedim([-1], [0]);
        if (keepdim && x.Layout.Rank > 0)
            values = values.unsqueeze(at + 1);
        return q.Layout.Rank == 0 ? values.squeeze(0) : values;
    }

    private static bool IsLastNaN(this Tensor sorted) => sorted.Type.IsFloating() && double.IsNaN(sorted[-1].ToDouble());
}
