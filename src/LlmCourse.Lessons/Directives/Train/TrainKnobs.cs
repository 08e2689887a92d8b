namespace LlmCourse.Lessons.Directives.Train;

/// <summary>What a lesson may let a learner change about a run, and what it may show of one.</summary>
public static class TrainKnobs
{
    /// <summary>Names for <c>:knobs:</c>, in the order in which they stand on the bench.</summary>
    public static IReadOnlyList<string> Knobs { get; } =
    [
        "layers", "heads", "width", "blockSize", "batchSize", "learningRate", "steps", "dropout", "temperature",
        "corpus", "tokenizer", "vocabularySize", "seed",
    ];

    /// <summary>Names for <c>:watch:</c>.</summary>
    public static IReadOnlyList<string> Watch { get; } = ["loss", "samples", "attention"];
}
