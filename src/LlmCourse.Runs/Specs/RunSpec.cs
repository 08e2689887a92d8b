namespace LlmCourse.Runs.Specs;

/// <summary>
/// What to train: immutable, versioned JSON. The same spec and seed give the same curve, bit for bit on the managed
/// engine with a fixed thread count.
/// </summary>
public sealed record RunSpec
{
    /// <summary>The version this code writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version; a reader refuses what is newer than it knows.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What the learner called it; shown in lists.</summary>
    public string Title { get; init; } = "A model that writes";

    /// <summary>What kind of run this is.</summary>
    public RunKind Kind { get; init; } = RunKind.Pretrain;

    /// <summary>The text the model learns from.</summary>
    public CorpusSpec Corpus { get; init; } = new();

    /// <summary>How text becomes tokens.</summary>
    public TokenizerSpec Tokenizer { get; init; } = new();

    /// <summary>The shape of the GPT.</summary>
    public ModelSpec Model { get; init; } = new();

    /// <summary>AdamW and its learning-rate schedule.</summary>
    public OptimizerSpec Optimizer { get; init; } = new();

    /// <summary>How many steps over which batches.</summary>
    public TrainingSpec Training { get; init; } = new();

    /// <summary>When and on how much to measure validation loss.</summary>
    public EvaluationSpec Evaluation { get; init; } = new();

    /// <summary>When to let the model write, and how it picks words.</summary>
    public SampleSpec Samples { get; init; } = new();

    /// <summary>When to record what the model attends to.</summary>
    public SnapshotSpec Snapshots { get; init; } = new();

    /// <summary>Seeds weights, batches and samples.</summary>
    public int Seed { get; init; } = 1337;
}

/// <summary>What a run does.</summary>
public enum RunKind
{
    /// <summary>Causal pretraining from random weights with cross-entropy on the next token.</summary>
    Pretrain,
}

/// <summary>Where the text comes from.</summary>
public enum CorpusKind
{
    /// <summary>Seeded stories from the course's own grammar; their true entropy is known exactly.</summary>
    Stories,

    /// <summary>Two people talking about where things are; exact entropy, like all worlds that follow.</summary>
    Dialogues,

    /// <summary>Sums and differences.</summary>
    Arithmetic,

    /// <summary>Balanced brackets of several kinds.</summary>
    Brackets,

    /// <summary>Keys with their values, and questions after them.</summary>
    LookUps,

    /// <summary>Random runs of letters that come again.</summary>
    Induction,

    /// <summary>A UTF-8 text that a learner uploaded, named by <see cref="CorpusSpec.UploadId"/>.</summary>
    Upload,

    /// <summary>A UTF-8 file named by <see cref="CorpusSpec.Path"/>; only the command line may read paths.</summary>
    File,

    /// <summary>Token shards that a pipeline wrote, with their own tokenizer, in the folder named by <see cref="CorpusSpec.Shards"/>.</summary>
    Shards,

    /// <summary>The generated dirty web, raw or cleaned (<see cref="CorpusSpec.Filtered"/>), of <see cref="CorpusSpec.WebDocuments"/> documents; clean prose is held out.</summary>
    Web,
}

/// <summary>Kinds of corpora, put together.</summary>
public static class CorpusKinds
{
    /// <summary>Whether a seeded world of the course writes the texts: separate documents of known probability.</summary>
    public static bool IsWorld(this CorpusKind kind) =>
        kind is CorpusKind.Stories or CorpusKind.Dialogues or CorpusKind.Arithmetic or CorpusKind.Brackets or CorpusKind.LookUps or CorpusKind.Induction;
}

/// <summary>The text a model learns from.</summary>
public sealed record CorpusSpec
{
    /// <summary>Where the text comes from.</summary>
    public CorpusKind Kind { get; init; } = CorpusKind.Stories;

    /// <summary>Seed of the world, or of the dirty web, that writes the texts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many training stories, or texts of another world, to write.</summary>
    public int Stories { get; init; } = 20_000;

    /// <summary>
    /// Settings of the world, as names and numbers: pairs and kinds of brackets; digits, lines and reversed (0 or 1) of
    /// arithmetic; pairs and questions of look-ups; length, rounds and letters of induction. Null takes the course's own.
    /// </summary>
    public WorldSpec? World { get; init; }

    /// <summary>Documents of the dirty web, before any filter.</summary>
    public int WebDocuments { get; init; } = 3_000;

    /// <summary>Whether the documents of the dirty web pass the filters first.</summary>
    public bool Filtered { get; init; }

    /// <summary>Identifier of an uploaded text.</summary>
    public string? UploadId { get; init; }

    /// <summary>Path of a text file (command line only).</summary>
    public string? Path { get; init; }

    /// <summary>Folder of token shards: below <c>corpora</c> in the data folder, for a page; any path, on the command line. The tokenizer is theirs.</summary>
    public string? Shards { get; init; }

    /// <summary>Fraction of the text held out for validation; the first part trains, the last validates.</summary>
    public double ValidationFraction { get; init; } = 0.1;
}

/// <summary>Units a text is cut into.</summary>
public enum TokenizerKind
{
    /// <summary>One token a Unicode character of the training text.</summary>
    Character,

    /// <summary>One token a word; words outside the vocabulary become the unknown token.</summary>
    Word,

    /// <summary>Byte-level byte-pair encoding trained on the training text.</summary>
    Bpe,
}

/// <summary>How text becomes tokens.</summary>
public sealed record TokenizerSpec
{
    /// <summary>What a token is: a character, a word, or a piece of a word.</summary>
    public TokenizerKind Kind { get; init; } = TokenizerKind.Character;

    /// <summary>Largest vocabulary for words and BPE; characters take what the text holds.</summary>
    public int VocabularySize { get; init; } = 512;
}

/// <summary>The shape of a GPT-2-style model.</summary>
public sealed record ModelSpec
{
    /// <summary>Transformer blocks.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Attention heads a block; must divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Embedding width in channels.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Longest context in tokens; the default holds every story of the course by characters.</summary>
    public int BlockSize { get; init; } = 256;

    /// <summary>Probability of dropping an activation while training.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the output layer shares the token embedding's weights.</summary>
    public bool TieWeights { get; init; } = true;
}

/// <summary>AdamW with warm-up and cosine decay.</summary>
public sealed record OptimizerSpec
{
    /// <summary>Peak learning rate, reached after warm-up.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>Learning rate at the last step, as a fraction of the peak.</summary>
    public double FinalFraction { get; init; } = 0.05;

    /// <summary>Steps of linear warm-up from zero.</summary>
    public int WarmupSteps { get; init; } = 50;

    /// <summary>Decoupled weight decay on matrices (not on biases, norms or embeddings of positions).</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Largest global gradient norm; 0 switches clipping off.</summary>
    public double GradientClip { get; init; } = 1.0;
}

/// <summary>How batches are cut from the corpus.</summary>
public enum BatchLayout
{
    /// <summary>Whole stories, one a row, padded; no context is ever cut off. Only for corpora made of documents.</summary>
    Documents,

    /// <summary>Random windows of the running text.</summary>
    Windows,
}

/// <summary>How many steps over which batches.</summary>
public sealed record TrainingSpec
{
    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 2_000;

    /// <summary>Sequences a step.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>How batches are cut from the corpus.</summary>
    public BatchLayout Layout { get; init; } = BatchLayout.Documents;

    /// <summary>Threads of the managed engine; 0 means all cores. Results repeat bit for bit at one setting.</summary>
    public int Threads { get; init; }
}

/// <summary>When and on how much validation loss is measured.</summary>
public sealed record EvaluationSpec
{
    /// <summary>Steps between evaluations.</summary>
    public int Every { get; init; } = 100;

    /// <summary>Batches an evaluation averages over; always the same ones.</summary>
    public int Batches { get; init; } = 10;
}

/// <summary>When the model writes and how it picks tokens.</summary>
public sealed record SampleSpec
{
    /// <summary>Steps between samples.</summary>
    public int Every { get; init; } = 100;

    /// <summary>Text the sample continues; empty starts a new document.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Most tokens to write.</summary>
    public int Tokens { get; init; } = 200;

    /// <summary>Divides the scores before softmax; 0 always takes the likeliest token.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Keep only this many likeliest tokens; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Keep the smallest set of tokens whose probabilities reach this sum; 1 keeps all.</summary>
    public double TopP { get; init; } = 1.0;
}

/// <summary>When attention is recorded, and on which sentence.</summary>
public sealed record SnapshotSpec
{
    /// <summary>Steps between snapshots.</summary>
    public int Every { get; init; } = 100;

    /// <summary>The sentence whose attention is recorded; empty takes the start of the first validation document.</summary>
    public string Probe { get; init; } = "";
}
