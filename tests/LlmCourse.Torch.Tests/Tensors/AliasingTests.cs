using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

/// <summary>In-place operators whose operands show the memory that they write, compared with the same on separate memory.</summary>
public class AliasingTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Target, Func<Tensor, Tensor> Operand)> Pairs = new()
    {
        ["itself"] = (x => x, x => x),
        ["its transpose"] = (x => x, x => x.transpose(0, 1)),
        ["its first row"] = (x => x, x => x[0]),
        ["its first column"] = (x => x, x => x.narrow(1, 0, 1)),
        ["one element"] = (x => x, x => x[1, 1]),
        ["itself reversed"] = (x => x, x => x.flip(0)),
        ["the rows before"] = (x => x.narrow(0, 1, 3), x => x.narrow(0, 0, 3)),
        ["the rows after"] = (x => x.narrow(0, 0, 3), x => x.narrow(0, 1, 3)),
        ["the columns before"] = (x => x.narrow(1, 1, 3), x => x.narrow(1, 0, 3)),
        ["every second column"] = (x => x.narrow(1, 0, 2), x => x.slice(1, 0, 4, 2)),
        ["its diagonal"] = (x => x, x => x.diagonal()),
    };

    private static readonly Dictionary<string, Action<Tensor, Tensor>> Writes = new()
    {
        ["add_"] = (a, b) => a.add_(b),
        ["sub_"] = (a, b) => a.sub_(b),
        ["mul_"] = (a, b) => a.mul_(b),
        ["div_"] = (a, b) => a.div_(b),
        ["copy_"] = (a, b) => a.copy_(b),
        ["pow_"] = (a, b) => a.pow_(b),
        ["atan2_"] = (a, b) => a.atan2_(b),
        ["addcmul_"] = (a, b) => a.addcmul_(b, b, 2),
    };

    public static MatrixTheoryData<string, string> Cases => new([.. Writes.Keys], [.. Pairs.Keys]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_ReadsTheOldValues_WhenTheOperandIs(string write, string operand)
    {
        var (target, other) = Pairs[operand];
        var apart = Matrix();
        Writes[write](target(apart), other(Matrix()));
        var together = Matrix();

        Writes[write](target(together), other(together));

        together.Floats().ShouldBe(apart.Floats());
    }

    private static Tensor Matrix() => TensorAssert.Counting(4, 4).div(8).add(0.5);
}
