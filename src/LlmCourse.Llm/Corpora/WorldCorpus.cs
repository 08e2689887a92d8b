using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Corpora;

/// <summary>A corpus of seeded texts of a world, whose true probabilities are known exactly.</summary>
public static class WorldCorpus
{
    private const long ValidationStream = 1L << 40; // a bit that no int seed has, so the held-out sequence is nobody's training sequence

    /// <summary>Writes the texts.</summary>
    /// <param name="world">Where they come from.</param>
    /// <param name="seed">The same seed gives the same corpus for ever.</param>
    /// <param name="training">Texts to learn from, at least one.</param>
    /// <param name="validation">Texts held out, at least one; the same for any number of training texts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static Corpus Create(TextWorld world, int seed, int training, int validation)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (training < 1)
            throw new ArgumentOutOfRangeException(nameof(training), training, $"{training} training texts leave nothing to learn from; ask for at least 1.");
        if (validation < 1)
            throw new ArgumentOutOfRangeException(nameof(validation), validation, $"{validation} validation texts leave nothing to measure on; ask for at least 1.");
        return new Corpus(world.Name, [.. world.Write(seed).Take(training)], [.. world.Write(seed ^ ValidationStream).Take(validation)], HasDocuments: true);
    }
}
