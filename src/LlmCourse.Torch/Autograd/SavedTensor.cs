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

    /// <summary>Sizes and strides of the saved value.</summary>
    public readonly Layout Layout => layout!;

    /// <summary>The saved value as a tensor of its own, which the caller disposes.</summary>
    /// <param name="owner">The node that saved it, for the error message.</param>
    /// <param name="isOutput">Whether the value is the node's own output, whose history is then the node itself.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The memory was written in place since.</exception>
    public readonly Tensor Unpack(Node owner, bool isOutput = false)
    {
        var unchanged = Unchanged(owner);
        unchanged.Retain();
        var tensor = new Tensor(unchanged, Layout, offset, type);
        if (ThreadState.Current.GradEnabled)
            tensor.Attach(isOutput ? new Edge(owner, 0) : edge);
        return tensor;
    }

    /// <summary>First element of the saved value, valid until <see cref="Release"/>; for kernels, which need no handle.</summary>
    /// <inheritdoc cref="Unpack" path="/param[@name='owner']|/exception"/>
    public readonly unsafe T* Pointer<T>(Node owner)
        where T : unmanaged => (T*)Unchanged(owner).Data + offset;

    /// <summary>As <see cref="Pointer{T}"/>, or null when no value is held.</summary>
    public readonly unsafe T* PointerOrNull<T>(Node owner)
        where T : unmanaged => HasValue ? Pointer<T>(owner) : null;

    /// <summary>Lets go of the memory.</summary>
    public void Release()
    {
        memory?.Release();
        memory = null;
    }

    private readonly NativeBuffer Unchanged(Node owner)
    {
        if (memory is null)
            throw Errors.Autograd($"{owner.Name} has already freed the values that it saved.");
        if (memory.Version != version)
        {
            throw Errors.Autograd(
                "one of the variables needed for gradient computation has been modified by an inplace operation: " +
                $"[{type} {layout}], saved for {owner.Name}, is at version {memory.Version}; expected version {version} instead.");
        }
        return memory;
    }
}
