using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Corpora.Worlds;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using TorchSharp;
using BatchLayout = LlmCourse.Runs.Specs.BatchLayout;

namespace LlmCourse.Trainer.Sessions;

/// <summary>Builds sessions that pretrain a GPT: from the run's contract to the course's own model.</summary>
/// <param name="uploads">Keeps uploaded texts; null where there are none, as on the command line.</param>
/// <param name="shelf">Opens token shards.</param>
internal sealed class PretrainingSessions(IUploadStore? uploads, ShardShelf shelf) : ITrainingSessionFactory
{
    // Held-out stories are cheap to write, and enough of them make the reference lines steady.
    private const int MinValidationStories = 500;

    public ITrainingSession Create(RunSpec spec, CancellationToken cancellationToken)
    {
        var cores = Environment.ProcessorCount;
        torch.set_num_threads(spec.Training.Threads is 0 ? cores : Math.Min(spec.Training.Threads, cores));

        if (spec.Corpus.Kind == CorpusKind.Shards)
            return OnShards(spec, cancellationToken);
        var corpus = ReadCorpus(spec, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var tokenizer = TrainTokenizer(spec.Tokenizer, corpus, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new PretrainingSession(spec, new Pretraining(corpus, tokenizer, Shape(spec.Model, tokenizer), Options(spec)));
    }

    private PretrainingSession OnShards(RunSpec spec, CancellationToken cancellationToken)
    {
        var shards = shelf.Open(spec.Corpus.Shards!, verify: true);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var split = new ShardSplit(shards, spec.Corpus.ValidationFraction);
            return new PretrainingSession(spec, new Pretraining(split, Shape(spec.Model, split.Tokenizer), Options(spec)), shards);
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    private Corpus ReadCorpus(RunSpec spec, CancellationToken cancellationToken)
    {
        var corpus = spec.Corpus;
        switch (corpus.Kind)
        {
            case var kind when kind.IsWorld():
                return Texts(spec);
            case CorpusKind.Web:
                return WebCorpus.Create(corpus.Seed, corpus.WebDocuments, corpus.Filtered, cancellationToken);
            case CorpusKind.Upload when uploads is null:
                throw new RunInputException("There are no uploaded texts here.", "Name a file instead, with the corpus kind 'file' and its path.");
            case CorpusKind.Upload:
                // This thread belongs to the run alone; it has nothing to do until the text is there.
                var text = uploads.ReadAsync(corpus.UploadId!, cancellationToken).GetAwaiter().GetResult();
                return TextCorpus.FromText("The uploaded text", text, corpus.ValidationFraction);
            default:
                return TextCorpus.FromText(Path.GetFileName(corpus.Path!), ReadFile(corpus.Path!, cancellationToken), corpus.ValidationFraction);
        }
    }

    /// <summary>The texts of a run's world, with enough held out.</summary>
    internal static Corpus Texts(RunSpec spec) => WorldCorpus.Create(
        TextWorlds.Create(WorldOf(spec.Corpus.Kind), SettingsOf(spec.Corpus.World)),
        spec.Corpus.Seed,
        spec.Corpus.Stories,
        Math.Max(MinValidationStories, spec.Evaluation.Batches * spec.Training.BatchSize));

    private static WorldKind WorldOf(CorpusKind kind) => kind switch
    {
        CorpusKind.Dialogues => WorldKind.Dialogues,
        CorpusKind.Arithmetic => WorldKind.Arithmetic,
        CorpusKind.Brackets => WorldKind.Brackets,
        CorpusKind.LookUps => WorldKind.LookUps,
        CorpusKind.Induction => WorldKind.Induction,
        _ => WorldKind.Stories,
    };

    private static WorldSettings SettingsOf(WorldSpec? world) => world is null ? new WorldSettings() : new WorldSettings
    {
        Pairs = world.Pairs,
        Kinds = world.Kinds,
        Digits = world.Digits,
        Lines = world.Lines,
        Reversed = world.Reversed,
        Questions = world.Questions,
        Length = world.Length,
        Rounds = world.Rounds,
        Letters = world.Letters,
    };

    private static string ReadFile(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Utf8Text.ReadFileAsync(path, cancellationToken).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunInputException($"The file '{path}' cannot be read: {error.Message}", "Name a file that exists and that you may read.", error);
        }
    }

    /// <summary>The tokenizer of a run, learnt from its corpus.</summary>
    internal static ITokenizer TrainTokenizer(TokenizerSpec spec, Corpus corpus, CancellationToken cancellationToken)
    {
        var texts = corpus.Training.Select(document => document.Text);
        return spec.Kind switch
        {
            TokenizerKind.Character => CharacterTokenizer.Train(texts),
            TokenizerKind.Word => WordTokenizer.Train(texts, spec.VocabularySize),
            _ => BpeTokenizer.Train(texts, spec.VocabularySize, cancellationToken),
        };
    }

    /// <summary>The shape of a run's model.</summary>
    internal static GptConfig Shape(ModelSpec spec, ITokenizer tokenizer) => new()
    {
        VocabularySize = tokenizer.VocabularySize,
        BlockSize = spec.BlockSize,
        Layers = spec.Layers,
        Heads = spec.Heads,
        Width = spec.Width,
        Dropout = spec.Dropout,
        TieWeights = spec.TieWeights,
    };

    private static PretrainingOptions Options(RunSpec spec) => new()
    {
        Steps = spec.Training.Steps,
        BatchSize = spec.Training.BatchSize,
        Layout = spec.Training.Layout == BatchLayout.Documents ? Llm.Training.BatchLayout.Documents : Llm.Training.BatchLayout.Windows,
        LearningRate = spec.Optimizer.LearningRate,
        FinalFraction = spec.Optimizer.FinalFraction,
        WarmupSteps = spec.Optimizer.WarmupSteps,
        WeightDecay = spec.Optimizer.WeightDecay,
        Beta1 = spec.Optimizer.Beta1,
        Beta2 = spec.Optimizer.Beta2,
        GradientClip = spec.Optimizer.GradientClip,
        EvaluationBatches = spec.Evaluation.Batches,
        Seed = spec.Seed,
    };
}
