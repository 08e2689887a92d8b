namespace LlmCourse.Llm.Counting;

/// <summary>What a guess costs, what it costs on average, and what no guesser can avoid. Natural logarithms: units are nats.</summary>
/// <remarks>Shannon, "A mathematical theory of communication", 1948.</remarks>
public static class Surprise
{
    /// <summary>Bits in a nat: 1 / ln 2.</summary>
    public const double BitsPerNat = 1.4426950408889634;

    #region surprise
    /// <summary>Surprise at something that had this probability, in nats; what is certain costs nothing.</summary>
    public static double Of(double probability) => Math.Log(1 / probability);

    /// <summary>Perplexity: from how many equally likely tokens it is as hard to choose as from this one, on average.</summary>
    /// <param name="nats">Mean surprise in nats a token.</param>
    public static double Perplexity(double nats) => Math.Exp(nats);
    #endregion

    #region entropy
    /// <summary>Entropy in nats: the mean surprise of a reader who knows these probabilities to be true.</summary>
    public static double Entropy(IEnumerable<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return probabilities.Where(probability => probability > 0).Sum(probability => probability * Of(probability));
    }
    #endregion

    /// <summary>Cross-entropy: the model's surprise at every token of the documents and at each end, in nats a token.</summary>
    /// <param name="model">The model; a fair judgement needs documents that it has not counted.</param>
    /// <param name="documents">Token ids of each document, without end marks.</param>
    /// <exception cref="ArgumentException">There is no document.</exception>
    public static double CrossEntropy(NGramModel model, IEnumerable<int[]> documents)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(documents);
        #region cross-entropy-of-counts
        var (nats, tokens) = (0.0, 0L);
        foreach (var document in documents)
        {
            ReadOnlySpan<int> text = [model.EndOfText, .. document, model.EndOfText];
            for (var at = 1; at < text.Length; at++, tokens++)
                nats += Of(model.Probability(text[..at], text[at]));
        }

        var crossEntropy = nats / tokens;
        #endregion

        return tokens > 0 ? crossEntropy : throw new ArgumentException("There is no document to be surprised at.", nameof(documents));
    }
}
