using System.Numerics;
using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// A quick hash of short spans, eight bytes a step. It has no secret: the tables that use it hold a fixed vocabulary, or a
/// bounded cache in which a collision only replaces an entry.
/// </summary>
internal static class SpanHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 over the golden ratio (Knuth, volume 3, 6.4)

    /// <summary>The hash of a span's bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> span)
    {
        var hash = (ulong)span.Length * Multiplier;
        if (span.Length >= sizeof(ulong))
        {
            for (var rest = span; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
                hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
            return (uint)(Mix(hash, MemoryMarshal.Read<ulong>(span[^sizeof(ulong)..])) >> 32); // may overlap the step before
        }

        if (span.Length >= sizeof(uint))
            return (uint)(Mix(hash, ((ulong)MemoryMarshal.Read<uint>(span) << 32) | MemoryMarshal.Read<uint>(span[^sizeof(uint)..])) >> 32);

        ulong few = 0;
        foreach (var value in span)
            few = (few << 8) | value;
        return (uint)(Mix(hash, few) >> 32);
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * Multiplier;
        return hash ^ BitOperations.RotateRight(hash, 29);
    }
}
