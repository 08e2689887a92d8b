using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// The history of a tensor one of whose views was written in place: its old value outside the view, the new part inside.
/// </summary>
internal sealed class SliceAssignNode : Node
{
    private readonly Layout source;
    private readonly Layout view;
    private readonly long sourceOffset;
    private readonly long viewOffset;

    public SliceAssignNode(Tensor whole, Tensor part)
    {
        (source, sourceOffset) = (whole.Layout, whole.Offset);
        (view, viewOffset) = (part.Layout, part.Offset);
        Connect(whole);
        Connect(part);
    }

    protected override void Backward(Tensor gradient)
    {
        using var dense = gradient.contiguous().ShareHistory();
        using var place = StridedScatter.Place(dense, source, sourceOffset, view, viewOffset);
        if (Needs(1))
            Send(1, Views.Make(dense, place.Layout, place.Offset));
        if (!Needs(0))
            return;
        using var inside = Views.Make(dense, place.Layout, place.Offset);
        using var kept = StridedScatter.Record(inside, source, sourceOffset, view, viewOffset);
        Send(0, Arithmetic.Subtract(dense, kept));
    }
}
