namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>
/// Locality-sensitive hashing of signatures (Indyk and Motwani, 1998; banding after Leskovec, Rajaraman and Ullman,
/// "Mining of massive datasets", chapter 3): a signature is cut into bands of rows, and two texts are compared only when
/// one band is equal.
/// </summary>
/// <param name="Bands">Bands a signature.</param>
/// <param name="Rows">Entries a band.</param>
public readonly record struct LshBands(int Bands, int Rows)
{
    #region lsh-bands
    /// <summary>Probability that two texts of this similarity are compared: 1 − (1 − sʳ)ᵇ.</summary>
    public double ChanceAt(double similarity) => 1 - Math.Pow(1 - Math.Pow(similarity, Rows), Bands);

    /// <summary>
    /// The longest bands that still compare two texts at the threshold with the probability asked for. Longer bands compare
    /// fewer strangers; a stranger that is compared costs time and no error, because the whole signatures decide.
    /// </summary>
    /// <param name="permutations">Entries of a signature.</param>
    /// <param name="threshold">Jaccard similarity from which on texts count as near duplicates.</param>
    /// <param name="chance">Least probability of a comparison at the threshold.</param>
    public static LshBands For(int permutations, double threshold, double chance = 0.95)
    {
        for (var rows = permutations; rows > 1; rows--)
        {
            var bands = new LshBands(permutations / rows, rows);
            if (bands.ChanceAt(threshold) >= chance)
                return bands;
        }

        return new LshBands(permutations, 1);
    }
    #endregion
}
