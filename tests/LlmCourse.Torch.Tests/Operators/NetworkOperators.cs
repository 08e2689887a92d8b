using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators of neural networks: norms, losses, attention.</summary>
internal static class NetworkOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        One("layer_norm", x => F.layer_norm(x, [x.shape[^1]])),
        Two("layer_norm weight", (x, w) => F.layer_norm(x, [x.shape[^1]], w)),
        Three("layer_norm affine", (x, w, b) => F.layer_norm(x, [x.shape[^1]], w, b)),
        Three("layer_norm 2 dims", (x, w, b) => F.layer_norm(x, [.. x.shape[^2..]], w, b)),

        .. Losses("mean", Reduction.Mean), .. Losses("sum", Reduction.Sum), .. Losses("none", Reduction.None),
        Two("cross_entropy one row", (x, t) => F.cross_entropy(x, t)),
        Two("cross_entropy probabilities", (x, t) => F.cross_entropy(x, t.detach().softmax(-1), label_smoothing: 0.2)),
        Two("l1_loss", (x, t) => F.l1_loss(x, t)),
        Two("kl_div", (x, t) => F.kl_div(x.log_softmax(-1), t.log_softmax(-1), log_target: true)),
        Three("bce logits", (x, t, w) => F.binary_cross_entropy_with_logits(x, t.detach().sigmoid(), pos_weights: w.detach())),
        Two("bce", (x, t) => F.binary_cross_entropy(x.sigmoid(), t.detach().sigmoid())),
        One("normalize", x => F.normalize(x, dim: -1)),
        Two("cosine_similarity", (a, b) => F.cosine_similarity(a, b, dim: -1)),
        One("glu", x => F.glu(x)),

        Three("attention", (q, k, v) => F.scaled_dot_product_attention(q, k, v)),
        Three("attention causal", (q, k, v) => F.scaled_dot_product_attention(q, k, v, is_casual: true)),
        new("attention mask", new(i => F.scaled_dot_product_attention(i[0], i[1], i[2], i[3].detach()))),
        One("attention fused qkv", FusedAttention),
    ];

    private static IEnumerable<KeyValuePair<string, OperatorCase>> Losses(string name, Reduction reduction) =>
    [
        Two($"cross_entropy {name}", (x, t) => F.cross_entropy(x, t, reduction: reduction)),
        Two($"cross_entropy ignore {name}", (x, t) => F.cross_entropy(x, t, ignore_index: 1, reduction: reduction)),
        Three($"cross_entropy weight {name}", (x, t, w) => F.cross_entropy(x, t, w.detach(), reduction: reduction)),
        Three($"cross_entropy smooth {name}", (x, t, w) => F.cross_entropy(x, t, w.detach(), ignore_index: 2, reduction: reduction, label_smoothing: 0.1)),
        Three($"nll_loss {name}", (x, t, w) => F.nll_loss(x.log_softmax(-1), t, w.detach(), reduction)),
        Two($"mse_loss {name}", (x, t) => F.mse_loss(x, t, reduction)),
    ];

    private static Tensor FusedAttention(Tensor x)
    {
        var parts = x.split(4, -1).Select(part => part.reshape(2, 3, 2, 2).transpose(1, 2)).ToArray();
        return F.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true).transpose(1, 2).reshape(2, 3, 4);
    }
}
