namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>Writes stories one after another from a seed; the same seed gives the same stories for ever.</summary>
/// <param name="seed">Seed of the sequence.</param>
/// <param name="grammar">The grammar; that of <see cref="StoryWorld.Default"/> when null.</param>
public sealed class StoryGenerator(long seed, StoryGrammar? grammar = null)
{
    private readonly StoryGrammar grammar = grammar ?? new StoryGrammar();
    private readonly SplitMix64 random = new(unchecked((ulong)seed));

    /// <summary>The next story with its exact log probability in nats, the decision to end included.</summary>
    public Document Next() => grammar.Next(random);
}
