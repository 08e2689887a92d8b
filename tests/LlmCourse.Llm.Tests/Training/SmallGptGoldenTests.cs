using System.Text.Json;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tests.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Training;

/// <summary>The small GPT against PyTorch: the same weights and batches, written down by small_gpt_golden.py.</summary>
public sealed class SmallGptGoldenTests : IDisposable
{
    private const double Relative = 1e-4;

    /// <summary>Twenty steps of float32 in another order of summation: a weight may end this far away.</summary>
    private const double WeightDistance = 2e-4;

    private const int BatchSize = 12;
    private const int PaddingEvery = 37;

    private static readonly GptConfig Small = new() { VocabularySize = 65, BlockSize = 64, Layers = 4, Heads = 4, Width = 128 };

    private static readonly Golden Expected = ReadGolden();

    private readonly Pretraining training = Prepare();

    [Fact]
    public void Forward_GivesPyTorchsLogits()
    {
        using var scope = NewDisposeScope();

        var logits = training.Model.call(Batch(step: 0).Inputs);

        SmallGpt.Floats(logits[0, 0]).ShouldBeClose(Expected.Logits["first"], 1e-4);
        SmallGpt.Floats(logits[-1, -1]).ShouldBeClose(Expected.Logits["last"], 1e-4);
    }

    [Fact]
    public void Backward_GivesPyTorchsGradients()
    {
        using var scope = NewDisposeScope();

        LanguageModelLoss.Of(training.Model, Batch(step: 0)).backward();

        foreach (var (name, parameter) in training.Model.named_parameters())
            ShouldMatch(name, parameter.grad.ShouldNotBeNull(), Expected.Gradients[name], 1e-6);
    }

    [Fact]
    public void Learn_FollowsPyTorch_ForTwentySteps()
    {
        for (var step = 0; step < Expected.Losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            var result = training.Learn(Batch(step), learningRate: 1e-3);
            result.Loss.ShouldBe(Expected.Losses[step], Relative * Expected.Losses[step], $"loss of step {step}");
            result.GradientNorm.ShouldBe(Expected.GradientNorms[step], Relative * Expected.GradientNorms[step], $"gradient norm of step {step}");
        }

        foreach (var (name, parameter) in training.Model.named_parameters())
            ShouldMatch(name, parameter, Expected.Weights[name], WeightDistance);
    }

    public void Dispose() => training.Dispose();

    private static void ShouldMatch(string name, Tensor actual, TensorGolden expected, double distance)
    {
        var numbers = SmallGpt.Floats(actual);
        var norm = Math.Sqrt(numbers.Sum(number => (double)number * number));
        norm.ShouldBe(expected.Norm, Relative * expected.Norm + 1e-7, name);

        var count = numbers.Length;
        int[] places = [0, count / 5, (int)(count * 3L / 4), count - 1];
        for (var index = 0; index < places.Length; index++)
            ((double)numbers[places[index]]).ShouldBe(expected.Some[index], distance, $"{name} at {places[index]}");
    }

    private static Pretraining Prepare()
    {
        using var scope = NewDisposeScope();
        var tokenizer = CharacterTokenizer.Train([string.Concat(Enumerable.Range('!', Small.VocabularySize - 2).Select(code => (char)code))]);
        var corpus = new Corpus("unused", [new Document("ABC", null)], [new Document("ABC", null)], HasDocuments: true);
        var prepared = new Pretraining(corpus, tokenizer, Small, new PretrainingOptions { WeightDecay = 0.1, Beta1 = 0.9, Beta2 = 0.99, GradientClip = 1 });

        using var withoutGradient = no_grad();
        var byName = prepared.Model.named_parameters().OrderBy(entry => entry.name, StringComparer.Ordinal);
        foreach (var (stream, (name, parameter)) in byName.Index())
        {
            var centre = parameter.dim() == 1 && name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0f;
            float[] numbers = [.. Enumerable.Range(0, (int)parameter.numel()).Select(index => centre + Uniform(index, stream))];
            parameter.copy_(tensor(numbers, parameter.shape));
        }

        return prepared;
    }

    private static float Uniform(int index, int stream) => (float)((Hash(index, stream) / 4294967296.0 - 0.5) * 2 * 0.1);

    private static Batch Batch(int step)
    {
        var row = Small.BlockSize + 1;
        long[] ids = [.. Enumerable.Range(0, BatchSize * row).Select(index => (long)(Hash(index, 1000 + step) % Small.VocabularySize))];
        long[] inputs = [.. ids.Where((_, index) => index % row != row - 1)];
        long[] targets = [.. ids.Where((_, index) => index % row != 0)];
        for (var place = 0; place < targets.Length; place += PaddingEvery)
            targets[place] = Llm.Data.Batch.Padding;

        return new Batch(
            tensor(inputs, [BatchSize, Small.BlockSize]),
            tensor(targets, [BatchSize, Small.BlockSize]),
            targets.Count(target => target != Llm.Data.Batch.Padding));
    }

    /// <summary>Murmur3's finaliser over index and stream, as in small_gpt_golden.py.</summary>
    private static uint Hash(int index, int stream)
    {
        unchecked
        {
            var hash = (uint)index + (uint)stream * 0x9E3779B9;
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return hash ^ (hash >> 16);
        }
    }

    private static Golden ReadGolden()
    {
        using var stream = typeof(SmallGptGoldenTests).Assembly.GetManifestResourceStream("small-gpt-golden.json")!;
        return JsonSerializer.Deserialize<Golden>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Golden(
        double[] Losses,
        double[] GradientNorms,
        Dictionary<string, float[]> Logits,
        Dictionary<string, TensorGolden> Gradients,
        Dictionary<string, TensorGolden> Weights);

    private sealed record TensorGolden(double Norm, double[] Some);
}
