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

/// <summary>Scaled dot-product attention that never holds the score matrix (FlashAttention, Dao et al. 2022, arXiv:2205.14135).</summary>
internal static unsafe class AttentionKernel
{
    /// <summary>
    /// <c>o = softmax(scale · q kᵀ + causal mask) v</c> for every batch item and head. <paramref name="lse"/>
    /// [batch, heads, queries], dense, receives ln Σ exp of the scores for <see cref="Backward"/>; it may be null.
    /// A query that sees no key gets zeros.
    /// </summary>
    public static void Forward(in AttentionShape shape, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse)
    {
        var scores = stackalloc float[shape.Keys];
        for (var b = 0; b < shape.Batch; b++)
            for (var h = 0; h < shape.Heads; h++)
                for (var t = 0; t < shape.Queries; t++)
                {
                    var visible = shape.Visible(t);
                    for (var s = 0; s < visible; s++)
                        scores[s] = shape.Scale * Dot(q.Row(b, h, t), k.Row(b, h, s), shape.HeadSize);
                    var logSum = visible == 0 ? float.NegativeInfinity : SoftmaxKernel.LogSumExp(scores, visible);
                    if (lse != null)
                        lse[((long)b * shape.Heads + h) * shape.Queries + t] = logSum;
                    var output = new Span<float>(o.Row(b, h, t), shape.HeadSize);
                    output.Clear();
                    for (var s = 0; s < visible; s++)
                        for (var i = 0; i < shape.HeadSize; i++)
                            output[i] += MathF.Exp(scores[s] - logSum) * v.Row(b, h, s)[i];
                }
    }

    /// <summary>
    /// Gradients of <see cref="Forward"/> with respect to q, k, v, written (not accumulated). <paramref name="o"/> and
    /// <paramref name="lse"/> are what the forward pass gave. The views of dq, dk, dv must not overlap each other.
    /// </summary>
    public static void Backward(in AttentionShape shape, HeadsView dout, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse, HeadsView dq, HeadsView dk, HeadsView dv)
    {
        for (var b = 0; b < shape.Batch; b++)
            for (var h = 0; h < shape.Heads; h++)
            {
                for (var s = 0; s < shape.Keys; s++)
                {
                    new Span<float>(dk.Row(b, h, s), shape.HeadSize).Clear();
                    new Span<float>(dv.Row(b, h, s), shape.HeadSize).Clear();
                }
                for (var t = 0; t < shape.Queries; t++)
                {
                    new Span<float>(dq.Row(b, h, t), shape.HeadSize).Clear();
                    var delta = Dot(dout.Row(b, h, t), o.Row(b, h, t), shape.HeadSize);
                    for (var s = 0; s < shape.Visible(t); s++)
                    {
                        var score = shape.Scale * Dot(q.Row(b, h, t), k.Row(b, h, s), shape.HeadSize);
                        var weight = MathF.Exp(score - lse[((long)b * shape.Heads + h) * shape.Queries + t]);
                        var dscore = shape.Scale * weight * (Dot(dout.Row(b, h, t), v.Row(b, h, s), shape.HeadSize) - delta);
                        for (var i = 0; i < shape.HeadSize; i++)
                        {
                            dq.Row(b, h, t)[i] += dscore * k.Row(b, h, s)[i];
                            dk.Row(b, h, s)[i] += dscore * q.Row(b, h, t)[i];
                            dv.Row(b, h, s)[i] += weight * dout.Row(b, h, t)[i];
                        }
                    }
                }
            }
    }

    private static float Dot(float* a, float* b, int n)
    {
        var sum = 0f;
        for (var i = 0; i < n; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
