using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A value that a node needs in its backward. Holds the memory, not the tensor, so that the user may dispose that, and the
/// version of the memory, so that a change made in place since is noticed.
/// </summary>
internal struct SavedTensor
{
    private readonly Layout? layout;
    private readonly long offset;
    private readonly ScalarType type;
    private readonly int version;
    private readonly Edge edge;
    private NativeBuffer? memory;

    /// <summary>Keeps <paramref name="tensor"/>'s value. Save an operator's own output before attaching the node to it.</summary>
    public SavedTensor(Tensor tensor)
    {
        memory = tensor.Memory;
        memory.Retain();
        layout = tensor.Layout;
        offset = tensor.Offset;
        type = tensor.Type;
        version = memory.Version;
        edge = tensor.Edge;
    }

    /// <summary>Whether a value is held.</summary>
    public readonly bool HasValue => memory is not null;

    /// <summary>The saved value as a tensor of its own, which the caller disposes.</summary>
    /// <param name="owner">The node that saved it, for the error message.</param>
    /// <param name="isOutput">Whether the value is the node's own output, whose history is then the node itself.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The memory was written in place since.</exception>
    public readonly Tensor Unpack(Node owner, bool isOutput = false)
    {
        if (memory is null)
            throw Errors.Autograd($"{owner.Name} has already freed the values that it saved.");
        if (memory.Version != version)
        {
            throw Errors.Autograd(
                "one of the variables needed for gradient computation has been modified by an inplace operation: " +
                $"[{type} {layout}], saved for {owner.Name}, is at version {memory.Version}; expected version {version} instead.");
        }
        memory.Retain();
        var tensor = new Tensor(memory, layout!, offset, type);
        if (ThreadState.Current.GradEnabled)
            tensor.Attach(isOutput ? new Edge(owner, 0) : edge);
        return tensor;
    }

    /// <summary>Lets go of the memory.</summary>
    public void Release()
    {
        memory?.Release();
        memory = null;
    }
}
