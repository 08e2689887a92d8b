namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). Written out because
/// <see cref="Random"/> may change its sequence between framework versions, and a seed must give the same corpus for ever.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>Sixty-four uniform bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A uniform number in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [0, count).</summary>
    public int Next(int count) => (int)(((UInt128)Next() * (uint)count) >> 64);

    /// <summary>One of several, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];
}
