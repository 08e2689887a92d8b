using System.Buffers.Binary;
using System.Numerics;

namespace TorchSharp;

/// <summary>
/// xoshiro256** of Blackman and Vigna (2018), its state filled from the seed by their SplitMix64. Not PyTorch's numbers:
/// PyTorch promises none either across versions.
/// </summary>
internal sealed class RandomStream
{
    private const int StateBytes = 6 * sizeof(ulong);

    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare = double.NaN;

    /// <summary>Begins the stream of this seed.</summary>
    public RandomStream(ulong seed) => Seed(seed);

    /// <summary>The seed that the stream began with.</summary>
    public ulong InitialSeed { get; private set; }

    /// <summary>Begins the stream of this seed.</summary>
    public void Seed(ulong seed)
    {
        InitialSeed = seed;
        spare = double.NaN;
        (s0, s1, s2, s3) = (SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Even in [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Even in [0, 1), in steps of 2⁻²⁴.</summary>
    public float NextSingle() => (Next() >> 40) * (1.0f / (1 << 24));

    /// <summary>Even in [0, <paramref name="bound"/>), without the bias of a plain remainder (Lemire 2019).</summary>
    public ulong NextBelow(ulong bound)
    {
        var high = Math.BigMul(Next(), bound, out var low);
        if (low < bound)
        {
            var threshold = (0 - bound) % bound;
            while (low < threshold)
                high = Math.BigMul(Next(), bound, out low);
        }
        return high;
    }

    /// <summary>From the standard normal distribution, by Box and Muller (1958).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextDouble());
        spare = radius * sin;
        return radius * cos;
    }

    /// <summary>The place in the stream.</summary>
    public byte[] Save()
    {
        var bytes = new byte[StateBytes];
        ReadOnlySpan<ulong> words = [s0, s1, s2, s3, BitConverter.DoubleToUInt64Bits(spare), InitialSeed];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), words[i]);
        return bytes;
    }

    /// <summary>Goes to a place that <see cref="Save"/> gave.</summary>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        Errors.Require(bytes.Length == StateBytes, $"RNG state is wrong size: {bytes.Length} bytes instead of {StateBytes}");
        Span<ulong> words = stackalloc ulong[6];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        (s0, s1, s2, s3) = (words[0], words[1], words[2], words[3]);
        spare = BitConverter.UInt64BitsToDouble(words[4]);
        InitialSeed = words[5];
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
