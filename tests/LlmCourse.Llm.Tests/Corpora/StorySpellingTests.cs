using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class StorySpellingTests
{
    private static readonly StoryGrammar Grammar = new();

    [Fact]
    public void Spell_GivesEveryLetterWithChancesThatAddUp_AndTheStorysOwnProbability()
    {
        foreach (var story in StoryCorpus.Create(7, 200, 1).Training)
        {
            var letters = Grammar.Spell(story.Text).ShouldNotBeNull();

            string.Concat(letters.Select(letter => letter.Letter)).ShouldBe(story.Text + StoryGrammar.EndMark);
            letters.Sum(letter => Math.Log(letter.Probability)).ShouldBe(story.LogProbability!.Value, 1e-9);
            letters.ShouldAllBe(letter => Math.Abs(letter.Chances.Values.Sum() - 1) < 1e-12);
        }
    }

    [Fact]
    public void Spell_KnowsTheChancesOfTheFirstLetter()
    {
        // "One …" half of the time, "It was …" a quarter, a name the last quarter; names share letters with both.
        var chances = Grammar.Spell(StoryCorpus.Create(7, 1, 1).Training[0].Text)![0].Chances;
        var people = StoryWorld.Default.People;

        chances['O'].ShouldBe(0.5 + (0.25 * people.Count(person => person.Name[0] == 'O') / people.Count), 1e-12);
        chances['I'].ShouldBe(0.25 + (0.25 * people.Count(person => person.Name[0] == 'I') / people.Count), 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("One rainy")]
    [InlineData("No story begins like this.")]
    public void Spell_IsNull_ForATextThatIsNoStory(string text) => Grammar.Spell(text).ShouldBeNull();
}
