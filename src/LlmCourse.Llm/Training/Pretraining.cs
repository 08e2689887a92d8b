using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Training;

/// <summary>
/// Causal pretraining from random weights, one step at a time. The same corpus, tokenizer, shape, options and thread
/// count give the same losses, bit for bit, on the managed engine. Not for two threads at once.
/// </summary>
public sealed class Pretraining : IDisposable
{
    private readonly PretrainingOptions options;
    private readonly LearningRateSchedule schedule;
    private readonly Parameter[] parameters;
    private readonly AdamW optimizer;
    private readonly TrainingText text;
    private readonly double largestNorm;
    private double peakLearningRate;

    /// <summary>Prepares everything that training needs.</summary>
    /// <param name="corpus">The text to learn from and the text to measure on.</param>
    /// <param name="tokenizer">Turns it into tokens.</param>
    /// <param name="config">The model's shape; its vocabulary is the tokenizer's.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="TrainingException">The corpus is empty, shorter than a block, or holds a document longer than one.</exception>
    /// <exception cref="ArgumentException">Shape or options are impossible.</exception>
    public Pretraining(Corpus corpus, ITokenizer tokenizer, GptConfig config, PretrainingOptions options)
        : this(() => TrainingText.Of(corpus, tokenizer, config.BlockSize, options), tokenizer, config, options)
    {
    }

    /// <summary>Prepares training on shards, which must stay open as long as it lasts.</summary>
    /// <param name="split">The text in two parts, as tokens.</param>
    /// <param name="config">The model's shape; its vocabulary is the tokenizer's.</param>
    /// <param name="options">How to train; its layout is windows.</param>
    /// <exception cref="TrainingException">A part is shorter than a block.</exception>
    /// <exception cref="ArgumentException">Shape or options are impossible.</exception>
    public Pretraining(ShardSplit split, GptConfig config, PretrainingOptions options)
        : this(() => TrainingText.Of(split, config.BlockSize, options), split.Tokenizer, config, options)
    {
    }

    private Pretraining(Func<TrainingText> prepare, ITokenizer tokenizer, GptConfig config, PretrainingOptions options)
    {
        options.Validate();
        config.Validate();
        if (config.VocabularySize != tokenizer.VocabularySize)
            throw new ArgumentException($"The model knows {config.VocabularySize} tokens and the tokenizer {tokenizer.VocabularySize}; they must agree.", nameof(config));

        this.options = options;
        PeakLearningRate = options.LearningRate;
        largestNorm = options.GradientClip > 0 ? options.GradientClip : double.PositiveInfinity;
        schedule = new LearningRateSchedule(options.WarmupSteps, options.Steps, options.FinalFraction);
        text = prepare();
        Model = new Gpt(config, options.Seed);
        parameters = [.. Model.parameters()];
        optimizer = CreateOptimizer(Model, options);
    }

    /// <summary>The model that learns.</summary>
    public Gpt Model { get; }

    /// <summary>The tokenizer of its text.</summary>
    public ITokenizer Tokenizer => text.Tokenizer;

    /// <summary>Whether the model learns where documents begin and end.</summary>
    public bool HasDocuments => text.HasDocuments;

    /// <summary>First held-out document, or the first tokens of the held-out text; without end marks.</summary>
    public IReadOnlyList<int> HeldOutStart => text.HeldOutStart;

    /// <summary>Reference lines of the loss chart.</summary>
    public CorpusStatistics Statistics => text.Statistics;

    /// <summary>Steps taken so far.</summary>
    public int StepsTaken { get; private set; }

    /// <summary>Target tokens consumed so far.</summary>
    public long TokensSeen { get; private set; }

    /// <summary>Target tokens of one batch, on average over the corpus.</summary>
    public double MeanTokensPerStep => text.MeanTokensPerStep;

    /// <summary>Highest learning rate of the schedule. Setting it acts on the next step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a positive number.</exception>
    public double PeakLearningRate
    {
        get => peakLearningRate;
        set => peakLearningRate = value is > 0 and < double.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A learning rate is a positive number, and this is {value}.");
    }

    /// <summary>Takes one optimiser step.</summary>
    /// <returns>What it measured on its way, before the weights changed.</returns>
    /// <exception cref="DivergedException">Loss or gradient is NaN or infinite; the weights are unchanged.</exception>
    public StepResult Step()
    {
        using var scope = NewDisposeScope();
        if (Model.Config.Dropout > 0)
            manual_seed(Seeds.Derive(options.Seed, SeedPurpose.Dropout, StepsTaken));

        return Learn(text.Batches.At(StepsTaken), schedule.At(StepsTaken, PeakLearningRate));
    }

    #region training-step
    /// <summary>Reads a batch, finds out how each weight should move to be less surprised by it, and moves them a little.</summary>
    internal StepResult Learn(Batch batch, double learningRate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = learningRate;

        optimizer.zero_grad();
        var loss = LanguageModelLoss.Of(Model, batch);
        var surprise = RequireFinite("loss", loss.item<float>(), learningRate);
        loss.backward();

        var norm = RequireFinite("gradient", nn.utils.clip_grad_norm_(parameters, largestNorm), learningRate);
        optimizer.step();

        StepsTaken++;
        TokensSeen += batch.Tokens;
        return new StepResult(surprise, learningRate, norm, batch.Tokens);
    }
    #endregion

    /// <summary>Loss over fixed parts of both splits.</summary>
    public EvaluationResult Evaluate()
    {
        var validation = text.ValidationSet.Loss(Model);
        return new EvaluationResult(text.TrainingSet.Loss(Model), validation, Statistics.InBitsPerByte(validation));
    }

    /// <summary>Lets the model write; see <see cref="TextGenerator.Generate"/>.</summary>
    public GeneratedText Generate(string prompt, int maxTokens, SamplingOptions sampling, int seed, CancellationToken cancellationToken = default) =>
        TextGenerator.Generate(Model, Tokenizer, prompt, maxTokens, sampling, seed, startDocument: HasDocuments, cancellationToken);

    /// <summary>Weights, shape and tokenizer as they are now, ready to be written. It shares the model, which stays this object's to dispose.</summary>
    public Checkpoint Checkpoint => new(Model, Tokenizer, StepsTaken, HasDocuments);

    /// <summary>Gives weights, optimiser state and fixed batches back.</summary>
    public void Dispose()
    {
        optimizer.Dispose();
        Model.Dispose();
        text.TrainingSet.Dispose();
        text.ValidationSet.Dispose();
    }

    #region optimizer
    /// <summary>AdamW (Loshchilov and Hutter, 2019). Only matrices decay: a bias, a norm or a position has no reason to be small.</summary>
    private static AdamW CreateOptimizer(Gpt model, PretrainingOptions options)
    {
        var byDecay = model.named_parameters().ToLookup(
            entry => entry.parameter.dim() >= 2 && !entry.name.StartsWith("positions", StringComparison.Ordinal),
            entry => entry.parameter);

        return optim.AdamW(
            [Group(byDecay[true], options.WeightDecay), Group(byDecay[false], 0)],
            options.LearningRate, options.Beta1, options.Beta2);

        AdamW.ParamGroup Group(IEnumerable<Parameter> members, double weightDecay) =>
            new([.. members], options.LearningRate, options.Beta1, options.Beta2, weight_decay: weightDecay);
    }
    #endregion

    private double RequireFinite(string quantity, double value, double learningRate) =>
        double.IsFinite(value)
            ? value
            : throw new DivergedException(StepsTaken, quantity, value, learningRate, options.GradientClip > 0);
}

/// <summary>What one optimiser step measured.</summary>
/// <param name="Loss">Mean cross-entropy of the batch in nats a token, before the step.</param>
/// <param name="LearningRate">Learning rate of this step.</param>
/// <param name="GradientNorm">Global L2 norm of the gradient before clipping.</param>
/// <param name="Tokens">Target tokens in the batch, padding excluded.</param>
public sealed record StepResult(double Loss, double LearningRate, double GradientNorm, int Tokens);

/// <summary>Loss over fixed parts of both splits.</summary>
/// <param name="TrainingLoss">Nats a token on training text.</param>
/// <param name="ValidationLoss">Nats a token on held-out text.</param>
/// <param name="ValidationBitsPerByte">The same in bits a byte; null when <see cref="CorpusStatistics.MeasuredBytes"/> is.</param>
public sealed record EvaluationResult(double TrainingLoss, double ValidationLoss, double? ValidationBitsPerByte);
