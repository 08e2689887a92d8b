using System.Numerics;

namespace TorchSharp;

/// <summary>Sizes that the cache hands out: four steps to each power of two, so at most a fifth of a buffer is unused.</summary>
internal static class SizeClasses
{
    /// <summary>Smallest buffer in bytes: one cache line.</summary>
    public const int Smallest = 64;

    /// <summary>Number of classes; the last holds 2^46 bytes and more than any machine has.</summary>
    public const int Count = 4 * 40 + 1;

    /// <summary>The class whose buffers hold at least <paramref name="bytes"/>.</summary>
    public static int Of(long bytes)
    {
        if (bytes <= Smallest)
            return 0;
        // In units of a quarter of the power of two at or below the size; rounding up may carry into the next power.
        var power = 63 - BitOperations.LeadingZeroCount((ulong)(bytes - 1));
        var quarter = ((bytes - 1) >> (power - 2)) & 3;
        return (power - 6) * 4 + (int)quarter + 1;
    }

    /// <summary>Bytes of a buffer of the class.</summary>
    public static long Bytes(int sizeClass)
    {
        var power = 6 + sizeClass / 4;
        return (1L << power) + (long)(sizeClass % 4) * (1L << (power - 2));
    }
}
