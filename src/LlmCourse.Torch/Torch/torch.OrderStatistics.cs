namespace TorchSharp;

public static partial class torch
{
    /// <summary>The middle element of all in order, the lower of two; NaN if there is one.</summary>
    public static Tensor median(Tensor input) => input.median();

    /// <summary>The value below which a share q of the elements along a dimension lies, interpolated; NaN if there is one.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.quantile(q, dim, keepdim);

    /// <summary>The k-th smallest element along a dimension (default: the last), and where it is.</summary>
    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

    /// <summary>Sorted along the first dimension.</summary>
    public static Tensor msort(Tensor tensor) => tensor.msort();

    /// <summary>The smallest and the largest element, of all or along a dimension.</summary>
    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    /// <summary>The different elements, or slices of a dimension, in order; where each went; how often each stood.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => input.unique(sorted, return_inverse, return_counts, dim);

    /// <summary>The elements, or slices of a dimension, that differ from the one before; where each went; how long each run was.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) => input.unique_consecutive(return_inverse, return_counts, dim);

    public partial class Tensor
    {
        /// <summary>The middle element of all in order, the lower of two; NaN if there is one.</summary>
        public Tensor median() => OrderStatistics.Median(this);

        /// <summary>The value below which a share q of the elements along a dimension lies, interpolated; NaN if there is one.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => OrderStatistics.Quantile(this, q, dim, keepdim);

        /// <summary>The k-th smallest element along a dimension (default: the last), and where it is.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => OrderStatistics.KthValue(this, k, dim ?? -1, keepdim);

        /// <summary>Sorted along the first dimension.</summary>
        public Tensor msort() => sort(0).Values;

        /// <summary>The smallest and the largest element, of all or along a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => (Extremes.Over(this, dim is { } low ? [low] : [], keepdim, largest: false), Extremes.Over(this, dim is { } high ? [high] : [], keepdim, largest: true));

        /// <summary>The different elements, or slices of a dimension, in order; where each went; how often each stood.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => Uniqueness.Find(this, anywhere: true, return_inverse, return_counts, dim);

        /// <summary>The elements, or slices of a dimension, that differ from the one before; where each went; how long each run was.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) => Uniqueness.Find(this, anywhere: false, return_inverse, return_counts, dim);
    }
}
