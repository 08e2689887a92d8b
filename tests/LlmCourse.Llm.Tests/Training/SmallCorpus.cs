using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Tests.Training;

/// <summary>A source so simple that its entropy can be worked out by hand: eight documents of one length, all equally likely.</summary>
internal static class SmallCorpus
{
    private static readonly string[] Sayings =
        ["the cat sat", "the cat ran", "the dog sat", "the dog ran", "one cat sat", "one cat ran", "one dog sat", "one dog ran"];

    public static Corpus Documents { get; } = new(
        "sayings",
        [.. Enumerable.Range(0, 96).Select(Say)],
        [.. Enumerable.Range(0, 24).Select(Say)],
        HasDocuments: true);

    public static Corpus Running { get; } = new(
        "running",
        [new Document(string.Join('\n', Enumerable.Repeat(string.Join('\n', Sayings), 12)), null)],
        [new Document(string.Join('\n', Sayings), null)],
        HasDocuments: false);

    public static CharacterTokenizer Letters { get; } = CharacterTokenizer.Train([.. Sayings, "\n"]);

    public static GptConfig Config { get; } = new()
    {
        VocabularySize = Letters.VocabularySize,
        BlockSize = 20,
        Layers = 2,
        Heads = 2,
        Width = 32,
    };

    public static PretrainingOptions Options { get; } = new()
    {
        Steps = 200,
        BatchSize = 8,
        LearningRate = 1e-2,
        WarmupSteps = 10,
        EvaluationBatches = 3,
        Seed = 11,
    };

    public static Pretraining Train(PretrainingOptions? options = null, GptConfig? config = null, Corpus? corpus = null) =>
        new(corpus ?? Documents, Letters, config ?? Config, options ?? Options);

    private static Document Say(int number) => new(Sayings[number % Sayings.Length], -Math.Log(Sayings.Length));
}
