namespace LlmCourse.Llm.Data;

/// <summary>Independent seeds from one: batches, epochs, samples and dropout each take their own stream.</summary>
internal static class Seeds
{
    /// <summary>A seed for one purpose and one moment; SplitMix64's mixing (Steele, Lea and Flood, 2014) keeps near inputs far apart.</summary>
    public static int Derive(int seed, SeedPurpose purpose, long moment)
    {
        var state = Mix(Mix(Mix((uint)seed) + (ulong)purpose) + (ulong)moment);
        return (int)(state >> 33);
    }

    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}

/// <summary>What a derived seed is for.</summary>
internal enum SeedPurpose
{
    Windows,
    Epoch,
    Dropout,
}
