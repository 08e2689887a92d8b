using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>
/// A probabilistic grammar of small stories. It writes them, and it knows the exact probability of every text: each
/// story has one derivation, because the ways at a fork never begin with one another.
/// </summary>
public sealed class StoryGrammar : TextWorld
{
    /// <summary>Stands for the end of a story where its letters are listed; it is no part of the text.</summary>
    public const char EndMark = '\u0003';

    private readonly StoryWorld world;
    private readonly StoryForks forks;

    /// <summary>Makes the grammar of a world.</summary>
    /// <param name="world">Its words; <see cref="StoryWorld.Default"/> when null.</param>
    /// <exception cref="ArgumentException">The world cannot tell a story: the message says what it lacks.</exception>
    public StoryGrammar(StoryWorld? world = null)
    {
        this.world = world ?? StoryWorld.Default;
        if (this.world.People.Count < 2)
            throw new ArgumentException("A story needs two people at least, so that somebody can come along.", nameof(world));
        if (this.world.Things.Count < StoryScene.MaxThings)
            throw new ArgumentException($"A story brings in up to {StoryScene.MaxThings} things, so its world needs that many.", nameof(world));
        if (this.world.HidingPlaces.Count <= StoryScene.MaxThings)
            throw new ArgumentException($"With {StoryScene.MaxThings} things hidden one hiding place must still be empty, so a world needs {StoryScene.MaxThings + 1}.", nameof(world));
        if (this.world.Places.Count < 2)
            throw new ArgumentException("A story may move on, so its world needs two places at least.", nameof(world));
        if (this.world.MinSentences < 2 || this.world.MaxSentences < this.world.MinSentences)
            throw new ArgumentException($"A story has from 2 sentences up, but the world asks for {this.world.MinSentences} to {this.world.MaxSentences}.", nameof(world));
        if (this.world.MaxCharacters < this.world.MinSentences * StoryTelling.LongestSentence)
        {
            throw new ArgumentException(
                $"{this.world.MinSentences} sentences may need {this.world.MinSentences * StoryTelling.LongestSentence} characters, but the world allows {this.world.MaxCharacters}.", nameof(world));
        }

        forks = new StoryForks(this.world);
    }

    /// <inheritdoc/>
    public override string Name => "Stories";

    /// <inheritdoc/>
    public override ExactEntropy? Entropy => null; // the scene has too many states to add up

    internal override void Tell(Teller teller) => new StoryTelling(world, forks, teller).Tell();
}
