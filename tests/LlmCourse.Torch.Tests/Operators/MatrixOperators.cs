using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;
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
        Three("addmm", (c, a, b) => c.addmm(a, b, 0.5f, 2f)),
        Two("einsum bij,bjk->bik", (a, b) => einsum("bij,bjk->bik", a, b)),
        Two("einsum bthd,bshd->bhts", (a, b) => einsum("bthd,bshd->bhts", a, b)),
        One("einsum ij->j", a => einsum("ij->j", a)),
        Two("linear", (x, w) => F.linear(x, w)),
        Three("linear bias", (x, w, b) => F.linear(x, w, b)),
    ];
}
