using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Powers.</summary>
internal static class Powers
{
    /// <summary>x to the power of a number.</summary>
    public static Tensor Power(Tensor x, Number exponent)
    {
        var type = ScalarTypes.Result(x.Type, exponent.Type);
        Errors.Require(type.IsFloating() || exponent.Integer >= 0, "Integers to negative integer powers are not allowed.");
        if (x.Type != type)
            x = x.Convert(type);
        var y = exponent.Real switch
        {
            2 => Binary.Compute<MultiplyOperator>(x, x, type),
            0.5 => Unary.Apply<SqrtFunction>(x.detach()),
            _ => Binary.Compute<Looped<PowerOperator>>(x, exponent, type),
        };
        return Node.Records(x) ? y.Attach(new PowerNode(x, exponent)) : y;
    }

    /// <summary>x = x to the power of a number.</summary>
    public static Tensor InPlace(Tensor x, Number exponent)
    {
        x.BeforeInPlace();
        Arithmetic.CheckResult(x, ScalarTypes.Result(x.Type, exponent.Type));
        var node = Node.Records(x) ? new PowerNode(x, exponent, copy: true) : null;
        Binary.Into<Looped<PowerOperator>>(x, x, exponent);
        return x.AfterInPlace(node);
    }

    /// <summary>x to the power of y's elements.</summary>
    public static Tensor Power(Tensor x, Tensor exponent)
    {
        var type = ScalarTypes.Result(x, exponent);
        Arithmetic.Unify(ref x, ref exponent, type);
        var y = Binary.Compute<Looped<PowerOperator>>(x, exponent, type);
        return Node.Records(x, exponent) ? y.Attach(new TensorPowerNode(x, exponent)) : y;
    }
}

/// <summary>y = xⁿ: dx = dy·n·xⁿ⁻¹.</summary>
internal sealed class PowerNode : Node
{
    private readonly Number exponent;
    private SavedTensor x;

    public PowerNode(Tensor x, Number exponent, bool copy = false)
    {
        this.exponent = exponent;
        this.x = Save(x, copy);
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var input = x.Unpack(this);
        if (exponent.Real == 0)
            Send(0, Arithmetic.Multiply(gradient, Number.Of(0d)));
        else if (exponent.Real == 2)
            Send(0, Arithmetic.Multiply(Arithmetic.Multiply(gradient, input), Number.Of(2d)));
        else
            Send(0, gradient * Arithmetic.Multiply(Powers.Power(input, Number.Of(exponent.Real - 1)), Number.Of(exponent.Real)));
    }

    protected override void ReleaseSaved() => x.Release();
}

/// <summary>y = x^p: dx = dy·p·x^(p−1), dp = dy·x^p·ln x (0 where x is 0 and p at least 0).</summary>
internal sealed class TensorPowerNode : Node
{
    private readonly Layout layoutX;
    private readonly Layout layoutP;
    private SavedTensor x;
    private SavedTensor p;

    public TensorPowerNode(Tensor x, Tensor p)
    {
        (layoutX, layoutP) = (x.Layout, p.Layout);
        (this.x, this.p) = (Save(x), Save(p));
        Connect(x);
        Connect(p);
    }

    protected override void Backward(Tensor gradient)
    {
        using var value = x.Unpack(this);
        using var power = p.Unpack(this);
        if (Needs(0))
        {
            var slope = (power * value.pow(power - 1)).masked_fill(power.eq(0), 0);
            Send(0, (gradient * slope).SumTo(layoutX));
        }
        if (Needs(1))
        {
            var slope = (value.pow(power) * value.log()).masked_fill(value.eq(0) & power.ge(0), 0);
            Send(1, (gradient * slope).SumTo(layoutP));
        }
    }

    protected override void ReleaseSaved()
    {
        x.Release();
        p.Release();
    }
}
