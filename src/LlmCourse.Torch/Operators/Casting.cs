namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A row-major copy in memory of its own, outside the graph.</summary>
        internal Tensor Copy()
        {
            var copy = NewLike();
            Copying.Copy(this, copy);
            return copy;
        }

        /// <summary>A row-major copy with another element type, outside the graph.</summary>
        internal Tensor Cast(ScalarType type)
        {
            var cast = New(Layout, type);
            Copying.Copy(this, cast);
            return cast;
        }

        /// <summary>A handle on this value with the element type: shared if it has it, else converted. No graph.</summary>
        internal Tensor As(ScalarType type) => elementType == type ? Share() : Cast(type);

        /// <summary>A row-major handle on this value: shared if it is so already, else copied. No graph.</summary>
        internal Tensor Dense() => IsDense ? Share() : Copy();

        /// <summary>A row-major handle with the element type. No graph.</summary>
        internal Tensor Dense(ScalarType type) => elementType == type ? Dense() : Cast(type);

        /// <summary>This value in other element type; itself if it has it, as PyTorch does.</summary>
        internal Tensor Convert(ScalarType type, bool copy = false)
        {
            if (elementType == type && !copy)
                return this;
            var cast = Cast(type);
            return type.IsFloating() && Node.Records(this) ? cast.Attach(new CastNode(this)) : cast;
        }
    }
}

/// <summary>y = x in another element type; the gradient goes back in x's type.</summary>
internal sealed class CastNode : Node
{
    private readonly torch.ScalarType type;

    public CastNode(torch.Tensor x)
    {
        type = x.Type;
        Connect(x);
    }

    protected override void Backward(torch.Tensor gradient) =>
        Send(0, gradient.Type == type ? gradient.ShareHistory() : gradient.Convert(type));
}

/// <summary>Conversions with a device and disposal, as <c>to</c> offers them.</summary>
internal static class Casts
{
    /// <summary>x in the wanted type; disposes x afterwards if told and if the result is another tensor.</summary>
    public static torch.Tensor To(torch.Tensor x, torch.ScalarType type, torch.Device? device, bool copy, bool disposeAfter)
    {
        Factories.CheckDevice(device);
        var result = x.Convert(type, copy);
        if (disposeAfter && !ReferenceEquals(result, x))
            x.Dispose();
        return result;
    }
}
