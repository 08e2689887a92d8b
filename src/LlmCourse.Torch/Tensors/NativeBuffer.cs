using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>
/// A block of 64-byte aligned native memory, shared by the tensors that view it and by the graph that saved it. Counted
/// references say when it goes back to the <see cref="BufferCache"/>; if every holder was dropped without Dispose, the
/// finalizer takes it back instead. Only these few, recycled objects are finalizable, so tensors themselves stay cheap.
/// </summary>
internal sealed unsafe class NativeBuffer(byte* data, long capacity, int sizeClass)
{
    private int references;

    /// <summary>First byte; aligned to 64 bytes.</summary>
    public readonly byte* Data = data;

    /// <summary>Usable bytes.</summary>
    public readonly long Capacity = capacity;

    /// <summary>Index of the size class, see <see cref="SizeClasses"/>.</summary>
    public readonly int SizeClass = sizeClass;

    /// <summary>Bytes asked for by the present owner, at most <see cref="Capacity"/>.</summary>
    public long Length;

    /// <summary>Counts in-place writes; every view shares it, and a backward compares it with what it saved.</summary>
    public int Version;

    /// <summary>Next free buffer of the same class while this one lies in the cache.</summary>
    public NativeBuffer? NextFree;

    /// <summary>Where the buffer was taken, when <see cref="LeakLog.Enabled"/>.</summary>
    public string? Origin;

    /// <summary>True when exactly one tensor or saved value holds this memory.</summary>
    public bool IsUnshared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref references) == 1;
    }

    /// <summary>Makes the caller the only owner of a buffer fresh from the cache.</summary>
    public void Own(long length)
    {
        Length = length;
        Version = 0;
        references = 1;
    }

    /// <summary>Adds a holder.</summary>
    public void Retain() => Interlocked.Increment(ref references);

    /// <summary>Drops a holder; the last one gives the memory back.</summary>
    public void Release()
    {
        // An only holder has nobody to race with, so the interlocked decrement can be spared.
        if (Volatile.Read(ref references) == 1)
            references = 0;
        else if (Interlocked.Decrement(ref references) != 0)
            return;
        BufferCache.Return(this);
    }

    ~NativeBuffer()
    {
        if (BufferCache.IsAbandoned(this))
            return;
        LeakLog.Report(this);
        references = 0;
        // Resurrected on purpose: the object and its memory serve the next tensor.
        GC.ReRegisterForFinalize(this);
        BufferCache.ReturnToShared(this);
    }
}
