using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Tests.Specs;

public sealed class RunSpecValidatorTests
{
    private readonly RunSpecValidator validator = new(new RunLimits());

    public static TheoryData<string, RunSpec> Wrong { get; } = new()
    {
        { "title", new RunSpec { Title = "" } },
        { "corpus.stories", new RunSpec { Corpus = new CorpusSpec { Stories = 0 } } },
        { "corpus.stories", new RunSpec { Corpus = new CorpusSpec { Stories = 200_001 } } },
        { "corpus.uploadId", Uploaded(new CorpusSpec { Kind = CorpusKind.Upload }) },
        { "corpus.world", Uploaded(new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "a", World = new WorldSpec { Pairs = 3 } }) },
        { "corpus.world.pairs", new RunSpec { Corpus = new CorpusSpec { World = new WorldSpec { Pairs = 3 } } } },
        { "corpus.world.digits", new RunSpec { Corpus = new CorpusSpec { Kind = CorpusKind.Arithmetic, World = new WorldSpec { Digits = 10 } } } },
        { "corpus.path", Uploaded(new CorpusSpec { Kind = CorpusKind.File, Path = "/etc/passwd" }) },
        { "corpus.shards", Uploaded(new CorpusSpec { Kind = CorpusKind.Shards }) },
        { "corpus.shards", Uploaded(new CorpusSpec { Kind = CorpusKind.Shards, Shards = "/etc" }) },
        { "corpus.shards", Uploaded(new CorpusSpec { Kind = CorpusKind.Shards, Shards = "web/../../keys" }) },
        { "corpus.shards", Uploaded(new CorpusSpec { Kind = CorpusKind.Shards, Shards = "web\\..\\keys" }) },
        { "training.layout", new RunSpec { Corpus = new CorpusSpec { Kind = CorpusKind.Shards, Shards = "web" } } },
        { "corpus.validationFraction", Uploaded(new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "a", ValidationFraction = 0 }) },
        { "corpus.validationFraction", Uploaded(new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "a", ValidationFraction = double.NaN }) },
        { "training.layout", new RunSpec { Corpus = new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "a" } } },
        { "tokenizer.vocabularySize", new RunSpec { Tokenizer = new TokenizerSpec { Kind = TokenizerKind.Bpe, VocabularySize = 257 } } },
        { "tokenizer.vocabularySize", new RunSpec { Tokenizer = new TokenizerSpec { Kind = TokenizerKind.Word, VocabularySize = 20_000 } } },
        { "model.layers", new RunSpec { Model = new ModelSpec { Layers = 0 } } },
        { "model.layers", new RunSpec { Model = new ModelSpec { Layers = 25, Width = 64 } } },
        { "model.heads", new RunSpec { Model = new ModelSpec { Heads = 3 } } },
        { "model.heads", new RunSpec { Model = new ModelSpec { Heads = 0 } } },
        { "model.blockSize", new RunSpec { Model = new ModelSpec { BlockSize = 1 } } },
        { "model.dropout", new RunSpec { Model = new ModelSpec { Dropout = 1 } } },
        { "model.width", new RunSpec { Model = new ModelSpec { Layers = 24, Width = 1024 } } },
        { "optimizer.learningRate", new RunSpec { Optimizer = new OptimizerSpec { LearningRate = -1e-3 } } },
        { "optimizer.learningRate", new RunSpec { Optimizer = new OptimizerSpec { LearningRate = double.NaN } } },
        { "optimizer.finalFraction", new RunSpec { Optimizer = new OptimizerSpec { FinalFraction = 1.1 } } },
        { "optimizer.warmupSteps", new RunSpec { Optimizer = new OptimizerSpec { WarmupSteps = 2_000 } } },
        { "optimizer.weightDecay", new RunSpec { Optimizer = new OptimizerSpec { WeightDecay = -0.1 } } },
        { "optimizer.beta1", new RunSpec { Optimizer = new OptimizerSpec { Beta1 = 1 } } },
        { "optimizer.gradientClip", new RunSpec { Optimizer = new OptimizerSpec { GradientClip = double.PositiveInfinity } } },
        { "training.steps", new RunSpec { Optimizer = new OptimizerSpec { WarmupSteps = 0 }, Training = new TrainingSpec { Steps = 100_001 } } },
        { "training.batchSize", new RunSpec { Training = new TrainingSpec { BatchSize = 0 } } },
        { "training.batchSize", new RunSpec { Training = new TrainingSpec { BatchSize = 128 }, Model = new ModelSpec { BlockSize = 512 } } },
        { "evaluation.every", new RunSpec { Evaluation = new EvaluationSpec { Every = 0 } } },
        { "samples.topP", new RunSpec { Samples = new SampleSpec { TopP = 0 } } },
        { "samples.temperature", new RunSpec { Samples = new SampleSpec { Temperature = -1 } } },
        { "snapshots.probe", new RunSpec { Snapshots = new SnapshotSpec { Probe = new string('a', 2_001) } } },
    };

    [Fact]
    public void Validate_FindsNothing_WhenTheSpecIsTheDefault() => validator.Validate(new RunSpec()).ShouldBeEmpty();

    [Fact]
    public void Validate_AllowsShardsBelowTheDataFolder_AndMeasuresThem()
    {
        var spec = Uploaded(new CorpusSpec { Kind = CorpusKind.Shards, Shards = "web/cleaned" });
        validator.Validate(spec).ShouldBeEmpty();
        validator.Validate(spec, shards: new ShardFacts(1_000_000, 50_257)).ShouldBeEmpty();
        validator.Validate(spec, shards: new ShardFacts(1_000, 300)).ShouldHaveSingleItem().Field.ShouldBe("model.blockSize");
        validator.Validate(spec, shards: new ShardFacts(1_000_000, 1_000_000)).ShouldHaveSingleItem().Field.ShouldBe("model.width");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_FindsThatProblemOnly_WhenOneThingIsWrong(string field, RunSpec spec)
    {
        var problem = validator.Validate(spec).ShouldHaveSingleItem();

        problem.Field.ShouldBe(field);
        problem.Message.ShouldEndWith(".");
        problem.Help.ShouldEndWith(".");
    }

    [Fact]
    public void Validate_FindsAllProblems_WhenManyThingsAreWrong()
    {
        var spec = new RunSpec
        {
            Model = new ModelSpec { Heads = 3, BlockSize = 0 },
            Optimizer = new OptimizerSpec { LearningRate = 0, WarmupSteps = -1 },
        };

        validator.Validate(spec).Select(problem => problem.Field).ShouldBe(["model.blockSize", "model.heads", "optimizer.learningRate", "optimizer.warmupSteps"], ignoreOrder: true);
    }

    [Fact]
    public void Validate_NamesHeadsThatDivide_WhenHeadsDoNot() =>
        validator.Validate(new RunSpec { Model = new ModelSpec { Heads = 5, Width = 128 } }).ShouldHaveSingleItem().Help.ShouldContain("4 or 8");

    [Theory]
    [InlineData(1_000, 128, true)]
    [InlineData(1_291, 128, false)]
    public void Validate_ComparesTheTextWithTheBlock_WhenItsLengthIsKnown(long characters, int block, bool tooShort)
    {
        var spec = Uploaded(new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "a" }) with { Model = new ModelSpec { BlockSize = block } };

        validator.Validate(spec, new CorpusFacts(characters)).Any(problem => problem.Field == "model.blockSize").ShouldBe(tooShort);
    }

    [Fact]
    public void Validate_AllowsAFile_WhenTheCommandLineAsks() =>
        validator.Validate(Uploaded(new CorpusSpec { Kind = CorpusKind.File, Path = "text.txt" }), allowFiles: true).ShouldBeEmpty();

    [Theory]
    [InlineData(CorpusKind.Web, "Pages of the web are longer than a block")]
    [InlineData(CorpusKind.File, "one running text")]
    public void Validate_SaysWhyACorpusTakesNoDocuments(CorpusKind kind, string reason) =>
        validator.Validate(new RunSpec { Corpus = new CorpusSpec { Kind = kind, Path = "text.txt" } }, allowFiles: true).ShouldContain(problem => problem.Field == "training.layout" && problem.Message.Contains(reason));

    [Fact]
    public void EstimateParameters_CountsGpt2Small() =>
        RunSpecValidator.EstimateParameters(new ModelSpec { Layers = 12, Width = 768, BlockSize = 1024 }, 50_257).ShouldBe(124_439_808);

    private static RunSpec Uploaded(CorpusSpec corpus) => new() { Corpus = corpus, Training = new TrainingSpec { Layout = BatchLayout.Windows } };
}
