namespace LlmCourse.Llm.Counting;

/// <summary>
/// Predicts the next token from what followed the last <see cref="Order"/> − 1 tokens in the text that was counted. Order
/// 1 is the unigram model, 2 the bigram model; order 0 has counted nothing and finds all tokens equally likely.
/// </summary>
/// <remarks>
/// A long context was seen rarely, and a short one says little, so all lengths are mixed: interpolated Witten–Bell
/// smoothing (Witten and Bell, "The zero-frequency problem", 1991, in the recursive form of Chen and Goodman, "An
/// empirical study of smoothing techniques for language modeling", 1998). Every token keeps a positive probability.
/// </remarks>
public sealed class NGramModel
{
    private readonly NGramCounts counts;

    /// <summary>Makes the model of an order from counts, which models of all orders share.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="order">From 0 to <see cref="NGramCounts.MaxOrder"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No n-grams of this order were counted.</exception>
    public NGramModel(NGramCounts counts, int order)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, counts.MaxOrder);
        (this.counts, Order) = (counts, order);
    }

    /// <summary>n: how many tokens are looked at together, the next one included.</summary>
    public int Order { get; }

    /// <summary>Tokens V.</summary>
    public int VocabularySize => counts.VocabularySize;

    /// <summary>The token that ends a document, and the first context of each.</summary>
    public int EndOfText => counts.EndOfText;

    #region witten-bell
    /// <summary>Probability of every token to come next; they add up to one.</summary>
    /// <param name="text">All tokens so far, beginning with <see cref="EndOfText"/>; the last ones count.</param>
    /// <returns><c>[vocabulary]</c></returns>
    public double[] Distribution(ReadOnlySpan<int> text)
    {
        var probabilities = new double[VocabularySize];
        Array.Fill(probabilities, 1.0 / VocabularySize);

        for (var length = 0; length < Order && length <= text.Length; length++)
        {
            if (counts.After(text[^length..]) is not { } seen)
                break; // never seen, so no longer context that ends like this was seen either

            // Each different token that followed gives one more vote, which goes to what the shorter context said.
            var votes = (double)(seen.Total + seen.Distinct);
            for (var token = 0; token < VocabularySize; token++)
                probabilities[token] = (seen.Of(token) + (seen.Distinct * probabilities[token])) / votes;
        }

        return probabilities;
    }
    #endregion

    /// <summary>Probability of one token to come next: that of <see cref="Distribution"/>, without the others.</summary>
    /// <param name="text">All tokens so far, beginning with <see cref="EndOfText"/>; the last ones count.</param>
    /// <param name="next">The token.</param>
    public double Probability(ReadOnlySpan<int> text, int next)
    {
        var probability = 1.0 / VocabularySize;
        for (var length = 0; length < Order && length <= text.Length; length++)
        {
            if (counts.After(text[^length..]) is not { } seen)
                break;
            probability = (seen.Of(next) + (seen.Distinct * probability)) / (seen.Total + seen.Distinct);
        }

        return probability;
    }
}
