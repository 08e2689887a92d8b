using System.Text.RegularExpressions;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class StoryGrammarTests
{
    /// <summary>A world so small that all of its stories can be told.</summary>
    private static readonly StoryWorld TinyWorld = new()
    {
        MinSentences = 2,
        MaxSentences = 4,
        People = [new("Ann", "she"), new("Bob", "he")],
        Things = ["key", "map"],
        Looks = ["old"],
        Places = [new("barn", "in"), new("mill", "at")],
        HidingPlaces = ["in the box", "in the sack", "under the cart"],
        Weathers = [new("rainy", "rain", ["stopped"])],
        Times = ["day"],
        Leads = ["Then"],
        Animals = ["fox"],
        AnimalLooks = ["shy"],
        Spots = ["on the path"],
        AnimalVerbs = [("ran away", true)],
        Foods = ["soup"],
        GoingVerbs = ["went"],
        StayingVerbs = ["sat"],
        FindingVerbs = ["found"],
        HidingVerbs = ["hid"],
        ArrivingVerbs = ["waved"],
        TogetherVerbs = ["talked"],
        Manners = ["again"],
        Glad = new(["glad"], ["smiled"]),
        Sorry = new(["sad"], ["sighed"]),
        Calm = new(["calm"], ["waited"]),
    };

    [Fact]
    public void EnumerateAll_GivesProbabilitiesThatAddUpToOne_AndEachTextOnce()
    {
        var grammar = new StoryGrammar(TinyWorld with { Leads = [] }); // four sentences: one to find, one to hide, one to search
        var texts = new HashSet<string>();
        double sum = 0, compensation = 0;
        foreach (var story in grammar.EnumerateAll())
        {
            texts.Add(story.Text).ShouldBeTrue($"two derivations of '{story.Text}'");
            var term = Math.Exp(story.LogProbability!.Value) - compensation; // Kahan's sum
            var next = sum + term;
            compensation = next - sum - term;
            sum = next;
        }

        texts.Count.ShouldBeGreaterThan(10_000);
        texts.ShouldContain(text => text.EndsWith("and found the key."));
        sum.ShouldBe(1, 1e-10);
    }

    [Fact]
    public void LogProbability_EqualsTheEnumeratedOne_ForEveryStoryOfATinyWorld()
    {
        var grammar = new StoryGrammar(TinyWorld with { MaxSentences = 3 });
        foreach (var story in grammar.EnumerateAll())
            grammar.LogProbability(story.Text).ShouldBe(story.LogProbability!.Value, 1e-12);
    }

    [Fact]
    public void Next_WritesTextsAsOftenAsTheirProbabilitySays()
    {
        const int Samples = 100_000;
        var grammar = new StoryGrammar(TinyWorld with { MaxSentences = 2 });
        var generator = new StoryGenerator(7, grammar);
        var counts = new Dictionary<string, int>();
        for (var sample = 0; sample < Samples; sample++)
        {
            var text = generator.Next().Text;
            counts[text] = counts.GetValueOrDefault(text) + 1;
        }

        foreach (var story in grammar.EnumerateAll())
        {
            var probability = Math.Exp(story.LogProbability!.Value);
            var deviation = Math.Sqrt(Samples * probability * (1 - probability));
            Math.Abs(counts.GetValueOrDefault(story.Text) - (Samples * probability)).ShouldBeLessThan((6 * deviation) + 3, story.Text);
        }
    }

    [Fact]
    public void LogProbability_EqualsTheWriters_ForStoriesOfTheDefaultWorld()
    {
        var grammar = new StoryGrammar();
        var generator = new StoryGenerator(11, grammar);
        for (var sample = 0; sample < 3_000; sample++)
        {
            var story = generator.Next();
            grammar.LogProbability(story.Text).ShouldBe(story.LogProbability!.Value, 1e-9, story.Text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("Mia sat in the barn.")]
    [InlineData("Mia sat in the barn. She found a old key. She smiled. She ate soup.")]
    [InlineData("Mia sat in the barn. He found an old key. He smiled. He ate soup.")]
    [InlineData("Mia sat in the barn. She found an old key. She hid the key in the box. She looked in the box but found nothing.")]
    [InlineData("Mia sat in the barn. She found an old key. She smiled. She ate soup.\u0003")]
    public void LogProbability_IsMinusInfinity_WhenTheTextIsNoStory(string text) =>
        new StoryGrammar().LogProbability(text).ShouldBe(double.NegativeInfinity);

    [Fact]
    public void LogProbability_IsFinite_WhenALaterSentenceFindsWhatWasHidden()
    {
        var grammar = new StoryGrammar();
        const string Story = "Mia sat in the barn. She found an old key. She hid the key in the box. Ben came by. Ben looked in the box and found the ";
        double.IsFinite(grammar.LogProbability(Story + "key.")).ShouldBeTrue();
        grammar.LogProbability(Story + "map.").ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void Next_KeepsEveryStoryWithinABlock_AndEverySentenceWhole()
    {
        var generator = new StoryGenerator(3);
        for (var sample = 0; sample < 20_000; sample++)
        {
            var text = generator.Next().Text;
            text.Length.ShouldBeLessThanOrEqualTo(StoryWorld.Default.MaxCharacters);
            Regex.Count(text, "[.?]\"?(?= |$)").ShouldBeInRange(StoryWorld.Default.MinSentences, StoryWorld.Default.MaxSentences, text);
            text.ShouldMatch("^[A-Z].*[.?]\"?$");
        }
    }

    [Fact]
    public void Constructor_Refuses_WhenAWorldCannotTellAStory()
    {
        Should.Throw<ArgumentException>(() => new StoryGrammar(TinyWorld with { People = [new("Ann", "she")] })).Message.ShouldContain("two people");
        Should.Throw<ArgumentException>(() => new StoryGrammar(TinyWorld with { MaxCharacters = 100 })).Message.ShouldContain("allows 100");
    }

    [Fact]
    public void LogProbability_Refuses_WhenAWorldIsAmbiguous()
    {
        var ambiguous = new StoryGrammar(TinyWorld with { Times = ["day", "day"] });
        Should.Throw<InvalidOperationException>(() => ambiguous.LogProbability("One rainy day, Ann sat in the barn. She waited."))
            .Message.ShouldContain("ambiguous");
    }
}
