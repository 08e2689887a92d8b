using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Aligned scratch memory of one thread, kept between calls so that a kernel allocates nothing in a steady state. Freed
/// by its finalizer after the thread is gone.
/// </summary>
internal sealed unsafe class PackingBuffer : CriticalFinalizerObject
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static PackingBuffer? current;

    private float* memory;
    private nuint length;

    ~PackingBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>
    /// At least <paramref name="count"/> floats at a 64-byte border. The content is anything; the next call on the same
    /// thread gives the same memory, so a kernel takes all that it needs at once.
    /// </summary>
    public static float* Take(long count)
    {
        var buffer = current ??= new PackingBuffer();
        if (buffer.length < (nuint)count)
        {
            NativeMemory.AlignedFree(buffer.memory);
            buffer.memory = null;
            buffer.length = 0;
            buffer.memory = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), Alignment);
            buffer.length = (nuint)count;
        }
        return buffer.memory;
    }
}
