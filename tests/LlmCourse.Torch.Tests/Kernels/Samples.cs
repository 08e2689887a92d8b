namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>Seeded inputs and comparisons for kernel tests.</summary>
internal static class Samples
{
    /// <summary>Values between −1 and 1, the same for the same seed.</summary>
    public static float[] Uniform(int seed, int count, float scale = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = (random.NextSingle() * 2 - 1) * scale;
        return values;
    }

    public static long[] Integers(int seed, int count, int below)
    {
        var random = new Random(seed);
        var values = new long[count];
        foreach (ref var value in values.AsSpan())
            value = random.Next(below);
        return values;
    }

    /// <summary>Asserts that every value is within <paramref name="tolerance"/> · (1 + |expected|), NaN matching NaN.</summary>
    public static void ShouldBeClose(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            var same = actual[i].Equals((float)expected[i]) || Math.Abs(actual[i] - expected[i]) <= tolerance * (1 + Math.Abs(expected[i]));
            if (!same)
                actual[i].ShouldBe((float)expected[i], $"at index {i} of {actual.Length}");
        }
    }

    /// <summary>The distance to the exact value in units of the last place of the float32 result.</summary>
    public static double UlpError(float actual, double exact)
    {
        var magnitude = Math.Max(Math.Abs(exact), 1.17549435e-38);
        var ulp = Math.Pow(2, Math.Floor(Math.Log2(magnitude)) - 23);
        return Math.Abs(actual - exact) / ulp;
    }

    /// <summary>Runs with a given number of compute threads and puts the old number back.</summary>
    public static void WithThreads(int threads, Action body)
    {
        var before = TorchSharp.Kernels.ComputePool.Threads;
        TorchSharp.Kernels.ComputePool.Threads = threads;
        try
        {
            body();
        }
        finally
        {
            TorchSharp.Kernels.ComputePool.Threads = before;
        }
    }
}
