using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using F = TorchSharp.torch.nn.functional;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Matrix products.</summary>
internal static class MatrixOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        Two("matmul", (a, b) => a.matmul(b)),
        Two("mm", (a, b) => a.mm(b)),
        Two("bmm", (a, b) => a.bmm(b)),
        Two("linear", (x, w) => F.linear(x, w)),
        Three("linear bias", (x, w, b) => F.linear(x, w, b)),
    ];
}
