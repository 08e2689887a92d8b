using LlmCourse.Llm.Data;
using LlmCourse.Llm.Training;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Execution;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Labs;

/// <summary>
/// Plans two ordinary runs of equal computing power. It learns each tokenizer as the run will, lays out the batches that the
/// run will read, and counts operations until the budget is spent.
/// </summary>
internal static class DuelPlanner
{
    // As often as a chart of this size can show, and seldom enough that measuring takes less time than training.
    private const int Evaluations = 20;

    /// <summary>All that the two runs have in common: small enough to end within a minute on two cores.</summary>
    private static readonly RunSpec Common = new()
    {
        Corpus = new CorpusSpec { Stories = 4_000 },
        Model = new ModelSpec { Layers = 2, Heads = 4, Width = 64, BlockSize = 256 },
        Optimizer = new OptimizerSpec { WarmupSteps = 20 },
        Evaluation = new EvaluationSpec { Batches = 6 },
        Samples = new SampleSpec { Tokens = 60 },
    };

    /// <summary>Plans both runs; what is wrong with the request is said in the plan.</summary>
    public static async Task<DuelPlan> PlanAsync(DuelRequest request, CancellationToken cancellationToken) =>
        Problem(request) is { } problem
            ? new DuelPlan([], problem)
            : await DedicatedThread.RunAsync("duel plan", () => new DuelPlan(
                [Plan(request.First, request, cancellationToken), Plan(request.Second, request, cancellationToken)])).WaitAsync(cancellationToken);

    private static DuelSide Plan(TokenizerSpec reading, DuelRequest request, CancellationToken cancellationToken)
    {
        var spec = Common with { Tokenizer = reading, Title = $"{Name(request.First)} against {Name(request.Second)}: {Name(reading)}" };
        var corpus = PretrainingSessions.Texts(spec);
        cancellationToken.ThrowIfCancellationRequested();
        var tokenizer = PretrainingSessions.TrainTokenizer(reading, corpus, cancellationToken);
        int[][] stories = [.. corpus.Training.Select(story => tokenizer.Encode(story.Text))];
        cancellationToken.ThrowIfCancellationRequested();

        var batches = new DocumentBatches(stories, tokenizer.EndOfText, spec.Model.BlockSize, spec.Training.BatchSize, spec.Seed);
        var (steps, operations) = TrainingCompute.StepsWithin(PretrainingSessions.Shape(spec.Model, tokenizer), batches, request.Operations);
        return new DuelSide(
            WithSteps(spec, steps),
            tokenizer.VocabularySize,
            stories.Average(story => story.Length + 1.0),
            Enumerable.Range(0, steps).Sum(step => (long)batches.ShapeAt(step).Rows),
            operations);
    }

    private static RunSpec WithSteps(RunSpec spec, int steps) => spec with
    {
        Training = spec.Training with { Steps = steps },
        Optimizer = spec.Optimizer with { WarmupSteps = Math.Min(spec.Optimizer.WarmupSteps, steps / 2) },
        Evaluation = spec.Evaluation with { Every = Math.Max(1, steps / Evaluations) },
        Samples = spec.Samples with { Every = steps },
        Snapshots = spec.Snapshots with { Every = steps },
    };

    private static string Name(TokenizerSpec tokenizer) => tokenizer.Kind == TokenizerKind.Character ? "characters" : $"BPE {tokenizer.VocabularySize}";

    private static string? Problem(DuelRequest request) => request switch
    {
        { First: null } or { Second: null } => "A duel needs two tokenizers.",
        { Operations: not (>= DuelRequest.LeastOperations and <= DuelRequest.MostOperations) } =>
            $"Each run may spend {DuelRequest.LeastOperations:G2} to {DuelRequest.MostOperations:G2} operations, and {request.Operations:G3} were asked for.",
        _ when Problem(request.First) is { } first => first,
        _ when Problem(request.Second) is { } second => second,
        _ when request.First == request.Second => "Both sides read alike, so there is nothing to compare. Choose two different tokenizers.",
        _ => null,
    };

    private static string? Problem(TokenizerSpec tokenizer) => tokenizer switch
    {
        { Kind: TokenizerKind.Character } => null,
        { Kind: TokenizerKind.Bpe, VocabularySize: >= DuelRequest.LeastVocabulary and <= DuelRequest.MostVocabulary } => null,
        { Kind: TokenizerKind.Bpe } => $"A vocabulary of {tokenizer.VocabularySize} is outside {DuelRequest.LeastVocabulary} to {DuelRequest.MostVocabulary}.",
        _ => "A tokenizer of whole words loses what it does not know, so its bits cannot be charged by the byte. Choose characters or byte pairs.",
    };
}
