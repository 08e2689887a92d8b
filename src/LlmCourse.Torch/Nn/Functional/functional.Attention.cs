namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Attention <c>softmax(q kᵀ / √size + mask) v</c> (Vaswani et al. 2017, arXiv:1706.03762). Without mask and
            /// dropout, in float32, the scores are never stored.
            /// </summary>
            /// <param name="query">q <c>[…, targets, size]</c>.</param>
            /// <param name="key">k <c>[…, sources, size]</c>.</param>
            /// <param name="value">v <c>[…, sources, width]</c>.</param>
            /// <param name="attn_mask">
            /// <c>[…, targets, sources]</c>: of bool, where true takes part, or of numbers that are added to the scores.
            /// </param>
            /// <param name="p">Probability of dropping an attention weight. It acts whenever it is not 0, in evaluation too.</param>
            /// <param name="is_casual">Whether target t sees the sources up to t only (TorchSharp spells "causal" so).</param>
            /// <returns><c>[…, targets, width]</c>.</returns>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit.</exception>
            /// <exception cref="ArgumentException">Both a mask and <paramref name="is_casual"/> were given.</exception>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                Fused.Type(nameof(scaled_dot_product_attention), query, key, value);
                if (attn_mask is not null && is_casual)
                    throw new ArgumentException("Give a mask or is_casual, not both: put the causal part into the mask.", nameof(attn_mask));
                if (query.Sizes.Length < 2 || key.Sizes.Length < 2 || value.Sizes.Length < 2 || query.Sizes[^1] != key.Sizes[^1] || key.Sizes[^2] != value.Sizes[^2])
                {
                    throw Errors.Shape(
                        $"scaled_dot_product_attention: query {query.Layout}, key {key.Layout} and value {value.Layout} do not fit: " +
                        "query and key need one last size, key and value one number of rows.");
                }
                if (attn_mask is null && p == 0 && AttentionNode.Fits(query, key, value))
                    return AttentionNode.Attend(query, key, value, is_casual);

                var scores = query.matmul(key.transpose(-2, -1)).mul(1 / Math.Sqrt(query.Sizes[^1]));
                if (is_casual)
                    attn_mask = arange(query.Sizes[^2]).unsqueeze(-1).ge(arange(key.Sizes[^2]));
                if (attn_mask is { Type: ScalarType.Bool })
                    scores = scores.masked_fill(attn_mask.logical_not(), double.NegativeInfinity);
                else if (attn_mask is not null)
                    scores = scores.add(attn_mask);
                var weights = scores.softmax(-1);
                if (p > 0)
                    weights = dropout(weights, p);
                return weights.matmul(value);
            }
        }
    }
}
