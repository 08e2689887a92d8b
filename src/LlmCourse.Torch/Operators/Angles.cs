using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Angles of points.</summary>
internal static class Angles
{
    /// <summary>Angle of the point (x, y), from −π to π.</summary>
    public static Tensor Atan2(Tensor y, Tensor x)
    {
        var type = ScalarTypes.Result(y, x).AsFloating();
        Arithmetic.Unify(ref y, ref x, type);
        var angle = Binary.Compute<Looped<Atan2Operator>>(y, x, type);
        return Node.Records(y, x) ? angle.Attach(new Atan2Node(y, x)) : angle;
    }
}

/// <summary>The angle of (x, y): dy = x/(x² + y²), dx = −y/(x² + y²).</summary>
internal sealed class Atan2Node : Node
{
    private SavedTensor y;
    private SavedTensor x;

    public Atan2Node(Tensor y, Tensor x)
    {
        (this.y, this.x) = (Save(y), Save(x));
        Connect(y);
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var rise = y.Unpack(this);
        using var run = x.Unpack(this);
        var share = gradient / (rise * rise + run * run);
        if (Needs(0))
            Send(0, (share * run).SumTo(rise.Layout));
        if (Needs(1))
            Send(1, (share * rise).neg().SumTo(run.Layout));
    }

    protected override void ReleaseSaved()
    {
        y.Release();
        x.Release();
    }
}
