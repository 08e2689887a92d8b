using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora;

/// <summary>A corpus of seeded stories from the course's own grammar, whose true entropy is known exactly.</summary>
public static class StoryCorpus
{
    private const long ValidationStream = 1L << 40; // a bit that no int seed has, so the held-out sequence is nobody's training sequence

    /// <summary>Writes the stories.</summary>
    /// <param name="seed">The same seed gives the same corpus for ever.</param>
    /// <param name="trainingStories">Stories to learn from, at least one.</param>
    /// <param name="validationStories">Stories held out, at least one; the same for any number of training stories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static Corpus Create(int seed, int trainingStories, int validationStories)
    {
        if (trainingStories < 1)
            throw new ArgumentOutOfRangeException(nameof(trainingStories), trainingStories, $"{trainingStories} training stories leave nothing to learn from; ask for at least 1.");
        if (validationStories < 1)
            throw new ArgumentOutOfRangeException(nameof(validationStories), validationStories, $"{validationStories} validation stories leave nothing to measure on; ask for at least 1.");

        var grammar = new StoryGrammar();
        return new Corpus(
            "Stories",
            Write(new StoryGenerator(seed, grammar), trainingStories),
            Write(new StoryGenerator(seed ^ ValidationStream, grammar), validationStories),
            HasDocuments: true);
    }

    private static Document[] Write(StoryGenerator generator, int count)
    {
        var stories = new Document[count];
        for (var index = 0; index < count; index++)
            stories[index] = generator.Next();
        return stories;
    }
}
