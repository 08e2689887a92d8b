using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Division with a rounding mode, and remainders.</summary>
internal static class Division
{
    /// <summary>a / b, rounded as wanted.</summary>
    public static Tensor Divide(Tensor a, Tensor b, RoundingMode mode) => mode switch
    {
        RoundingMode.floor => Rounded<Looped<FloorDivideOperator>>(a, b),
        RoundingMode.trunc => Rounded<Looped<TruncateDivideOperator>>(a, b),
        _ => Arithmetic.Divide(a, b),
    };

    /// <summary>a / number, rounded as wanted.</summary>
    public static Tensor Divide(Tensor a, Number number, RoundingMode mode) => mode switch
    {
        RoundingMode.floor => Rounded<Looped<FloorDivideOperator>>(a, number),
        RoundingMode.trunc => Rounded<Looped<TruncateDivideOperator>>(a, number),
        _ => Arithmetic.Divide(a, number),
    };

    /// <summary>target = target / b, rounded as wanted.</summary>
    public static Tensor InPlace(Tensor target, Tensor b, RoundingMode mode)
    {
        if (mode == RoundingMode.None)
        {
            Arithmetic.CheckResult(target, ScalarTypes.Result(target, b).AsFloating());
            return Arithmetic.InPlace<DivideOperator>(target, b, static (x, y) => new DivideNode(x, y, inPlace: true));
        }
        target.BeforeInPlace();
        Broadcasting.CheckInto(target, b);
        using var result = Divide(target, b, mode);
        Copying.Copy(result, target);
        return target.AfterInPlace(Node.Records(target, b) ? new ZeroGradientNode(target) : null);
    }

    /// <summary>target = target / number, rounded as wanted.</summary>
    public static Tensor InPlace(Tensor target, Number number, RoundingMode mode)
    {
        if (mode == RoundingMode.None)
        {
            Arithmetic.CheckResult(target, target.Type.AsFloating());
            return Arithmetic.InPlace<DivideOperator>(target, number, 1 / number.Real);
        }
        target.BeforeInPlace();
        using var result = Divide(target, number, mode);
        Copying.Copy(result, target);
        return target.AfterInPlace(Node.Records(target) ? new ZeroGradientNode(target) : null);
    }

    /// <summary>The remainder of a / b; <paramref name="mode"/> is the rounding of the quotient that it belongs to.</summary>
    public static Tensor Remainder<TOperator>(Tensor a, Tensor b, RoundingMode mode)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a, b);
        CheckDivisor(b, type);
        Arithmetic.Unify(ref a, ref b, type);
        var y = Binary.Compute<TOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new RemainderNode(a, b, mode)) : y;
    }

    /// <summary>The remainder of a / number.</summary>
    public static Tensor Remainder<TOperator>(Tensor a, Number number, RoundingMode mode)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a.Type, number.Type);
        if (!type.IsFloating())
            Errors.Require(number.Integer != 0, "ZeroDivisionError: the divisor of integers is zero");
        var y = Binary.Compute<TOperator>(a, number, type);
        return Node.Records(a) ? y.Attach(new ScaleNode(a, 1)) : y;
    }

    private static Tensor Rounded<TOperator>(Tensor a, Tensor b)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a, b);
        CheckDivisor(b, type);
        var y = Binary.Compute<TOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new ZeroGradientNode(a, b)) : y;
    }

    private static Tensor Rounded<TOperator>(Tensor a, Number number)
        where TOperator : struct, IBinaryOperator
    {
        var type = ScalarTypes.Result(a.Type, number.Type);
        if (!type.IsFloating())
            Errors.Require(number.Integer != 0, "ZeroDivisionError: the divisor of integers is zero");
        var y = Binary.Compute<TOperator>(a, number, type);
        return Node.Records(a) ? y.Attach(new ZeroGradientNode(a)) : y;
    }

    private static void CheckDivisor(Tensor b, ScalarType type)
    {
        if (type.IsFloating())
            return;
        using var zero = Comparison.Compare<EqualPredicate>(b, Number.Zero);
        using var any = zero.any();
        Errors.Require(!any.item<bool>(), "ZeroDivisionError: a divisor of integers is zero");
    }
}

/// <summary>y is constant almost everywhere: the gradients of all inputs are zero.</summary>
internal sealed class ZeroGradientNode : Node
{
    private readonly Layout[] layouts;
    private readonly ScalarType[] types;

    public ZeroGradientNode(params Tensor[] inputs)
    {
        layouts = Array.ConvertAll(inputs, x => x.Layout);
        types = Array.ConvertAll(inputs, x => x.Type);
        foreach (var input in inputs)
            Connect(input);
    }

    protected override void Backward(Tensor gradient)
    {
        for (var i = 0; i < layouts.Length; i++)
        {
            if (Needs(i))
                Send(i, zeros(layouts[i].Sizes, types[i]));
        }
    }
}

/// <summary>y = a − b·round(a/b): da = dy, db = −dy·round(a/b).</summary>
internal sealed class RemainderNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private readonly RoundingMode mode;
    private SavedTensor a;
    private SavedTensor b;

    public RemainderNode(Tensor a, Tensor b, RoundingMode mode)
    {
        (layoutA, layoutB, this.mode) = (a.Layout, b.Layout, mode);
        (this.a, this.b) = (Save(a), Save(b));
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(0))
            Send(0, gradient.SumTo(layoutA));
        if (!Needs(1))
            return;
        using var dividend = a.Unpack(this);
        using var divisor = b.Unpack(this);
        Send(1, (gradient * dividend.div(divisor, mode)).neg().SumTo(layoutB));
    }

    protected override void ReleaseSaved()
    {
        a.Release();
        b.Release();
    }
}
