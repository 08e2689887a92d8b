using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Whether any or all elements along dimensions are not zero.</summary>
internal static unsafe class AnyAll
{
    /// <summary>Any (or all) over <paramref name="dims"/>; none means all dimensions.</summary>
    public static Tensor Compute(Tensor x, ReadOnlySpan<long> dims, bool keepdim, bool all)
    {
        using var truth = Comparison.Compare<NotEqualPredicate>(x, Number.Zero);
        var plan = new ReductionPlan(truth, dims, keepdim);
        using var source = plan.Source;
        var y = Tensor.New(plan.Result, ScalarType.Bool);
        var from = source.Pointer<bool>();
        var to = y.Pointer<bool>();
        for (var outer = 0L; outer < plan.Outer; outer++)
        {
            for (var inner = 0L; inner < plan.Inner; inner++)
            {
                var result = all;
                for (var i = 0L; i < plan.Reduced && result == all; i++)
                    result = from[(outer * plan.Reduced + i) * plan.Inner + inner];
                to[outer * plan.Inner + inner] = result;
            }
        }
        return y;
    }
}
