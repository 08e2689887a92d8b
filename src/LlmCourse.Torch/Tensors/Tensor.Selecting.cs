namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at positions of a dimension: y[i][j] = x[i][index[i][j]] for dim 1.</summary>
        public Tensor gather(long dim, Tensor index) => Selecting.Gather(this, dim, index);

        /// <summary>A copy with src written at positions of a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Selecting.Scatter(this, dim, index, src, add: false);

        /// <summary>This tensor with src written at positions of a dimension.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Selecting.ScatterInPlace(this, dim, index, src, add: false);

        /// <summary>A copy with src added at positions of a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Selecting.Scatter(this, dim, index, src, add: true);

        /// <summary>This tensor with src added at positions of a dimension.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Selecting.ScatterInPlace(this, dim, index, src, add: true);

        /// <summary>The slices of a dimension at these positions.</summary>
        public Tensor index_select(long dim, Tensor index) => Selecting.IndexSelect(this, dim, index);

        /// <summary>A copy with alpha·source added to slices of a dimension.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Selecting.IndexAddInPlace(clone(), dim, index, source, alpha.Value);

        /// <summary>Adds alpha·source to slices of a dimension.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Selecting.IndexAddInPlace(this, dim, index, source, alpha.Value);

        /// <summary>The elements where the mask holds, in row-major order.</summary>
        public Tensor masked_select(Tensor mask) => Selecting.MaskedSelect(this, mask);

        /// <summary>Positions of elements that are not zero, [found, dimensions].</summary>
        public Tensor nonzero() => Searching.NonZero(this);

        /// <summary>Positions of elements that are not zero, [found, dimensions].</summary>
        public Tensor argwhere() => Searching.NonZero(this);

        /// <summary>Lower triangle of the last two dimensions, zero elsewhere.</summary>
        public Tensor tril(long diagonal = 0) => Triangles.Triangle(this, diagonal, lower: true);

        /// <summary>Upper triangle of the last two dimensions, zero elsewhere.</summary>
        public Tensor triu(long diagonal = 0) => Triangles.Triangle(this, diagonal, lower: false);

        /// <summary>Lower triangle of the last two dimensions, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Triangles.TriangleInPlace(this, diagonal, lower: true);

        /// <summary>Upper triangle of the last two dimensions, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Triangles.TriangleInPlace(this, diagonal, lower: false);

        /// <summary>One diagonal of two dimensions, which becomes the last; a view.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Triangles.Diagonal(this, offset, dim1, dim2);

        /// <summary>Sum of the diagonal of a matrix.</summary>
        public Tensor trace() => Triangles.Diagonal(this, 0, 0, 1).sum();

        /// <summary>Elements limited to [min, max].</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Limits.Clamp(this, min?.Value, max?.Value);

        /// <summary>Elements limited to [min, max], in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Limits.ClampInPlace(this, min?.Value, max?.Value);

        /// <summary>Elements limited to [min, max].</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Elements not below a limit.</summary>
        public Tensor clamp_min(Scalar min) => Limits.Clamp(this, min.Value, null);

        /// <summary>Elements not above a limit.</summary>
        public Tensor clamp_max(Scalar max) => Limits.Clamp(this, null, max.Value);

        /// <summary>Elements not below a limit, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Limits.ClampInPlace(this, min.Value, null);

        /// <summary>Elements not above a limit, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Limits.ClampInPlace(this, null, max.Value);

        /// <summary>Positions drawn in proportion to each row's weights.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Sampling.Multinomial(this, num_samples, replacement, generator);

        /// <summary>1 with each element's probability, otherwise 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Sampling.Bernoulli(this, generator);

        /// <summary>Dimensions in reverse.</summary>
        public Tensor flip(params long[] dims) => Flipping.Flip(this, dims);

        /// <summary>Elements moved along a dimension, round its end.</summary>
        public Tensor roll(long shifts, long? dims = null) => dims is { } dim ? Flipping.Roll(this, shifts, dim) : Flipping.Roll(reshape(-1), shifts, 0).reshape(shape);

        /// <summary>Rounded to the nearest integer, halves to even, or to decimals.</summary>
        public Tensor round(long decimals = 0) => decimals == 0 ? Numeric.Apply<RoundFunction>(this) : (this * Math.Pow(10, decimals)).round() / Math.Pow(10, decimals);
    }
}
