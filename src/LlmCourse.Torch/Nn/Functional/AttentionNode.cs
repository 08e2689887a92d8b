namespace TorchSharp;

using Kernels;
using static TorchSharp.torch;

/// <summary>
/// Attention that never holds the scores (FlashAttention, Dao et al. 2022, arXiv:2205.14135): the backward computes them
/// again, block by block, from the saved log sums.
/// </summary>
/// <remarks>
/// Result and gradients lie in memory as [batch, rows, heads, size], so that the usual <c>transpose(1, 2)</c> and merging of
/// the heads after attention, and their gradients before it, copy nothing.
/// </remarks>
internal sealed unsafe class AttentionNode : Node
{
    private readonly bool _causal;
    private SavedTensor _query;
    private SavedTensor _key;
    private SavedTensor _value;
    private SavedTensor _output;
    private SavedTensor _logSums;

    private AttentionNode(Tensor query, Tensor key, Tensor value, Tensor denseQuery, Tensor denseKey, Tensor denseValue, Tensor output, Tensor logSums, bool causal)
    {
        _causal = causal;
        (_query, _key, _value, _output, _logSums) = (Save(denseQuery), Save(denseKey), Save(denseValue), Save(output), Save(logSums));
        Connect(query);
        Connect(key);
        Connect(value);
    }

    public override bool IsDifferentiable => false;

    /// <summary>Whether the kernel takes these operands: float32, up to four dimensions, nothing to broadcast.</summary>
    public static bool Fits(Tensor query, Tensor key, Tensor value)
    {
        var q = query.Sizes;
        var k = key.Sizes;
        var v = value.Sizes;
        return query.Type == ScalarType.Float32 && q.Length is >= 2 and <= 4 && k.Length == q.Length && v.Length == q.Length
            && q[..^2].SequenceEqual(k[..^2]) && k[..^1].SequenceEqual(v[..^1])
            && q[^1] == k[^1] && k[^1] == v[^1]
            && query.Layout.Count > 0 && key.Layout.Count > 0;
    }

    public static Tensor Attend(Tensor query, Tensor key, Tensor value, bool causal)
    {
        using var denseQuery = Operand.DenseRows(query);
        using var denseKey = Operand.DenseRows(key);
        using var denseValue = Operand.DenseRows(value);
        var (q, k, v) = (denseQuery.Tensor, denseKey.Tensor, denseValue.Tensor);
        var result = RowsBeforeHeads(query.Layout);
        var shape = ShapeOf(q.Layout, k.Layout, causal);
        if (!Records(query, key, value))
        {
            AttentionKernel.Forward(shape, View(q), View(k), View(v), View(result), null);
            return result;
        }
        using var logSums = Tensor.New([shape.Batch, shape.Heads, shape.Queries], ScalarType.Float32);
        AttentionKernel.Forward(shape, View(q), View(k), View(v), View(result), logSums.Pointer<float>());
        return result.Attach(new AttentionNode(query, key, value, q, k, v, result, logSums, causal));
    }

    protected override void Backward(Tensor gradient)
    {
        using var dy = Operand.DenseRows(gradient);
        var (dq, dk, dv) = (RowsBeforeHeads(_query.Layout), RowsBeforeHeads(_key.Layout), RowsBeforeHeads(_value.Layout));
        AttentionKernel.Backward(
            ShapeOf(_query.Layout, _key.Layout, _causal), View(dy.Tensor), View(_query), View(_key), View(_value), View(_output),
            _logSums.Pointer<float>(this), View(dq), View(dk), View(dv));
        Send(0, dq);
        Send(1, dk);
        Send(2, dv);
    }

    protected override void ReleaseSaved()
    {
        _query.Release();
        _key.Release();
        _value.Release();
        _output.Release();
        _logSums.Release();
    }

    private static AttentionShape ShapeOf(Layout query, Layout key, bool causal)
    {
        var sizes = query.Sizes;
        var (batch, heads) = (sizes.Length > 3 ? (int)sizes[0] : 1, sizes.Length > 2 ? (int)sizes[^3] : 1);
        return new(batch, heads, (int)sizes[^2], (int)key.Sizes[^2], (int)sizes[^1], (float)(1 / Math.Sqrt(sizes[^1])), causal);
    }

    private HeadsView View(in SavedTensor saved) => View(saved.Pointer<float>(this), saved.Layout);

    private static HeadsView View(Tensor tensor) => View(tensor.Pointer<float>(), tensor.Layout);

    private static HeadsView View(float* first, Layout layout)
    {
        var strides = layout.Strides;
        return new(first, strides.Length > 3 ? strides[0] : 0, strides.Length > 2 ? strides[^3] : 0, strides[^2]);
    }

    /// <summary>Memory for a tensor of these sizes, with the heads stored inside the rows.</summary>
    private static Tensor RowsBeforeHeads(Layout like)
    {
        var sizes = like.Sizes;
        if (sizes.Length < 4)
            return Tensor.New(like, ScalarType.Float32);
        var (heads, rows, width) = (sizes[1], sizes[2], sizes[3]);
        return Tensor.NewStrided(Layout.Of(sizes, [rows * heads * width, width, heads * width, 1]), ScalarType.Float32);
    }
}
