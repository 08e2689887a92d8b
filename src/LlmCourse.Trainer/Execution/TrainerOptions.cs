using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Trainer.Execution;

/// <summary>How a trainer runs runs. Settings live under <c>Trainer</c>.</summary>
public sealed class TrainerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Trainer";

    /// <summary>Minutes a run may stay paused without a command. It holds the trainer and its memory, and others wait behind it.</summary>
    [Range(0.01, 10_080)]
    public double MaxPauseMinutes { get; set; } = 15;

    /// <summary>Steps between checkpoints: what a crash may cost at most.</summary>
    [Range(1, 1_000_000)]
    public int CheckpointEvery { get; set; } = 500;

    /// <summary>Longest time in milliseconds between an event and its being durable and seen.</summary>
    [Range(1, 10_000)]
    public int FlushMilliseconds { get; set; } = 100;

    /// <summary>Events that are written together at most: one transaction, one message to watchers.</summary>
    [Range(1, 10_000)]
    public int FlushEvents { get; set; } = 64;

    /// <summary>Events that may wait for a slow disk before training waits for it.</summary>
    [Range(64, 1_000_000)]
    public int JournalEvents { get; set; } = 4_096;

    /// <summary>BPE trainings of the tokenizer lab at once. Each takes a core from the run.</summary>
    [Range(1, 64)]
    public int MaxBpeTrainings { get; set; } = 2;

    /// <summary>Pipelines of the data lab that run at once; more wait for their turn. Each takes a core from the run.</summary>
    [Range(1, 64)]
    public int MaxPipelines { get; set; } = 2;

    /// <summary>Results of stages that the data lab keeps, so that a changed knob runs from its stage only. One of 3,000 documents takes about a megabyte, beside some 3 MB of text for each crawl.</summary>
    [Range(8, 10_000)]
    public int PipelineLabStages { get; set; } = 48;

    /// <summary>Training stories that the tokenizer lab learns its vocabularies from: enough for every word of the grammar to be common.</summary>
    [Range(10, 100_000)]
    public int TokenizerLabStories { get; set; } = 2_000;

    /// <summary>Vocabulary of the lab's word and BPE tokenizers.</summary>
    [Range(258, 16_384)]
    public int TokenizerLabVocabulary { get; set; } = 512;

    /// <summary>Folder of the published vocabularies (<c>gpt2.tiktoken</c> and so on); null for the one that the build fills, beside the program.</summary>
    public string? VocabularyFolder { get; set; }
}
