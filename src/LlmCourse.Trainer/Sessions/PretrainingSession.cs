using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Inspection;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Trainer.Sessions;

/// <summary>A GPT in pretraining, behind the seam that the executor knows.</summary>
internal sealed class PretrainingSession : ITrainingSession
{
    // An attention map of more tokens than this has cells too small to see, and its file grows with the square.
    private const int MaxProbeTokens = 64;

    private readonly RunSpec spec;
    private readonly Pretraining training;
    private readonly IDisposable? opened;

    /// <summary>Takes over a prepared training.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="training">Its training; disposed with the session.</param>
    /// <param name="opened">What training reads from, disposed after it; null when it is in memory.</param>
    public PretrainingSession(RunSpec spec, Pretraining training, IDisposable? opened = null)
    {
        this.spec = spec;
        this.training = training;
        this.opened = opened;
        Description = Describe();
        Probe = CutProbe();
    }

    public RunDescribed Description { get; }

    public ProbeSentence Probe { get; }

    public int StepsTaken => training.StepsTaken;

    public double PeakLearningRate
    {
        get => training.PeakLearningRate;
        set => training.PeakLearningRate = value;
    }

    public StepOutcome Step()
    {
        var result = training.Step();
        return new StepOutcome(result.Loss, result.LearningRate, result.GradientNorm, result.Tokens);
    }

    public Evaluated Evaluate()
    {
        var result = training.Evaluate();
        return new Evaluated(result.TrainingLoss, result.ValidationLoss, result.ValidationBitsPerByte);
    }

    public string Write(string prompt, CancellationToken cancellationToken)
    {
        var settings = spec.Samples;
        var sampling = new SamplingOptions(settings.Temperature, settings.TopK, settings.TopP);

        // Equal runs write equal samples: the seed depends on the run and the step alone.
        var seed = (int)((((long)spec.Seed * 1_000_003) + StepsTaken) & int.MaxValue);
        return training.Generate(prompt, settings.Tokens, sampling, seed, cancellationToken).Text;
    }

    public void WriteAttention(Stream stream) => AttentionProbe.Capture(training.Model, [.. Probe.TokenIds]).Write(stream);

    public void WriteCheckpoint(Stream stream) => training.Checkpoint.Write(stream);

    public void WriteTokenizer(Stream stream) => TokenizerFile.Write(training.Tokenizer, stream);

    public void Dispose()
    {
        training.Dispose();
        opened?.Dispose();
    }

    private RunDescribed Describe()
    {
        var statistics = training.Statistics;
        return new RunDescribed(
            training.Model.ParameterCount,
            statistics.VocabularySize,
            statistics.TrainingTokens,
            statistics.ValidationTokens,
            statistics.CharactersPerToken,
            statistics.UniformLoss,
            statistics.UnigramEntropy,
            statistics.SourceEntropyPerToken,
            statistics.SourceEntropyPerCharacter,
            spec.Training.Steps,
            training.MeanTokensPerStep,
            statistics.SourceBitsPerByte);
    }

    // A model that learnt whole documents has never seen one without the mark that begins it.
    private ProbeSentence CutProbe()
    {
        var tokenizer = training.Tokenizer;
        var text = spec.Snapshots.Probe.Length > 0 ? tokenizer.Encode(spec.Snapshots.Probe) : training.HeldOutStart;
        int[] start = training.HasDocuments ? [tokenizer.EndOfText] : [];
        int[] ids = [.. start.Concat(text).Take(Math.Min(MaxProbeTokens, spec.Model.BlockSize))];
        return new ProbeSentence([.. ids.Select(tokenizer.TextOf)], ids);
    }
}
