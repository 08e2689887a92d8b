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
        Three("addmm no input", (c, a, b) => c.addmm(a, b, beta: 0)),
        Three("addmm_", (c, a, b) => (c * 1).addmm_(a, b, 0.5f, 2)),
        Three("addbmm", (c, a, b) => c.addbmm(a, b, 0.5f, 2)),
        Three("baddbmm", (c, a, b) => c.baddbmm(a, b, 0.5f, 2)),
        Three("addmv", (c, a, b) => c.addmv(a, b, 0.5f, 2)),
        Three("addr", (c, a, b) => c.addr(a, b, 0.5f, 2)),
        Two("inner", (a, b) => a.inner(b)),
        Two("tensordot 1", (a, b) => a.tensordot(b, 1)),
        Two("tensordot pairs", (a, b) => a.tensordot(b, [0L, 2L], [1L, 0L])),
        Three("addmm", (c, a, b) => c.addmm(a, b, 0.5f, 2f)),
        Two("einsum bij,bjk->bik", (a, b) => einsum("bij,bjk->bik", a, b)),
        Two("einsum bthd,bshd->bhts", (a, b) => einsum("bthd,bshd->bhts", a, b)),
        One("einsum ij->j", a => einsum("ij->j", a)),
        Two("linear", (x, w) => F.linear(x, w)),
        Three("linear bias", (x, w, b) => F.linear(x, w, b)),
    ];
}
