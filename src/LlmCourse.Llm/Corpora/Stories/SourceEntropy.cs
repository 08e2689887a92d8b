using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>The entropy of a grammar, estimated from a large sample.</summary>
/// <param name="NatsPerStory">Entropy of a whole story, its end included.</param>
/// <param name="StandardError">Standard error of <paramref name="NatsPerStory"/>.</param>
/// <param name="CharactersPerStory">Mean length of a story.</param>
public sealed record GrammarEntropy(double NatsPerStory, double StandardError, double CharactersPerStory)
{
    /// <summary>Entropy in nats a character; the cost of the end is spread over the characters.</summary>
    public double NatsPerCharacter => NatsPerStory / CharactersPerStory;
}

/// <summary>How many nats the true source of a text needs: the floor that no model can beat on average.</summary>
public static class SourceEntropy
{
    /// <summary>
    /// Mean of −log p in nats a unit over documents whose probabilities are known; null when any is unknown or there is none.
    /// </summary>
    /// <param name="documents">The documents.</param>
    /// <param name="unitsOf">
    /// Units of a document's text: its tokens and one for its end give the floor of a model's loss, its characters give
    /// the entropy a character.
    /// </param>
    public static double? Measure(IEnumerable<Document> documents, Func<string, int> unitsOf)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(unitsOf);
        double nats = 0;
        long units = 0;
        foreach (var document in documents)
        {
            if (document.LogProbability is not { } logProbability)
                return null;
            nats -= logProbability;
            units += unitsOf(document.Text);
        }

        return units == 0 ? null : nats / units;
    }

    /// <summary>
    /// Estimates a grammar's own entropy. Each sampled story adds the entropies of the forks it passed rather than its
    /// −log p: the mean is the same and the spread much smaller.
    /// </summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="stories">Stories to sample, at least two.</param>
    public static GrammarEntropy Estimate(TextWorld grammar, long seed, int stories)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ArgumentOutOfRangeException.ThrowIfLessThan(stories, 2);
        var random = new SplitMix64(unchecked((ulong)seed));
        double mean = 0, squares = 0;
        long characters = 0;
        for (var count = 1; count <= stories; count++)
        {
            var teller = new MeasuringTeller(random);
            grammar.Tell(teller);
            characters += teller.Text.Length;
            var difference = teller.ForkEntropy - mean; // Welford's running variance
            mean += difference / count;
            squares += difference * (teller.ForkEntropy - mean);
        }

        return new GrammarEntropy(mean, Math.Sqrt(squares / (stories - 1) / stories), (double)characters / stories);
    }
}
