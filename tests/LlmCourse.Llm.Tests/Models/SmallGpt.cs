using LlmCourse.Llm.Models;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Models;

/// <summary>Models small enough to check number by number.</summary>
internal static class SmallGpt
{
    public static GptConfig Config { get; } = new()
    {
        VocabularySize = 13,
        BlockSize = 8,
        Layers = 2,
        Heads = 2,
        Width = 12,
    };

    /// <summary>Random token ids, int64 [batch, time].</summary>
    public static Tensor Ids(int batch, int time, int seed = 5) => tensor(Numbers(batch * time, seed), [batch, time]);

    public static long[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(Config.VocabularySize))];
    }

    /// <summary>Weights far from GPT-2's gentle start, so that attention differs from a plain average.</summary>
    public static Gpt Bold(GptConfig config, int seed = 3)
    {
        var model = new Gpt(config, seed);
        using var withoutGradient = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in model.parameters())
            parameter.normal_(0, 0.3, generator);
        return model;
    }

    public static float[] Floats(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    public static void ShouldBeClose(this float[] actual, float[] expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var index = 0; index < actual.Length; index++)
            ((double)actual[index]).ShouldBe(expected[index], tolerance, $"at {index}");
    }
}
