using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Elementwise choice: where, masked_fill, maximum and minimum.</summary>
internal static unsafe class Choosing
{
    /// <summary>x where the condition holds, otherwise y; all three broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor x, Tensor y)
    {
        Errors.Require(condition.Type is ScalarType.Bool or ScalarType.Byte, $"where expected condition to be a boolean tensor, but got a tensor with dtype {condition.Type}");
        var type = ScalarTypes.Result(x, y);
        Arithmetic.Unify(ref x, ref y, type);
        using var castX = x.As(type);
        using var castY = y.As(type);
        var layout = Broadcasting.Common(condition.Layout, Broadcasting.Common(x.Layout, y.Layout));
        var result = Tensor.New(layout, type);
        Copying.Copy(castY, result);
        Select(result, condition, castX);
        return Node.Records(x, y) ? result.Attach(new WhereNode(condition, x, y)) : result;
    }

    /// <summary>A copy with <paramref name="value"/> where the mask holds.</summary>
    public static Tensor MaskedFill(Tensor x, Tensor mask, Number value)
    {
        CheckMask(mask);
        var layout = Broadcasting.Common(x.Layout, mask.Layout);
        var result = Tensor.New(layout, x.Type);
        Copying.Copy(x, result);
        Fill(result, mask, value);
        return Node.Records(x) ? result.Attach(new MaskedFillNode(x, mask)) : result;
    }

    /// <summary>Writes <paramref name="value"/> where the mask holds.</summary>
    public static Tensor MaskedFillInPlace(Tensor x, Tensor mask, Number value)
    {
        CheckMask(mask);
        x.BeforeInPlace();
        Broadcasting.CheckInto(x, mask);
        var node = Node.Records(x) ? new MaskedFillNode(x, mask) : null;
        Fill(x, mask, value);
        return x.AfterInPlace(node);
    }

    private static void CheckMask(Tensor mask) =>
        Errors.Require(mask.Type is ScalarType.Bool, $"masked_fill only supports boolean masks, but got mask with dtype {mask.Type}");

    private static void Fill(Tensor target, Tensor mask, Number value)
    {
        using var number = Tensor.New(Layout.Scalar, target.Type);
        Copying.Fill(number, value);
        Select(target, mask, number);
    }

    /// <summary>Writes x over target where the condition holds.</summary>
    private static void Select(Tensor target, Tensor condition, Tensor x)
    {
        switch (target.Type.Size())
        {
            case 1:
                Run<byte>(target, condition, x);
                break;
            case 2:
                Run<ushort>(target, condition, x);
                break;
            case 4:
                Run<uint>(target, condition, x);
                break;
            default:
                Run<ulong>(target, condition, x);
                break;
        }
    }

    private static void Run<T>(Tensor target, Tensor condition, Tensor x)
        where T : unmanaged =>
        new LoopPlan(target.Layout, condition.Layout, x.Layout).Run(new Rows<T>(target.Pointer<T>(), condition.Pointer<bool>(), x.Pointer<T>()));

    private readonly struct Rows<T>(T* y, bool* condition, T* x) : IRowBody
        where T : unmanaged
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            for (var i = 0L; i < count; i++)
            {
                if (condition[startA + i * stepA])
                    y[startY + i * stepY] = x[startB + i * stepB];
            }
        }
    }
}

/// <summary>y = condition ? a : b; each gradient is zero where the other was chosen.</summary>
internal sealed class WhereNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private SavedTensor condition;

    public WhereNode(Tensor condition, Tensor a, Tensor b)
    {
        this.condition = Save(condition);
        (layoutA, layoutB) = (a.Layout, b.Layout);
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        using var chosen = condition.Unpack(this);
        if (Needs(1))
        {
            using var masked = Choosing.MaskedFill(gradient, chosen, Number.Zero);
            Send(1, masked.SumTo(layoutB));
        }
        if (Needs(0))
        {
            using var other = chosen.logical_not();
            using var masked = Choosing.MaskedFill(gradient, other, Number.Zero);
            Send(0, masked.SumTo(layoutA));
        }
    }

    protected override void ReleaseSaved() => condition.Release();
}

/// <summary>y = mask ? constant : x.</summary>
internal sealed class MaskedFillNode : Node
{
    private readonly Layout layout;
    private SavedTensor mask;

    public MaskedFillNode(Tensor x, Tensor mask)
    {
        layout = x.Layout;
        this.mask = Save(mask);
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var filled = mask.Unpack(this);
        using var masked = Choosing.MaskedFill(gradient, filled, Number.Zero);
        Send(0, masked.SumTo(layout));
    }

    protected override void ReleaseSaved() => mask.Release();
}
