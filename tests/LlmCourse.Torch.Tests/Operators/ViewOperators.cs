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
        One("movedim", x => TorchSharp.torch.movedim(x, 0, -1) * 2),
        One("movedim two", x => x.movedim([0, 1], [2, 0]) * 2),
        One("moveaxis", x => TorchSharp.torch.moveaxis(x, -1, 0) * 2),
        One("swapaxes", x => swapaxes(x, 0, 1) * 2),
        One("unfold apart", x => x.unfold(-1, 2, 2)),
        One("unfold overlapping", x => x.unfold(-1, 2, 1) * 2),
        One("unfold rows", x => x.unfold(0, 2, 1)),
        One("write a stretched tensor", WriteStretched),
        One("fliplr", x => x.fliplr()),
        One("flipud", x => x.flipud()),
        One("rot90", x => x.rot90()),
        One("rot90 back", x => x.rot90(-1)),
        One("roll two", x => x.roll([1L, -1L], [0L, 1L])),
        One("diff", x => x.diff()),
        One("diff twice", x => x.diff(2, 0)),
        One("tensor_split 3", x => Each(x.tensor_split(3))),
        One("tensor_split at", x => Each(x.tensor_split([1L], 1))),
        One("repeat_interleave 2 1", x => x.repeat_interleave(2, 1)),
        One("repeat_interleave", x => x.repeat_interleave(3)),
        Two("hstack", (a, b) => hstack(a, b)),
        Two("vstack", (a, b) => vstack([a, b])),
        Two("dstack", (a, b) => dstack(a, b)),
        Two("column_stack", (a, b) => column_stack(a, b)),
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

    /// <summary>Each part times its number, one after another.</summary>
    private static Tensor Each(Tensor[] parts) => cat(Array.ConvertAll(parts, part => part.reshape(-1) * (1 + Array.IndexOf(parts, part))));

    /// <summary>A view made before its base was written: its history is taken anew, stretched dimension included.</summary>
    private static Tensor WriteStretched(Tensor x)
    {
        var y = x * 1;
        var wide = y.unsqueeze(0).expand(2, -1, -1);
        y.mul_(3);
        return wide * 1;
    }

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
