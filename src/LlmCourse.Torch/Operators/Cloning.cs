using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Copies and fills with their recording.</summary>
internal static class Cloning
{
    /// <summary>A row-major copy.</summary>
    public static Tensor Clone(Tensor x)
    {
        var copy = x.Copy();
        return Node.Records(x) ? copy.Attach(new ScaleNode(x, 1)) : copy;
    }

    /// <summary>Writes source over target.</summary>
    public static Tensor CopyInPlace(Tensor target, Tensor source)
    {
        target.BeforeInPlace();
        Broadcasting.CheckInto(target, source);
        var node = Node.Records(target, source) ? new CopyIntoNode(target, source) : null;
        using var separate = Operand.Separate(target, source);
        Copying.Copy(separate.Tensor, target);
        return target.AfterInPlace(node);
    }

    /// <summary>Writes a number over target.</summary>
    public static Tensor Fill(Tensor target, Number value)
    {
        target.BeforeInPlace();
        Copying.Fill(target, value);
        return target.AfterInPlace(Node.Records(target) ? new ZeroGradientNode(target) : null);
    }
}

/// <summary>target = source: nothing flows to what was overwritten.</summary>
internal sealed class CopyIntoNode : Node
{
    private readonly Layout targetLayout;
    private readonly Layout sourceLayout;
    private readonly ScalarType targetType;
    private readonly ScalarType sourceType;

    public CopyIntoNode(Tensor target, Tensor source)
    {
        (targetLayout, targetType) = (target.Layout, target.Type);
        (sourceLayout, sourceType) = (source.Layout, source.Type);
        Connect(target);
        Connect(source);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(0))
            Send(0, zeros(targetLayout.Sizes, targetType));
        if (!Needs(1))
            return;
        using var summed = gradient.SumTo(sourceLayout);
        Send(1, sourceType == summed.Type ? summed.ShareHistory() : summed.Convert(sourceType));
    }
}
