namespace TorchSharp;

public static partial class torch
{
    /// <summary>beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, summed over the batch.</summary>
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => input.addbmm(batch1, batch2, beta, alpha);

    /// <summary>beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, summed over the batch; in place.</summary>
    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => input.addbmm_(batch1, batch2, beta, alpha);

    /// <summary>beta·input + alpha·batch1·batch2, one product for each item of the batch.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>beta·input + alpha·mat1·mat2, in place.</summary>
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm_(mat1, mat2, beta, alpha);

    /// <summary>beta·input + alpha·matrix·vector.</summary>
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);

    /// <summary>beta·input + alpha·matrix·vector, in place.</summary>
    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv_(mat1, mat2, beta, alpha);

    /// <summary>beta·input + alpha·vec1·vec2ᵀ.</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => input.addr(vec1, vec2, beta, alpha);

    /// <summary>beta·input + alpha·vec1·vec2ᵀ, in place.</summary>
    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => input.addr_(vec1, vec2, beta, alpha);

    /// <summary>Outer product of two vectors.</summary>
    public static Tensor ger(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>Inner product of two vectors.</summary>
    public static Tensor vdot(Tensor input, Tensor target) => input.dot(target);

    /// <summary>Products summed over the last dimensions of both.</summary>
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    /// <summary>Products summed over the last dims dimensions of a and the first of b.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);

    /// <summary>Products summed over pairs of dimensions.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);

    /// <summary>Products summed over dimensions dims1 of a, each with its partner of dims2 of b.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);

    public partial class Tensor
    {
        /// <summary>beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, summed over the batch.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Weighted(beta, alpha, batch1.bmm(batch2).sum(0L));

        /// <summary>beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, summed over the batch; in place.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => OverwriteWith(addbmm(batch1, batch2, beta, alpha));

        /// <summary>beta·input + alpha·batch1·batch2, one product for each item of the batch.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Weighted(beta, alpha, batch1.bmm(batch2));

        /// <summary>beta·input + alpha·mat1·mat2, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => OverwriteWith(addmm(mat1, mat2, beta, alpha));

        /// <summary>beta·input + alpha·matrix·vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => Weighted(beta, alpha, mat.mv(vec));

        /// <summary>beta·input + alpha·matrix·vector, in place.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => OverwriteWith(addmv(mat, vec, beta, alpha));

        /// <summary>beta·input + alpha·vec1·vec2ᵀ.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => Weighted(beta, alpha, vec1.outer(vec2));

        /// <summary>beta·input + alpha·vec1·vec2ᵀ, in place.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => OverwriteWith(addr(vec1, vec2, beta, alpha));

        /// <summary>Outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => outer(vec2);

        /// <summary>Inner product of two vectors.</summary>
        public Tensor vdot(Tensor target) => dot(target);

        /// <summary>Products summed over the last dimensions of both.</summary>
        public Tensor inner(Tensor vec2) => Layout.Rank == 0 || vec2.Layout.Rank == 0 ? this * vec2 : tensordot(vec2, [-1], [-1]);

        /// <summary>Products summed over the last dims dimensions of a and the first of b.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => Contraction.Compute(this, b, (int)dims);

        /// <summary>Products summed over pairs of dimensions.</summary>
        public Tensor tensordot(Tensor b, (long, long)[] dims) => Contraction.Compute(this, b, Array.ConvertAll(dims, pair => pair.Item1), Array.ConvertAll(dims, pair => pair.Item2));

        /// <summary>Products summed over dimensions dims1 of a, each with its partner of dims2 of b.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Contraction.Compute(this, b, dims1, dims2);

        /// <summary>beta·this + alpha·product. What is weighted 0 does not count, not even NaN.</summary>
        private Tensor Weighted(float beta, float alpha, Tensor product)
        {
            var scaled = alpha == 1 ? product : product * alpha;
            return beta switch
            {
                0 => masked_fill(torch.ones(1, dtype: ScalarType.Bool), 0) + scaled,
                1 => this + scaled,
                _ => this * beta + scaled,
            };
        }
    }
}
