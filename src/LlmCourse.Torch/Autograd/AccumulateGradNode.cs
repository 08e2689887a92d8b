using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The end of the graph at a leaf: adds what arrives to the leaf's gradient.</summary>
internal sealed class AccumulateGradNode : Node
{
    /// <summary>The leaf's gradient, held outside all dispose scopes.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>Replaces the gradient by another view of the same memory as <paramref name="value"/>.</summary>
    public void Set(Tensor? value)
    {
        var replaced = Gradient;
        Gradient = value?.Share();
        Gradient?.Scope?.Forget(Gradient);
        replaced?.Dispose();
    }

    /// <inheritdoc/>
    public override Tensor? Retained(int output) => Gradient;

    /// <inheritdoc/>
    public override void Receive(int output, Tensor gradient)
    {
        if (ThreadState.Current.Capture is { } capture)
        {
            capture.Receive(this, gradient);
            return;
        }
        if (Gradient is null)
            Gradient = Adopt(gradient);
        else if (WritableSum(gradient.Layout, gradient.Type) is { } sum)
        {
            sum.add_(gradient);
            gradient.Dispose();
        }
        else
            Gradient = Accumulate(Gradient, gradient);
    }

    /// <inheritdoc/>
    /// <remarks>A gradient that the user looks at is added to all the same, as PyTorch does.</remarks>
    public override Tensor? WritableSum(Layout sizes, ScalarType type)
    {
        var thread = ThreadState.Current;
        return Gradient is { IsDense: true } sum && !thread.GradEnabled && thread.Capture is null && sum.Type == type && sum.Layout.SameSizes(sizes)
            ? sum
            : null;
    }

    /// <summary>Keeps the tensor itself if nobody else can see its memory, otherwise a copy.</summary>
    private static Tensor Adopt(Tensor gradient)
    {
        if (ThreadState.Current.GradEnabled || (gradient.Memory.IsUnshared && gradient.IsDense))
            return gradient;
        var copy = gradient.Copy();
        copy.Scope?.Forget(copy);
        gradient.Dispose();
        return copy;
    }
}
