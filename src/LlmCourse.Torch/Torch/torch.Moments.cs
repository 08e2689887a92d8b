namespace TorchSharp;

public static partial class torch
{
    /// <summary>Standard deviation over two dimensions.</summary>
    public static Tensor std(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation over three dimensions.</summary>
    public static Tensor std(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation and mean of all elements.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, bool unbiased = true) => input.std_mean(unbiased);

    /// <summary>Standard deviation and mean over a dimension.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation and mean over two dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation and mean over three dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation and mean over dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation and mean over dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Variance over two dimensions.</summary>
    public static Tensor var(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var(dimensions, unbiased, keepdim, type);

    /// <summary>Variance over three dimensions.</summary>
    public static Tensor var(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var(dimensions, unbiased, keepdim, type);

    /// <summary>Variance and mean of all elements.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, bool unbiased = true) => input.var_mean(unbiased);

    /// <summary>Variance and mean over a dimension.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Variance and mean over two dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Variance and mean over three dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Variance and mean over dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>Variance and mean over dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    public partial class Tensor
    {
        /// <summary>Standard deviation over two dimensions.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>Standard deviation over three dimensions.</summary>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Standard deviation and mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => (Statistics.Deviation(this, [], unbiased, keepdim: false, null), mean());

        /// <summary>Standard deviation and mean over a dimension.</summary>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim], unbiased, keepdim, type);

        /// <summary>Standard deviation and mean over two dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>Standard deviation and mean over three dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Standard deviation and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => (Statistics.Deviation(this, dimensions, unbiased, keepdim, type), Reductions.Mean(this, dimensions, keepdim, type));

        /// <summary>Standard deviation and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => (Statistics.Deviation(this, dimensions, unbiased, keepdim, type), Reductions.Mean(this, dimensions, keepdim, type));

        /// <summary>Variance over two dimensions.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>Variance over three dimensions.</summary>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Variance and mean of all elements.</summary>
        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => (Statistics.Variance(this, [], unbiased, keepdim: false, null), mean());

        /// <summary>Variance and mean over a dimension.</summary>
        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim], unbiased, keepdim, type);

        /// <summary>Variance and mean over two dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>Variance and mean over three dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>Variance and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => (Statistics.Variance(this, dimensions, unbiased, keepdim, type), Reductions.Mean(this, dimensions, keepdim, type));

        /// <summary>Variance and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => (Statistics.Variance(this, dimensions, unbiased, keepdim, type), Reductions.Mean(this, dimensions, keepdim, type));
    }
}
