using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators that only say where elements lie, or put them elsewhere.</summary>
internal static class ViewOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        One("reshape -1 2", x => x.reshape(-1, 2)),
        One("view 6", x => (x * 1).contiguous().view(6)),
        One("flatten", x => x.flatten()),
        One("transpose", x => x.transpose(0, -1) * 2),
        One("permute", x => x.permute(2, 0, 1) * 2),
        One("unsqueeze squeeze", x => x.unsqueeze(1).squeeze(1) * 2),
        One("expand", x => x.expand(4, 3, 2)),
        One("narrow", x => x.narrow(1, 1, 2)),
        One("slice step", x => x[TensorIndex.Colon, TensorIndex.Slice(1, null, 2)]),
        One("select", x => x[1]),
        One("select -1", x => x.select(-1, 0)),
        One("second derivative of a view", SecondDerivative),
        One("diagonal", x => x.diagonal()),
        One("contiguous of transpose", x => x.transpose(0, 1).contiguous()),
        One("repeat", x => x.repeat(2, 3)),
        One("flip", x => x.flip(0)),
        One("roll", x => x.roll(1, 0)),
        One("tril", x => x.tril()),
        One("triu 1", x => x.triu(1)),
        Two("cat 0", (a, b) => cat([a, b], 0)),
        Two("cat -1", (a, b) => cat([a, b], -1)),
        Two("stack 1", (a, b) => stack([a, b], 1)),
        One("split 2 use both", SplitInTwo),
        One("chunk 3 use all", ChunkInThree),
        One("in-place on a view", WriteView),
    ];

    private static Tensor SplitInTwo(Tensor x)
    {
        var parts = x.split(2, -1);
        return parts[0] * 2 + parts[1];
    }

    private static Tensor ChunkInThree(Tensor x)
    {
        var parts = x.chunk(3, -1);
        return parts[0] * parts[1] + parts[2];
    }

    private static Tensor SecondDerivative(Tensor x)
    {
        using var _ = enable_grad();
        var leaf = x.requires_grad ? x : x.detach().requires_grad_();
        return autograd.grad([leaf.pow(3).narrow(-1, 1, 1).square().sum()], [leaf], create_graph: true)[0];
    }

    private static Tensor WriteView(Tensor x)
    {
        var y = x * 1;
        y[1].mul_(3);
        return y * y;
    }
}
