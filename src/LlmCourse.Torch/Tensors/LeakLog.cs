using System.Collections.Concurrent;

namespace TorchSharp;

/// <summary>
/// Debug mode that names leaks: with AppContext switch <c>TorchSharp.NameLeaks</c> on, every buffer remembers the call
/// that took it, and those that the garbage collector had to take back are listed here. Slow; off by default.
/// </summary>
internal static class LeakLog
{
    private static readonly ConcurrentQueue<string> Found = new();

    /// <summary>Whether buffers remember who took them.</summary>
    public static bool Enabled { get; set; } = AppContext.TryGetSwitch("TorchSharp.NameLeaks", out var on) && on;

    /// <summary>Notes a buffer that was never disposed.</summary>
    public static void Report(NativeBuffer buffer)
    {
        if (buffer.Origin is { } origin)
            Found.Enqueue($"{buffer.Length} bytes were never disposed; taken{Environment.NewLine}{origin}");
        buffer.Origin = null;
    }

    /// <summary>Takes the leaks found so far out of the log.</summary>
    public static IReadOnlyList<string> Drain()
    {
        var leaks = new List<string>();
        while (Found.TryDequeue(out var leak))
            leaks.Add(leak);
        return leaks;
    }
}
