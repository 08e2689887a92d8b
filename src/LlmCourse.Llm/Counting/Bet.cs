namespace LlmCourse.Llm.Counting;

/// <summary>Part of a guesser's certainty that is put on one token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Share">Part of the certainty, above 0.</param>
public readonly record struct Stake(int Token, double Share);

/// <summary>
/// A guess that can be scored: certainty put on some tokens, and what is left spread evenly over all. Letting people bet
/// on the next letter measures how much they know of a language (Cover and King, "A convergent gambling estimate of the
/// entropy of English", 1978); paying −ln p makes it best to say what one thinks (Good, "Rational decisions", 1952).
/// </summary>
public static class Bet
{
    /// <summary>The probabilities that stakes amount to; all are positive, and they add up to one.</summary>
    /// <param name="stakes">Certainty by token; together less than 1, so that nothing is impossible.</param>
    /// <param name="vocabularySize">Tokens V. Without any stake each has 1/V.</param>
    /// <returns><c>[vocabulary]</c></returns>
    /// <exception cref="ArgumentException">The stakes leave nothing for the other tokens, or one of them is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stake is on no token of the vocabulary.</exception>
    public static double[] Distribution(IReadOnlyList<Stake> stakes, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(stakes);
        if (stakes.Sum(stake => stake.Share) >= 1 || stakes.Any(stake => stake.Share <= 0))
            throw new ArgumentException("Each stake is positive, and together they are less than 1.", nameof(stakes));
        foreach (var stake in stakes)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)stake.Token, (uint)vocabularySize, nameof(stakes));

        #region bet
        var left = 1 - stakes.Sum(stake => stake.Share);
        var probabilities = new double[vocabularySize];
        Array.Fill(probabilities, left / vocabularySize);
        foreach (var (token, share) in stakes)
            probabilities[token] += share;
        #endregion

        return probabilities;
    }
}
