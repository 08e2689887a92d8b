using static LlmCourse.Torch.Tests.Operators.OperatorTable;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators that put many elements into one, or order them.</summary>
internal static class ReductionOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        One("sum", x => x.sum()),
        One("mean", x => x.mean()),
        One("sum 0", x => x.sum(0L)),
        One("sum -1 keepdim", x => x.sum(-1, keepdim: true)),
        One("sum 0 1", x => x.sum([0, 1])),
        One("mean 1", x => x.mean([1])),
        One("mean -1 keepdim", x => x.mean([-1], keepdim: true)),
        One("softmax -1", x => x.softmax(-1)),
        One("softmax 0", x => x.softmax(0)),
        One("log_softmax -1", x => x.log_softmax(-1)),
        One("log_softmax 0", x => x.log_softmax(0)),
    ];
}
