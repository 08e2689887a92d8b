using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Clamping and elementwise extremes.</summary>
internal static class Limits
{
    /// <summary>max(a, b) or min(a, b), broadcast; where equal, each gets half of the gradient.</summary>
    public static Tensor Extreme<TOperator>(Tensor a, Tensor b, bool largest)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a, b);
        Arithmetic.Unify(ref a, ref b, type);
        var y = Binary.Compute<TOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new ExtremePairNode(a, b, largest)) : y;
    }

    /// <summary>x limited to [min, max].</summary>
    public static Tensor Clamp(Tensor x, Number? min, Number? max)
    {
        var type = ResultType(x, min, max);
        x = x.Convert(type);
        var y = x.Copy();
        Limit(y, min, max);
        return Node.Records(x) ? y.Attach(new ClampNode(x, min, max, copy: false)) : y;
    }

    /// <summary>x limited to [min, max], in place.</summary>
    public static Tensor ClampInPlace(Tensor x, Number? min, Number? max)
    {
        Arithmetic.CheckResult(x, ResultType(x, min, max));
        x.BeforeInPlace();
        var node = Node.Records(x) ? new ClampNode(x, min, max, copy: true) : null;
        Limit(x, min, max);
        return x.AfterInPlace(node);
    }

    private static ScalarType ResultType(Tensor x, Number? min, Number? max)
    {
        Errors.Require(min is not null || max is not null, "torch.clamp: At least one of 'min' or 'max' must not be None");
        var type = x.Type;
        if (min is { } low)
            type = ScalarTypes.Result(type, low.Type);
        return max is { } high ? ScalarTypes.Result(type, high.Type) : type;
    }

    private static void Limit(Tensor y, Number? min, Number? max)
    {
        if (min is { } low)
            Binary.Into<MaximumOperator>(y, y, low);
        if (max is { } high)
            Binary.Into<MinimumOperator>(y, y, high);
    }
}

/// <summary>y = max(a, b) or min(a, b).</summary>
internal sealed class ExtremePairNode : Node
{
    private readonly bool largest;
    private SavedTensor a;
    private SavedTensor b;

    public ExtremePairNode(Tensor a, Tensor b, bool largest)
    {
        this.largest = largest;
        (this.a, this.b) = (Save(a), Save(b));
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        using var left = a.Unpack(this);
        using var right = b.Unpack(this);
        var half = left.eq(right).to(gradient.Type) / 2;
        if (Needs(0))
            Send(0, (gradient * ((largest ? left.gt(right) : left.lt(right)).to(gradient.Type) + half)).SumTo(left.Layout));
        if (Needs(1))
            Send(1, (gradient * ((largest ? left.lt(right) : left.gt(right)).to(gradient.Type) + half)).SumTo(right.Layout));
    }

    protected override void ReleaseSaved()
    {
        a.Release();
        b.Release();
    }
}

/// <summary>y = x limited: the gradient is zero where the limit holds x back.</summary>
internal sealed class ClampNode : Node
{
    private readonly Number? min;
    private readonly Number? max;
    private SavedTensor x;

    public ClampNode(Tensor x, Number? min, Number? max, bool copy)
    {
        (this.min, this.max, this.x) = (min, max, Save(x, copy));
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var input = x.Unpack(this);
        var result = gradient.ShareHistory();
        if (min is { } low)
            result = result.masked_fill(Comparison.Compare<LessPredicate>(input, low), 0);
        if (max is { } high)
            result = result.masked_fill(Comparison.Compare<GreaterPredicate>(input, high), 0);
        Send(0, result);
    }

    protected override void ReleaseSaved() => x.Release();
}
