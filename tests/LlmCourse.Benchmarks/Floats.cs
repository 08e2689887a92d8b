using System.Runtime.InteropServices;

namespace LlmCourse.Benchmarks;

/// <summary>Aligned native floats for kernel benchmarks.</summary>
internal sealed unsafe class Floats : IDisposable
{
    public Floats(long count, int seed = 1)
    {
        Data = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        var random = new Random(seed);
        for (long i = 0; i < count; i++)
            Data[i] = random.NextSingle() * 2 - 1;
    }

    public float* Data { get; }

    public void Dispose() => NativeMemory.AlignedFree(Data);
}
