using System.Text.Json.Nodes;
using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Models;
using static TorchSharp.torch;

namespace LlmCourse.Benchmarks;

/// <summary>Whole training steps and whole texts, with the course's own model.</summary>
internal static class ModelBenchmark
{
    private const int Vocabulary = 65, GeneratedTokens = 60;

    private static readonly GptConfig Small = new() { VocabularySize = Vocabulary, BlockSize = 64, Layers = 4, Heads = 4, Width = 128, TieWeights = false };
    private static readonly GptConfig Mid = new() { VocabularySize = Vocabulary, BlockSize = 256, Layers = 6, Heads = 6, Width = 384, TieWeights = false };

    public static IEnumerable<Result> TrainSmall(Comparison comparison, IReadOnlyList<int> threadCounts) =>
        threadCounts.Select(threads => Train(comparison, "train-small", Small, batch: 12, threads));

    public static IEnumerable<Result> TrainMid(Comparison comparison, IReadOnlyList<int> threadCounts) =>
        threadCounts.Select(threads => Train(comparison, "train-mid", Mid, batch: 4, threads));

    /// <summary>Tokens with a KV cache, against the peer's plain generation from the whole context.</summary>
    public static IEnumerable<Result> Generate(Comparison comparison, IReadOnlyList<int> threadCounts) =>
        threadCounts.Select(threads => Generate(comparison, threads));

    /// <summary>Forward, backward, clipping and AdamW on a batch of random tokens.</summary>
    private static Result Train(Comparison comparison, string benchmark, GptConfig config, int batch, int threads)
    {
        using var outer = NewDisposeScope();
        using var model = new Gpt(config, seed: 1);
        var parameters = model.parameters().ToArray();
        using var optimizer = optim.AdamW(parameters, lr: 1e-3, weight_decay: 0.1);
        using var inputs = randint(0, Vocabulary, [batch, config.BlockSize], dtype: ScalarType.Int64);
        using var targets = randint(0, Vocabulary, [batch * config.BlockSize], dtype: ScalarType.Int64);
        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.call(inputs).reshape(-1, Vocabulary), targets);
            loss.item<float>();
            loss.backward();
            nn.utils.clip_grad_norm_(parameters, 1.0);
            optimizer.step();
        }
        var sizes = Sizes(config);
        sizes["batch"] = batch;
        return comparison.Run(benchmark, $"{config.Layers}x{config.Width}, {batch}x{config.BlockSize}", threads, Step, "train", sizes, batch * config.BlockSize, "tokens/s");
    }

    private static Result Generate(Comparison comparison, int threads)
    {
        using var model = new Gpt(Small, seed: 1);
        model.eval();
        using var generator = new Generator(1);
        void Write()
        {
            using var noGrad = no_grad();
            using var cache = new KeyValueCache(Small);
            var id = 0L;
            for (var i = 0; i < GeneratedTokens; i++)
            {
                using var scope = NewDisposeScope();
                var logits = model.Continue(tensor([id], [1, 1]), cache);
                id = Sampler.Pick(logits[0, 0], new SamplingOptions(Temperature: 1), generator);
            }
        }
        var sizes = Sizes(Small);
        sizes["tokens"] = GeneratedTokens;
        return comparison.Run("generate", $"small, {GeneratedTokens} tokens, cached", threads, Write, "generate", sizes, GeneratedTokens, "tokens/s");
    }

    private static JsonObject Sizes(GptConfig config) => new()
    {
        ["vocabulary"] = config.VocabularySize,
        ["block"] = config.BlockSize,
        ["layers"] = config.Layers,
        ["heads"] = config.Heads,
        ["width"] = config.Width,
    };
}
