using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Models;

/// <summary>One layer of the GPT: attention, then feed-forward, each added to the residual stream.</summary>
public sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm attentionNorm;
    private readonly CausalSelfAttention attention;
    private readonly LayerNorm feedForwardNorm;
    private readonly FeedForward feedForward;

    /// <summary>A block with fresh weights.</summary>
    public TransformerBlock(GptConfig config)
        : base(nameof(TransformerBlock))
    {
        attentionNorm = nn.LayerNorm(config.Width);
        attention = new CausalSelfAttention(config);
        feedForwardNorm = nn.LayerNorm(config.Width);
        feedForward = new FeedForward(config);
        RegisterComponents();
    }

    #region transformer-block
    /// <summary>
    /// Pre-norm, as in GPT-2: the norm stands before each part, so the residual stream itself runs unchanged from the
    /// embedding to the output and gradients reach every layer.
    /// </summary>
    /// <param name="stream">Residual stream, <c>[batch, time, channels]</c>.</param>
    /// <returns>Residual stream with this block's two contributions added, the same shape.</returns>
    public override Tensor forward(Tensor stream)
    {
        stream = stream + attention.call(attentionNorm.call(stream));
        stream = stream + feedForward.call(feedForwardNorm.call(stream));
        return stream;
    }
    #endregion

    /// <summary>The same block, keeping its attention weights; see <see cref="CausalSelfAttention.Trace"/>.</summary>
    public Tensor Trace(Tensor stream, ICollection<Tensor> seen)
    {
        stream = stream + attention.Trace(attentionNorm.call(stream), seen);
        return stream + feedForward.call(feedForwardNorm.call(stream));
    }

    /// <summary>The same block over the newest positions only; see <see cref="CausalSelfAttention.Continue"/>.</summary>
    public Tensor Continue(Tensor stream, KeyValueCache cache, int layer)
    {
        stream = stream + attention.Continue(attentionNorm.call(stream), cache, layer);
        return stream + feedForward.call(feedForwardNorm.call(stream));
    }
}
