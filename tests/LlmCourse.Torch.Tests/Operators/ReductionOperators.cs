using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators that put many elements into one, or order them.</summary>
internal static class ReductionOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        One("sum", x => x.sum()),
        One("mean", x => x.mean()),
        One("max", x => x.max()),
        One("min", x => x.min()),
        One("prod", x => x.prod()),
        One("norm", x => x.norm()),
        One("sum 0", x => x.sum(0L)),
        One("sum -1 keepdim", x => x.sum(-1, keepdim: true)),
        One("sum 0 1", x => x.sum([0, 1])),
        One("mean 1", x => x.mean([1])),
        One("mean -1 keepdim", x => x.mean([-1], keepdim: true)),
        One("var -1", x => x.var(-1)),
        One("var -1 biased keepdim", x => x.var(-1, unbiased: false, keepdim: true)),
        One("std -1", x => x.std(-1)),
        One("logsumexp -1", x => x.logsumexp(-1)),
        One("logsumexp 0 keepdim", x => x.logsumexp(0, keepdim: true)),
        One("softmax -1", x => x.softmax(-1)),
        One("softmax 0", x => x.softmax(0)),
        One("log_softmax -1", x => x.log_softmax(-1)),
        One("log_softmax 0", x => x.log_softmax(0)),
        One("cumsum -1", x => x.cumsum(-1)),
        One("cumsum 0", x => x.cumsum(0)),
        One("cumprod -1", x => x.cumprod(-1)),
        One("cumprod with zeros", x => (x.relu() * 1).cumprod(-1)),
        One("std_mean -1", x => Sum(x.std_mean(-1))),
        One("var_mean 0 -1", x => Sum(x.var_mean((0, -1)))),
        One("nansum", x => x.nansum()),
        One("nanmean 1", x => x.nanmean(1)),
        One("median", x => x.median()),
        One("kthvalue 2", x => x.kthvalue(2, -1).values),
        One("count_nonzero", x => x.count_nonzero()),
        One("count_nonzero -1", x => x.count_nonzero([-1])),
        One("count_nonzero 0 -1", x => count_nonzero(x, [0, -1])),
        One("msort", x => x.msort()),
        One("aminmax 0", x => Sum(x.aminmax(0))),
        Two("quantile 1", (x, q) => x.quantile(q.detach(), 1)),
        Two("quantile 0 keepdim", (x, q) => x.quantile(q.detach(), 0, keepdim: true)),
        One("max 1 values", x => x.max(1).values),
        One("min 1 values", x => x.min(1).values),
        One("amax -1", x => x.amax([-1L])),
        One("amin 0", x => x.amin([0L])),
        One("topk 2 values", x => x.topk(2).values),
        One("sort values", x => x.sort(-1).Values),
        One("sort descending values", x => x.sort(-1, descending: true).Values),
    ];

    private static Tensor Sum((Tensor First, Tensor Second) pair) => pair.First + pair.Second * 2;
}
