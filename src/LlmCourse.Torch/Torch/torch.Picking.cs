namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many elements are not zero, of all or over dimensions.</summary>
    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => input.count_nonzero(dims);

    /// <summary>Sum of the elements that are numbers.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>Mean of the elements that are numbers.</summary>
    public static Tensor nanmean(Tensor input, int? dim = null, bool keepdim = false, ScalarType? dtype = null) => input.nanmean(dim, keepdim, dtype);

    /// <summary>The elements at positions of a dimension: y[i][j] = x[i][index[i][j]] for dim 1.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => input.gather(dim, index);

    /// <summary>The elements at these positions in row order.</summary>
    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    /// <summary>The elements at positions of a dimension; the other dimensions broadcast.</summary>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => Picking.AlongDim(input, indices, dim);

    /// <summary>The elements at positions of a dimension.</summary>
    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => Picking.AlongDim(input, tensor(indices.ToArray()), dim);

    /// <summary>Each element of a dimension repeated; without a dimension, each of all in row order.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Each element of a dimension repeated as often as its number says; without a dimension, each of all in row order.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Differences of neighbours along a dimension, n times.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => input.diff(n, dim, prepend, append);

    /// <summary>Whether each element is among others.</summary>
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) => tensor.isin(test_elements, assumeUnique, invert);

    public partial class Tensor
    {
        /// <summary>How many elements are not zero, of all or over dimensions.</summary>
        public Tensor count_nonzero(long[]? dims = null) => ne(0).sum(dims ?? []);

        /// <summary>Sum of the elements that are numbers.</summary>
        public Tensor nansum() => masked_fill(isnan(), 0).sum();

        /// <summary>Mean of the elements that are numbers.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) => Reductions.Sum(masked_fill(isnan(), 0), dim is { } at ? [at] : [], keepdim, dtype) / Reductions.Sum(isnan().logical_not(), dim is { } over ? [over] : [], keepdim, null);

        /// <summary>The elements at these positions in row order.</summary>
        public Tensor take(Tensor index) => reshape(-1).index_select(0, index.reshape(-1)).reshape(index.shape);

        /// <summary>The elements at positions of a dimension; the other dimensions broadcast.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Picking.AlongDim(this, indices, dim);

        /// <summary>The elements at these positions in row order.</summary>
        public Tensor take_along_dim(Tensor indices) => reshape(-1).gather(0, indices.reshape(-1));

        /// <summary>The elements at positions of a dimension.</summary>
        public Tensor take_along_dim(IEnumerable<long> indices, long dim) => Picking.AlongDim(this, tensor(indices.ToArray()), dim);

        /// <summary>The elements at these positions in row order.</summary>
        public Tensor take_along_dim(IEnumerable<long> indices) => take_along_dim(tensor(indices.ToArray()));

        /// <summary>Each element of a dimension repeated; without a dimension, each of all in row order.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Picking.Repeat(this, full([1], repeats, ScalarType.Int64), dim, output_size);

        /// <summary>Each element of a dimension repeated as often as its number says; without a dimension, each of all in row order.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Picking.Repeat(this, repeats, dim, output_size);

        /// <summary>Differences of neighbours along a dimension, n times.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Picking.Differences(this, n, dim, prepend, append);

        /// <summary>Whether each element is among others.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Picking.IsIn(this, test_elements, invert);
    }
}
