using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora;

/// <summary>A corpus of seeded stories from the course's own grammar, whose true entropy is known exactly.</summary>
public static class StoryCorpus
{
    /// <summary>Writes the stories.</summary>
    /// <param name="seed">The same seed gives the same corpus for ever.</param>
    /// <param name="trainingStories">Stories to learn from, at least one.</param>
    /// <param name="validationStories">Stories held out, at least one; the same for any number of training stories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public static Corpus Create(int seed, int trainingStories, int validationStories) =>
        WorldCorpus.Create(new StoryGrammar(), seed, trainingStories, validationStories);
}
