using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Addition, subtraction, multiplication, division: promotion, computation and recording.</summary>
internal static class Arithmetic
{
    /// <summary>a + alpha·b.</summary>
    public static Tensor Add(Tensor a, Tensor b, double alpha = 1)
    {
        var type = ScalarTypes.Result(a, b);
        Unify(ref a, ref b, type);
        Tensor y;
        if (alpha == 1)
            y = type == ScalarType.Bool ? Binary.Compute<Looped<BitOrOperator>>(a, b, type) : Binary.Compute<AddOperator>(a, b, type);
        else
        {
            using var scaled = Binary.Compute<MultiplyOperator>(b, Number.Of(alpha), type);
            y = Binary.Compute<AddOperator>(a, scaled, type);
        }
        return Node.Records(a, b) ? y.Attach(new AddNode(a, b, alpha)) : y;
    }

    /// <summary>a + number.</summary>
    public static Tensor Add(Tensor a, Number number)
    {
        var y = Binary.Compute<AddOperator>(a, number, ScalarTypes.Result(a.Type, number.Type));
        return Node.Records(a) ? y.Attach(new ScaleNode(a, 1)) : y;
    }

    /// <summary>a − b.</summary>
    public static Tensor Subtract(Tensor a, Tensor b)
    {
        var type = ScalarTypes.Result(a, b);
        Errors.Require(type != ScalarType.Bool, "Subtraction, the `-` operator, with two bool tensors is not supported. Use `^` or `logical_xor()` instead.");
        Unify(ref a, ref b, type);
        var y = Binary.Compute<SubtractOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new AddNode(a, b, -1)) : y;
    }

    /// <summary>a − number, or number − a.</summary>
    public static Tensor Subtract(Tensor a, Number number, bool numberFirst = false)
    {
        var y = Binary.Compute<SubtractOperator>(a, number, ScalarTypes.Result(a.Type, number.Type), numberFirst);
        return Node.Records(a) ? y.Attach(new ScaleNode(a, numberFirst ? -1 : 1)) : y;
    }

    /// <summary>a · b.</summary>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        var type = ScalarTypes.Result(a, b);
        Unify(ref a, ref b, type);
        var y = Binary.Compute<MultiplyOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new MultiplyNode(a, b)) : y;
    }

    /// <summary>a · number.</summary>
    public static Tensor Multiply(Tensor a, Number number)
    {
        var y = Binary.Compute<MultiplyOperator>(a, number, ScalarTypes.Result(a.Type, number.Type));
        return Node.Records(a) ? y.Attach(new ScaleNode(a, number.Real)) : y;
    }

    /// <summary>a / b, always a real number.</summary>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        var type = ScalarTypes.Result(a, b).AsFloating();
        Unify(ref a, ref b, type);
        var y = Binary.Compute<DivideOperator>(a, b, type);
        return Node.Records(a, b) ? y.Attach(new DivideNode(a, b)) : y;
    }

    /// <summary>a / number, always a real number.</summary>
    public static Tensor Divide(Tensor a, Number number)
    {
        var y = Binary.Compute<DivideOperator>(a, number, ScalarTypes.Result(a.Type, number.Type).AsFloating());
        return Node.Records(a) ? y.Attach(new ScaleNode(a, 1 / number.Real)) : y;
    }

    /// <summary>number / b, always a real number.</summary>
    public static Tensor Divide(Number number, Tensor b)
    {
        using var numerator = torch.full([], new Scalar(number), b.Type.AsFloating());
        return Divide(numerator, b);
    }

    /// <summary>Writes op(target, other) over target, recording it.</summary>
    public static Tensor InPlace<TOp>(Tensor target, Tensor other, Func<Tensor, Tensor, Node> record)
        where TOp : struct, IBinaryOperator
    {
        target.BeforeInPlace();
        Broadcasting.CheckInto(target, other);
        CheckResult(target, ScalarTypes.Result(target, other));
        var node = Node.Records(target, other) ? record(target, other) : null;
        Binary.Into<TOp>(target, target, other);
        return target.AfterInPlace(node);
    }

    /// <summary>Writes op(target, number) over target, recording it.</summary>
    public static Tensor InPlace<TOp>(Tensor target, Number number, double slope)
        where TOp : struct, IBinaryOperator
    {
        target.BeforeInPlace();
        CheckResult(target, ScalarTypes.Result(target.Type, number.Type));
        var node = Node.Records(target) ? new ScaleNode(target, slope) : null;
        Binary.Into<TOp>(target, target, number);
        return target.AfterInPlace(node);
    }

    /// <summary>Converts operands that take part in the graph, so that their gradients are converted back.</summary>
    public static void Unify(ref Tensor a, ref Tensor b, ScalarType type)
    {
        if (a.Type == b.Type && a.Type == type)
            return;
        if (a.HasGraph)
            a = a.Convert(type);
        if (b.HasGraph)
            b = b.Convert(type);
    }

    /// <summary>Refuses an in-place result whose family the target's element type cannot hold.</summary>
    public static void CheckResult(Tensor target, ScalarType result) =>
        Errors.Require(result.Family() <= target.Type.Family(), $"result type {result} can't be cast to the desired output type {target.Type}");
}

/// <summary>y = a + alpha·b.</summary>
internal sealed class AddNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private readonly double alpha;

    public AddNode(Tensor a, Tensor b, double alpha)
    {
        (layoutA, layoutB, this.alpha) = (a.Layout, b.Layout, alpha);
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(0))
            Send(0, gradient.SumTo(layoutA));
        if (!Needs(1))
            return;
        if (alpha == 1)
            Send(1, gradient.SumTo(layoutB));
        else
        {
            using var scaled = Arithmetic.Multiply(gradient, Number.Of(alpha));
            Send(1, scaled.SumTo(layoutB));
        }
    }
}

/// <summary>y = slope·x + constant.</summary>
internal sealed class ScaleNode : Node
{
    private readonly double slope;

    public ScaleNode(Tensor x, double slope)
    {
        this.slope = slope;
        Connect(x);
    }

    protected override void Backward(Tensor gradient) =>
        Send(0, slope == 1 ? gradient.ShareHistory() : Arithmetic.Multiply(gradient, slope));
}

/// <summary>y = a·b: da = dy·b, db = dy·a.</summary>
internal sealed class MultiplyNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private SavedTensor a;
    private SavedTensor b;

    public MultiplyNode(Tensor a, Tensor b, bool inPlace = false)
    {
        (layoutA, layoutB) = (a.Layout, b.Layout);
        if (b.HasGraph)
            this.a = Save(a, inPlace);
        if (a.HasGraph)
            this.b = Save(b);
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(0))
        {
            using var other = b.Unpack(this);
            using var product = Arithmetic.Multiply(gradient, other);
            Send(0, product.SumTo(layoutA));
        }
        if (Needs(1))
        {
            using var other = a.Unpack(this);
            using var product = Arithmetic.Multiply(gradient, other);
            Send(1, product.SumTo(layoutB));
        }
    }

    protected override void ReleaseSaved()
    {
        a.Release();
        b.Release();
    }
}

/// <summary>y = a/b: da = dy/b, db = −dy·a/b².</summary>
internal sealed class DivideNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private SavedTensor a;
    private SavedTensor b;

    public DivideNode(Tensor a, Tensor b, bool inPlace = false)
    {
        (layoutA, layoutB) = (a.Layout, b.Layout);
        if (b.HasGraph)
            this.a = Save(a, inPlace);
        this.b = Save(b);
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        using var divisor = b.Unpack(this);
        using var quotient = Arithmetic.Divide(gradient, divisor);
        if (Needs(0))
            Send(0, quotient.SumTo(layoutA));
        if (!Needs(1))
            return;
        using var numerator = a.Unpack(this);
        using var slope = Arithmetic.Divide(numerator, divisor);
        using var product = Arithmetic.Multiply(quotient, slope);
        using var negated = Arithmetic.Multiply(product, Number.Of(-1L));
        Send(1, negated.SumTo(layoutB));
    }

    protected override void ReleaseSaved()
    {
        a.Release();
        b.Release();
    }
}
