namespace TorchSharp.Kernels;

/// <summary>The sizes of an attention product.</summary>
/// <param name="Batch">Items in the batch.</param>
/// <param name="Heads">Heads of each item.</param>
/// <param name="Queries">T, the rows of q, o.</param>
/// <param name="Keys">S, the rows of k, v.</param>
/// <param name="HeadSize">Columns of q, k, v and o.</param>
/// <param name="Scale">Factor on q · k, as a rule 1/√HeadSize.</param>
/// <param name="Causal">Whether query t sees only keys s ≤ t + <paramref name="CausalOffset"/>.</param>
/// <param name="CausalOffset">Keys that come before the first query (0 when q and k start at the same position, as in PyTorch).</param>
internal readonly record struct AttentionShape(int Batch, int Heads, int Queries, int Keys, int HeadSize, float Scale, bool Causal, int CausalOffset = 0)
{
    /// <summary>The number of leading keys that query <paramref name="t"/> sees.</summary>
    public int Visible(int t) => Causal ? Math.Clamp(t + CausalOffset + 1, 0, Keys) : Keys;
}

/// <summary>
/// A [batch, heads, rows, headSize] view by its strides in elements; the last dimension is dense. Lets q, k and v be views
/// into one fused [batch, rows, 3 · heads · headSize] product.
/// </summary>
internal readonly unsafe struct HeadsView(float* data, long batchStride, long headStride, long rowStride)
{
    public readonly float* Data = data;
    public readonly long BatchStride = batchStride, HeadStride = headStride, RowStride = rowStride;

    public float* Row(int batch, int head, int row) => Data + batch * BatchStride + head * HeadStride + row * RowStride;
}

/// <summary>
/// Scaled dot-product attention that never holds the score matrix: the scores of a few queries at a time stay in the
/// nearest caches (Rabe and Staats, 2021, arXiv:2112.05682), and the backward pass computes them again from the kept
/// log-sum of each row (FlashAttention, Dao et al., 2022, arXiv:2205.14135, algorithm 4).
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>
    /// <c>o = softmax(scale · q kᵀ + causal mask) v</c> for every batch item and head. <paramref name="lse"/>
    /// [batch, heads, queries], dense, receives ln Σ exp of the scores for <see cref="Backward"/>; it may be null.
    /// A query that sees no key gets zeros.
    /// </summary>
    public static void Forward(in AttentionShape shape, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse) =>
        VectorPool.For((long)shape.Batch * shape.Heads, Grain(shape), new AttentionForward(shape, q, k, v, o, lse));

    /// <summary>
    /// Gradients of <see cref="Forward"/> with respect to q, k, v, written (not accumulated). <paramref name="o"/> and
    /// <paramref name="lse"/> are what the forward pass gave. The views of dq, dk, dv must not overlap each other.
    /// </summary>
    public static void Backward(in AttentionShape shape, HeadsView dout, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse, HeadsView dq, HeadsView dk, HeadsView dv) =>
        VectorPool.For((long)shape.Batch * shape.Heads, Grain(shape), new AttentionBackward(shape, dout, q, k, v, o, lse, dq, dk, dv));

    /// <summary>Heads that make a piece worth its thread (about 2 µs of products).</summary>
    private static long Grain(in AttentionShape shape) => 1 + 100_000L / ((long)shape.Queries * shape.Keys * shape.HeadSize + 1);
}
