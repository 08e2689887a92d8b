namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Largest of all elements.</summary>
        public Tensor max() => Extremes.Over(this, [], keepdim: false, largest: true);

        /// <summary>Largest elements along a dimension and where they are, the first of equals.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Extremes.AlongDim(this, dim, keepdim, largest: true);

        /// <summary>Largest of two tensors' elements, broadcast; NaN if either is.</summary>
        public Tensor max(Tensor other) => Limits.Extreme<MaximumOperator>(this, other, largest: true);

        /// <summary>Largest of two tensors' elements, broadcast; NaN if either is.</summary>
        public Tensor maximum(Tensor other) => max(other);

        /// <summary>Where the largest of all elements is, in row-major order.</summary>
        public Tensor argmax() => Extremes.Arg(this, [], keepdim: false, largest: true);

        /// <summary>Where the largest elements along a dimension are, the first of equals.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Extremes.Arg(this, [dim], keepdim, largest: true);

        /// <summary>Largest elements over dimensions; equals share the gradient.</summary>
        public Tensor amax(params long[] dims) => Extremes.Over(this, dims, keepdim: false, largest: true);

        /// <summary>Largest elements over dimensions; equals share the gradient.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Outputs.Write(Extremes.Over(this, dims, keepdim, largest: true), @out);

        /// <summary>Smallest of all elements.</summary>
        public Tensor min() => Extremes.Over(this, [], keepdim: false, largest: false);

        /// <summary>Smallest elements along a dimension and where they are, the first of equals.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Extremes.AlongDim(this, dim, keepdim, largest: false);

        /// <summary>Smallest of two tensors' elements, broadcast; NaN if either is.</summary>
        public Tensor min(Tensor other) => Limits.Extreme<MinimumOperator>(this, other, largest: false);

        /// <summary>Smallest of two tensors' elements, broadcast; NaN if either is.</summary>
        public Tensor minimum(Tensor other) => min(other);

        /// <summary>Where the smallest of all elements is, in row-major order.</summary>
        public Tensor argmin() => Extremes.Arg(this, [], keepdim: false, largest: false);

        /// <summary>Where the smallest elements along a dimension are, the first of equals.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Extremes.Arg(this, [dim], keepdim, largest: false);

        /// <summary>Smallest elements over dimensions; equals share the gradient.</summary>
        public Tensor amin(params long[] dims) => Extremes.Over(this, dims, keepdim: false, largest: false);

        /// <summary>Smallest elements over dimensions; equals share the gradient.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Outputs.Write(Extremes.Over(this, dims, keepdim, largest: false), @out);

        /// <summary>The k largest (or smallest) elements along a dimension, in order, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Sorting.TopK(this, k, dim, largest);

        /// <summary>Elements sorted along a dimension, always stably, and where they came from.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Sorting.Sort(this, dim, descending);

        /// <summary>Where the sorted elements of a dimension come from.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Sorting.Sort(this, dim, descending).Indices;

        /// <summary>Running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Scanning.CumSum(this, dim, type);

        /// <summary>Running product along a dimension; without a gradient here.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Scanning.CumProd(this, dim, type);

        /// <summary>Variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Statistics.Variance(this, [], unbiased, keepdim: false, null);

        /// <summary>Variance over a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Variance(this, [dim], unbiased, keepdim, type);

        /// <summary>Variance over dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Variance(this, dimensions, unbiased, keepdim, type);

        /// <summary>Variance over dimensions.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Variance(this, dimensions, unbiased, keepdim, type);

        /// <summary>Standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Statistics.Deviation(this, [], unbiased, keepdim: false, null);

        /// <summary>Standard deviation over a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Deviation(this, [dim], unbiased, keepdim, type);

        /// <summary>Standard deviation over dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Deviation(this, dimensions, unbiased, keepdim, type);

        /// <summary>Standard deviation over dimensions.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Statistics.Deviation(this, dimensions, unbiased, keepdim, type);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2f) => Statistics.Norm(this, [], keepdim: false, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Statistics.Norm(this, [dim], keepdim, p);

        /// <summary>Logarithm of the sum of exponentials along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Statistics.LogSumExp(this, dim, keepdim);

        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Statistics.Product(this, null, keepdim: false, type);

        /// <summary>Product along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Statistics.Product(this, dim, keepdim, type);
    }
}
