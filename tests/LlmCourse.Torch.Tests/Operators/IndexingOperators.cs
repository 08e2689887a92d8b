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
        Two("embedding", (i, w) => F.LookUp(i, w, null)),
        new("embedding padding 1", new(i => F.LookUp(i[0], i[1], 1)) { HasOwnGradient = true, Why = "The padding row gets no gradient by definition." }),
    ];
}
