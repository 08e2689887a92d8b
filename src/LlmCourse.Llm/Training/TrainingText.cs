using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Training;

/// <summary>A corpus made ready: batches to learn from, batches to measure on, and what is known about it.</summary>
/// <param name="Tokenizer">Tokenizer of the text.</param>
/// <param name="HasDocuments">See <see cref="Corpus.HasDocuments"/>.</param>
/// <param name="Batches">What is learnt from.</param>
/// <param name="TrainingSet">Fixed batches of the training text.</param>
/// <param name="ValidationSet">Fixed batches of the held-out text.</param>
/// <param name="Statistics">Reference lines.</param>
/// <param name="MeanTokensPerStep">Target tokens of a batch, on average.</param>
/// <param name="HeldOutStart">First held-out document, or the first tokens of the held-out text; without end marks.</param>
internal sealed record TrainingText(
    ITokenizer Tokenizer, bool HasDocuments, IBatchSource Batches, EvaluationSet TrainingSet, EvaluationSet ValidationSet,
    CorpusStatistics Statistics, double MeanTokensPerStep, int[] HeldOutStart)
{
    // More than any probe shows.
    private const int MaxHeldOutStart = 4_096;

    /// <summary>Tokenises a corpus that fits into memory.</summary>
    /// <exception cref="TrainingException">The corpus is empty, shorter than a block, or holds a document longer than one.</exception>
    public static TrainingText Of(Corpus corpus, ITokenizer tokenizer, int blockSize, PretrainingOptions options)
    {
        var text = new TokenizedCorpus(corpus, tokenizer);
        return options.Layout == BatchLayout.Documents
            ? Documents(corpus.Name, text, tokenizer, blockSize, options)
            : Windows(
                tokenizer, text.HasDocuments, new TokenArray(text.Join(text.Training)), new TokenArray(text.Join(text.Validation)), blockSize, options,
                CorpusStatistics.Measure(text, text.Validation), text.Validation[0].Ids);
    }

    /// <summary>Splits the text of shards, which stay the caller's to dispose. It is never held in memory.</summary>
    /// <exception cref="TrainingException">The text is shorter than a block, or documents are asked for.</exception>
    public static TrainingText Of(ShardSplit split, int blockSize, PretrainingOptions options)
    {
        if (options.Layout == BatchLayout.Documents)
            throw new TrainingException("Shards hold one running text, which is not kept cut into documents.", "Cut it into windows instead.");
        return Windows(
            split.Tokenizer, split.HasDocuments, split.Training, split.Validation, blockSize, options,
            CorpusStatistics.Measure(split), split.HeldOutStart(MaxHeldOutStart));
    }

    private static TrainingText Documents(string name, TokenizedCorpus text, ITokenizer tokenizer, int blockSize, PretrainingOptions options)
    {
        if (!text.HasDocuments)
            throw new TrainingException($"The corpus {name} is one long text, so there are no whole documents to batch.", "Cut it into windows instead.");
        var evaluated = options.EvaluationBatches * options.BatchSize;
        int[][] learned = [.. text.Training.Select(document => document.Ids)];
        var measured = text.Validation.Take(evaluated).ToArray();
        var batches = new DocumentBatches(learned, text.EndOfText, blockSize, options.BatchSize, options.Seed);
        return new TrainingText(
            tokenizer, text.HasDocuments, batches,
            new EvaluationSet(Once([.. learned.Take(evaluated)])), new EvaluationSet(Once([.. measured.Select(document => document.Ids)])),
            CorpusStatistics.Measure(text, measured),
            (double)(learned.Sum(ids => (long)ids.Length) + learned.Length) / batches.BatchesPerEpoch,
            text.Validation[0].Ids);

        IEnumerable<Batch> Once(int[][] ids) => DocumentBatches.Once(ids, text.EndOfText, blockSize, options.BatchSize);
    }

    private static TrainingText Windows(
        ITokenizer tokenizer, bool hasDocuments, ITokenSequence training, ITokenSequence validation, int blockSize, PretrainingOptions options,
        CorpusStatistics statistics, int[] heldOutStart)
    {
        var measured = new EvaluationSet(Spread(validation));
        return new TrainingText(
            tokenizer, hasDocuments, new WindowBatches(training, blockSize, options.BatchSize, options.Seed),
            new EvaluationSet(Spread(training)), measured,
            statistics with { MeasuredTokens = measured.Tokens, MeasuredBytes = measured.CountBytes(tokenizer) },
            options.BatchSize * blockSize, heldOutStart);

        IEnumerable<Batch> Spread(ITokenSequence text) => WindowBatches.Spread(text, blockSize, options.BatchSize, options.EvaluationBatches);
    }
}
