using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Models;

/// <summary>
/// Causal multi-head self-attention (Vaswani et al., 2017): every position gathers what it needs from itself and the
/// positions before it, never from a later one.
/// </summary>
public sealed class CausalSelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly double dropout;
    private readonly Linear queryKeyValue;
    private readonly Linear output;
    private readonly Dropout outputDropout;

    /// <summary>Attention with fresh weights.</summary>
    public CausalSelfAttention(GptConfig config)
        : base(nameof(CausalSelfAttention))
    {
        heads = config.Heads;
        dropout = config.Dropout;
        queryKeyValue = nn.Linear(config.Width, 3 * config.Width);
        output = nn.Linear(config.Width, config.Width);
        outputDropout = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    #region attention-forward
    /// <summary>
    /// What training runs: one fused product that never holds the full table of weights.
    /// </summary>
    /// <param name="input">Residual stream after its norm, <c>[batch, time, channels]</c>.</param>
    /// <returns>What each position gathered, <c>[batch, time, channels]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        var (query, key, value) = SplitHeads(input);
        var gathered = nn.functional.scaled_dot_product_attention(
            query, key, value, p: training ? dropout : 0, is_casual: true);
        return JoinHeads(gathered);
    }
    #endregion

    #region attention-weights
    /// <summary>
    /// How much each query listens to each key: scaled scores, the future masked out, softmax over the keys.
    /// </summary>
    /// <param name="query">What the newest positions ask, <c>[batch, heads, queries, head size]</c>.</param>
    /// <param name="key">What all positions so far offer, <c>[batch, heads, keys, head size]</c>; the last key belongs to the last query.</param>
    /// <returns>Weights <c>[batch, heads, queries, keys]</c>; each row adds up to 1.</returns>
    public static Tensor Weights(Tensor query, Tensor key)
    {
        var (queries, keys) = (query.size(-2), key.size(-2));

        var scores = query.matmul(key.transpose(-2, -1)) / Math.Sqrt(query.size(-1));

        if (queries > 1)
        {
            var future = ones(queries, keys, dtype: ScalarType.Bool, device: query.device).triu(1 + keys - queries);
            scores = scores.masked_fill(future, double.NegativeInfinity);
        }

        return nn.functional.softmax(scores, dim: -1);
    }
    #endregion

    /// <summary>The same result as <see cref="forward"/> without dropout, and the weights it came from.</summary>
    /// <param name="input">Residual stream after its norm, <c>[batch, time, channels]</c>.</param>
    /// <param name="seen">Receives the weights, <c>[batch, heads, time, time]</c>.</param>
    /// <returns>What each position gathered, <c>[batch, time, channels]</c>.</returns>
    public Tensor Trace(Tensor input, ICollection<Tensor> seen)
    {
        var (query, key, value) = SplitHeads(input);
        var weights = Weights(query, key);
        seen.Add(weights);
        return JoinHeads(weights.matmul(value));
    }

    #region attention-cached
    /// <summary>
    /// Attention of the newest positions only: keys and values of earlier positions never change, so they are
    /// remembered instead of computed again.
    /// </summary>
    /// <param name="input">The newest positions after their norm, <c>[batch, new, channels]</c>.</param>
    /// <param name="cache">Keys and values of all earlier positions.</param>
    /// <param name="layer">This block's place in the cache.</param>
    /// <returns>What the newest positions gathered, <c>[batch, new, channels]</c>.</returns>
    public Tensor Continue(Tensor input, KeyValueCache cache, int layer)
    {
        var (query, key, value) = SplitHeads(input);
        var (keys, values) = cache.Remember(layer, key, value);
        // One newest position may listen to every key: nothing to mask, and the fused product needs no table of weights.
        var gathered = query.size(-2) == 1
            ? nn.functional.scaled_dot_product_attention(query, keys, values)
            : Weights(query, keys).matmul(values);
        return JoinHeads(gathered);
    }
    #endregion

    /// <summary><c>[batch, time, channels]</c> to queries, keys and values of <c>[batch, heads, time, head size]</c>.</summary>
    private (Tensor Query, Tensor Key, Tensor Value) SplitHeads(Tensor input)
    {
        var (batch, time, channels) = (input.size(0), input.size(1), input.size(2));
        var parts = queryKeyValue.call(input).chunk(3, dim: -1);
        return (ByHead(parts[0]), ByHead(parts[1]), ByHead(parts[2]));

        Tensor ByHead(Tensor part) => part.view(batch, time, heads, channels / heads).transpose(1, 2);
    }

    /// <summary><c>[batch, heads, time, head size]</c> back to <c>[batch, time, channels]</c>, through the output projection.</summary>
    private Tensor JoinHeads(Tensor gathered)
    {
        var (batch, time, headSize) = (gathered.size(0), gathered.size(2), gathered.size(3));
        var joined = gathered.transpose(1, 2).reshape(batch, time, heads * headSize);
        return outputDropout.call(output.call(joined));
    }
}
