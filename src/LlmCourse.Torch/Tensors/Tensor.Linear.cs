namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Reductions.Sum(this, [], keepdim: false, type);

        /// <summary>Sum over a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Reductions.Sum(this, [dim], keepdim, type);

        /// <summary>Sum over two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Reductions.Sum(this, [dim0, dim1], keepdim, type);

        /// <summary>Sum over three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Reductions.Sum(this, [dim0, dim1, dim2], keepdim, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Reductions.Sum(this, dim, keepdim, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Reductions.Sum(this, dim, keepdim, type);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => Reductions.Mean(this, [], keepdim: false, null);

        /// <summary>Mean over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Reductions.Mean(this, dimensions, keepdim, type);

        /// <summary>Product of matrices, vectors and batches of them.</summary>
        public Tensor matmul(Tensor target) => MatMul.Product(this, target);

        /// <summary>Product of two matrices.</summary>
        public Tensor mm(Tensor target) => MatMul.OfRanks(this, 2, target, 2, "mm");

        /// <summary>Products of two equally long batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => MatMul.Bmm(this, batch2);

        /// <summary>Product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => MatMul.OfRanks(this, 2, target, 1, "mv");

        /// <summary>Inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => MatMul.OfRanks(this, 1, target, 1, "dot");

        /// <summary>Outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => unsqueeze(1).mul(vec2.unsqueeze(0));

        /// <summary>Probabilities along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Softmax.Apply(this, dim, dtype, log: false);

        /// <summary>Logarithms of the probabilities along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Softmax.Apply(this, dim, dtype, log: true);

        /// <summary>Whether all elements are not zero.</summary>
        public Tensor all() => AnyAll.Compute(this, [], keepdim: false, all: true);

        /// <summary>Whether all elements along a dimension are not zero.</summary>
        public Tensor all(long dim, bool keepdim = false) => AnyAll.Compute(this, [dim], keepdim, all: true);

        /// <summary>Whether any element is not zero.</summary>
        public Tensor any() => AnyAll.Compute(this, [], keepdim: false, all: false);

        /// <summary>Whether any element along a dimension is not zero.</summary>
        public Tensor any(long dim, bool keepdim = false) => AnyAll.Compute(this, [dim], keepdim, all: false);
    }
}
