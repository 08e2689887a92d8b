using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Evaluation;

namespace LlmCourse.Llm.Training;

/// <summary>What is known about a corpus before any training: the reference lines of a loss chart.</summary>
/// <param name="VocabularySize">Tokens V of the tokenizer.</param>
/// <param name="TrainingTokens">Tokens to learn from, end marks included.</param>
/// <param name="ValidationTokens">Tokens held out, end marks included.</param>
/// <param name="CharactersPerToken">Unicode characters a token, over the held-out text; nats a token divided by it are nats a character.</param>
/// <param name="UniformLoss">ln V in nats a token: guessing blindly.</param>
/// <param name="UnigramEntropy">Nats a token of a reader who knows only how common each token is.</param>
/// <param name="SourceEntropyPerToken">
/// Nats a token that the true source itself needs on the very documents that <see cref="Pretraining.Evaluate"/>
/// measures, or on all held-out ones when it reads windows; no model can do better on average. Null when the source is
/// unknown.
/// </param>
/// <param name="MeasuredTokens">Tokens that evaluation guesses, end marks included.</param>
/// <param name="MeasuredBytes">
/// UTF-8 bytes that these tokens stand for. Null when the vocabulary lacks something of them: what a model never writes
/// cannot be charged by the byte.
/// </param>
public sealed record CorpusStatistics(
    int VocabularySize,
    long TrainingTokens,
    long ValidationTokens,
    double CharactersPerToken,
    double UniformLoss,
    double UnigramEntropy,
    double? SourceEntropyPerToken,
    long MeasuredTokens,
    long? MeasuredBytes)
{
    /// <summary>The source's entropy in nats a character; null when the source is unknown.</summary>
    public double? SourceEntropyPerCharacter => SourceEntropyPerToken / CharactersPerToken;

    /// <summary>The source's entropy in bits a byte; null when the source or the bytes are unknown.</summary>
    public double? SourceBitsPerByte => SourceEntropyPerToken is { } nats ? InBitsPerByte(nats) : null;

    /// <summary>A loss over the measured text in bits a byte; null when <see cref="MeasuredBytes"/> is.</summary>
    /// <param name="lossPerToken">Nats a token.</param>
    public double? InBitsPerByte(double lossPerToken) =>
        MeasuredBytes is { } bytes ? BitsPerByte.Of(lossPerToken, MeasuredTokens, bytes) : null;

    /// <summary>Measures a tokenised corpus.</summary>
    /// <param name="corpus">Both splits as tokens.</param>
    /// <param name="measured">The held-out documents that evaluation uses.</param>
    internal static CorpusStatistics Measure(TokenizedCorpus corpus, IReadOnlyList<TokenizedDocument> measured)
    {
        var ends = corpus.HasDocuments ? 1 : 0;
        var measuredTokens = measured.Sum(document => (long)document.Ids.Length + ends);
        var characters = measured.Sum(document => (long)document.Characters);
        var known = measured.All(document => document.LogProbability is not null);
        var lossless = corpus.Unknown is not { } unknown || !measured.Any(document => document.Ids.Contains(unknown));

        return new CorpusStatistics(
            corpus.VocabularySize,
            corpus.Training.Sum(document => (long)document.Ids.Length + ends),
            corpus.Validation.Sum(document => (long)document.Ids.Length + ends),
            (double)characters / measuredTokens,
            Math.Log(corpus.VocabularySize),
            Entropy(CountTokens(corpus)),
            known ? -measured.Sum(document => document.LogProbability!.Value) / measuredTokens : null,
            measuredTokens,
            lossless ? measured.Sum(document => (long)document.Bytes) : null);
    }

    /// <summary>Measures the text of shards in one pass over each part.</summary>
    internal static CorpusStatistics Measure(ShardSplit split)
    {
        var ends = split.HasDocuments ? 1 : 0; // nothing foretells the end mark that begins a part
        var counts = split.CountTrainingTokens();
        var heldOut = split.Validation.Length - ends;
        return new CorpusStatistics(
            counts.Length, split.Training.Length - ends, heldOut,
            (double)split.CountHeldOutCharacters() / heldOut, Math.Log(counts.Length), Entropy(counts), SourceEntropyPerToken: null, heldOut, MeasuredBytes: null);
    }

    private static long[] CountTokens(TokenizedCorpus corpus)
    {
        var counts = new long[corpus.VocabularySize];
        foreach (var document in corpus.Training)
        {
            foreach (var id in document.Ids)
                counts[id]++;
        }

        if (corpus.HasDocuments)
            counts[corpus.EndOfText] += corpus.Training.Count;
        return counts;
    }

    #region unigram-entropy
    private static double Entropy(long[] counts)
    {
        var total = (double)counts.Sum();
        return -counts
            .Where(count => count > 0)
            .Sum(count => count / total * Math.Log(count / total));
    }
    #endregion
}
