using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>
/// Keeps returned buffers for the next tensor of the same size class, so that a training step, which asks for the same
/// sizes every time, takes no new memory. Small buffers stay with the thread that returned them, without a lock; large
/// ones, and those of ended threads, are shared.
/// </summary>
internal static unsafe class BufferCache
{
    /// <summary>Alignment of every buffer in bytes: one cache line, and the widest vector register.</summary>
    public const int Alignment = 64;

    /// <summary>Buffers of at least this many bytes go to the shared lists at once, so that threads don't hoard them.</summary>
    private const long SharedFrom = 1 << 20;

    /// <summary>Small buffers a thread keeps for each class before it shares them.</summary>
    private const int KeptPerClass = 256;

    private static readonly Lock Gate = new();
    private static readonly NativeBuffer?[] Shared = new NativeBuffer?[SizeClasses.Count];
    private static long nativeBytes;
    private static long sharedBytes;

    [ThreadStatic]
    private static LocalLists? local;

    /// <summary>
    /// Shared bytes kept for reuse; what comes back beyond goes to the operating system. Half of the memory that the
    /// process may use: a step's working set fits, and other programs keep room. Setting: AppContext
    /// <c>TorchSharp.BufferCache.LimitBytes</c>.
    /// </summary>
    public static long LimitBytes { get; } =
        AppContext.GetData("TorchSharp.BufferCache.LimitBytes") is string text && long.TryParse(text, out var limit)
            ? limit
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Bytes taken from the operating system and not given back, in use or cached.</summary>
    public static long NativeBytes => Interlocked.Read(ref nativeBytes);

    /// <summary>A buffer of at least <paramref name="bytes"/> bytes; its content is undefined.</summary>
    /// <exception cref="OutOfMemoryException">The operating system has no such block.</exception>
    public static NativeBuffer Take(long bytes)
    {
        var sizeClass = SizeClasses.Of(bytes);
        var lists = local ??= new LocalLists();
        var buffer = lists.Take(sizeClass) ?? TakeShared(sizeClass) ?? Allocate(sizeClass);
        buffer.Own(bytes);
        if (LeakLog.Enabled)
            buffer.Origin = Environment.StackTrace;
        return buffer;
    }

    /// <summary>Puts a buffer without holders back.</summary>
    public static void Return(NativeBuffer buffer)
    {
        buffer.Origin = null;
        if (buffer.Capacity >= SharedFrom || !(local ??= new LocalLists()).TryKeep(buffer))
            ReturnToShared(buffer);
    }

    /// <summary>Puts a buffer on the shared list, or frees it when the cache is full.</summary>
    public static void ReturnToShared(NativeBuffer buffer)
    {
        lock (Gate)
        {
            if (sharedBytes + buffer.Capacity <= LimitBytes)
            {
                sharedBytes += buffer.Capacity;
                buffer.NextFree = Shared[buffer.SizeClass];
                Shared[buffer.SizeClass] = buffer;
                return;
            }
        }
        Free(buffer);
    }

    /// <summary>True when the finalizer of <paramref name="buffer"/> has nothing to take back: the process ends.</summary>
    public static bool IsAbandoned(NativeBuffer buffer) => Environment.HasShutdownStarted || buffer.Data is null;

    private static NativeBuffer? TakeShared(int sizeClass)
    {
        if (Shared[sizeClass] is null)
            return null;
        lock (Gate)
        {
            var buffer = Shared[sizeClass];
            if (buffer is null)
                return null;
            Shared[sizeClass] = buffer.NextFree;
            buffer.NextFree = null;
            sharedBytes -= buffer.Capacity;
            return buffer;
        }
    }

    private static NativeBuffer Allocate(int sizeClass)
    {
        var bytes = SizeClasses.Bytes(sizeClass);
        var data = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        Interlocked.Add(ref nativeBytes, bytes);
        // Undisposed tensors are small to the collector; tell it what they really hold, so that it runs in time.
        GC.AddMemoryPressure(bytes);
        return new NativeBuffer(data, bytes, sizeClass);
    }

    private static void Free(NativeBuffer buffer)
    {
        GC.SuppressFinalize(buffer);
        NativeMemory.AlignedFree(buffer.Data);
        Interlocked.Add(ref nativeBytes, -buffer.Capacity);
        GC.RemoveMemoryPressure(buffer.Capacity);
    }

    /// <summary>One thread's free lists. When the thread has ended, the finalizer shares what it kept.</summary>
    private sealed class LocalLists
    {
        private readonly NativeBuffer?[] heads = new NativeBuffer?[SizeClasses.Count];
        private readonly int[] counts = new int[SizeClasses.Count];

        public NativeBuffer? Take(int sizeClass)
        {
            var buffer = heads[sizeClass];
            if (buffer is null)
                return null;
            heads[sizeClass] = buffer.NextFree;
            buffer.NextFree = null;
            counts[sizeClass]--;
            return buffer;
        }

        public bool TryKeep(NativeBuffer buffer)
        {
            if (counts[buffer.SizeClass] >= KeptPerClass)
                return false;
            counts[buffer.SizeClass]++;
            buffer.NextFree = heads[buffer.SizeClass];
            heads[buffer.SizeClass] = buffer;
            return true;
        }

        // Buffers that only these lists reached are finalized in the same collection and share themselves; nothing is
        // left to do here, which is why this class has no finalizer of its own.
    }
}
