using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators that choose elements by number or by truth value.</summary>
internal static class IndexingOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        Two("index rows", (x, i) => x[TensorIndex.Tensor(i)]),
        Three("index pairs", (x, i, j) => x[TensorIndex.Tensor(i), TensorIndex.Tensor(j)]),
        Two("index mask", (x, m) => x[TensorIndex.Tensor(m)] * 2),
        Two("index_select 1", (x, i) => x.index_select(1, i)),
        Two("take_along_dim 1", (x, i) => x.take_along_dim(i, 1)),
        Two("take_along_dim flat", (x, i) => x.take_along_dim(i)),
        Two("take", (x, i) => x.take(i)),
        Two("repeat_interleave counts", (x, i) => x.repeat_interleave(i, 0)),
        Two("gather -1", (x, i) => x.gather(-1, i)),
        Three("scatter 1", (x, i, s) => x.scatter(1, i, s)),
        Three("scatter_add 0", (x, i, s) => x.scatter_add(0, i, s)),
        Three("index_add 0", (x, i, s) => x.index_add(0, i, s, 1)),
        Two("masked_select", (x, m) => x.masked_select(m) * 2),
        Two("isin", (x, t) => x.isin(t)),
        Two("isin inverted", (x, t) => isin(x, t, invert: true)),
        Two("embedding", (i, w) => F.LookUp(i, w, null)),
        new("embedding padding 1", new(i => F.LookUp(i[0], i[1], 1)) { HasOwnGradient = true, Why = "The padding row gets no gradient by definition." }),
    ];
}
