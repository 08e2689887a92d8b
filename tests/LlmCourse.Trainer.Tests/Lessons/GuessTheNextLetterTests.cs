using LlmCourse.Llm.Counting;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Labs;

namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>Every number of the lesson "Guess the next letter", measured again.</summary>
public sealed class GuessTheNextLetterTests(GuessTheNextLetterTests.Stories stories) : IClassFixture<GuessTheNextLetterTests.Stories>
{
    private const int Few = 200;
    private const int Usual = 2_000;
    private const int Many = 20_000;

    private static readonly LessonText Lesson = LessonText.Read("01-guess-the-next-letter");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letters_AreAsCommonAsTheLessonSays()
    {
        var counts = (await stories.CountAsync(Usual)).Counts;
        var alone = counts.After([])!;
        var afterTh = counts.After([Id('t'), Id('h')])!;

        Lesson.ShouldSay($"$V = {counts.VocabularySize}$ things can come: {stories.Shelf.Letters.Count - 1} letters and signs");
        Lesson.ShouldSay($"the space takes {Percent(alone, ' '):0.0} %, *e* {Percent(alone, 'e'):0.0} %, *z* hardly anything");
        Lesson.ShouldSay($"*th* is followed by something {afterTh.Total:N0} times, and {afterTh.Of(Id('e')):N0} times it is *e*");
        Lesson.ShouldSay($"bet {Percent(afterTh, 'e'):0} % on *e*");
        Percent(alone, 'z').ShouldBeInRange(0, 0.1);
        (afterTh.Total - afterTh.Of(Id('e'))).ShouldBeLessThan(2 * afterTh.Of(Id(' '))); // "most of what remains is a space"
        afterTh.Of(Id('o')).ShouldBe(0);
    }

    [Fact]
    public async Task Prices_AreTheLogarithms()
    {
        var letters = (await stories.CountAsync(Usual)).Counts.VocabularySize;

        foreach (var percent in new[] { 95, 50, 0.1 })
            Lesson.ShouldSay($"| {percent} % | {Bits(percent / 100):0.##} bit");
        Lesson.ShouldSay($"| 1 in {letters} | {Bits(1.0 / letters):0.00} bits |");
        Lesson.ShouldSay($":answer: {Bits(0.25 / letters):0.00}");
    }

    [Fact]
    public async Task Orders_PayWhatTheTableSays()
    {
        var heldOut = (await stories.CountAsync(Usual)).HeldOut;

        foreach (var (order, name) in new[] { (0, "nothing (order 0)"), (1, "how common letters are (1)"), (2, "one letter back (2)"), (3, "two back (3)"), (5, "four back (5)") })
            Lesson.ShouldSay($"| {name} | {heldOut[order] * Surprise.BitsPerNat:0.00} | {heldOut[order]:0.00} | {Surprise.Perplexity(heldOut[order]):0.0} |");
    }

    [Fact]
    public async Task Lines_LieWhereTheLessonDrawsThem()
    {
        var counted = await stories.CountAsync(Usual);
        var letters = stories.Shelf.HeldOut.SelectMany(story => story.Letters).ToList();
        var settled = letters.Count(letter => letter.Probability == 1) / (double)letters.Count;

        Lesson.ShouldSay($"pays $\\ln {counted.Counts.VocabularySize} = {Math.Log(counted.Counts.VocabularySize):0.00}$ nats");
        Lesson.ShouldSay($"it is {counted.UnigramEntropy:0.00} nats in our stories");
        Lesson.ShouldSay($"On average that is {stories.Shelf.Floor * Surprise.BitsPerNat:0.00} bits, or {stories.Shelf.Floor:0.00} nats");
        settled.ShouldBeInRange(0.70, 0.80); // "at three letters of four all is settled"
    }

    [Fact]
    public async Task LongContexts_LearnFewStoriesByHeart()
    {
        var (few, many) = (await stories.CountAsync(Few), await stories.CountAsync(Many));
        var best = Enumerable.Range(0, few.HeldOut.Count).MinBy(order => few.HeldOut[order]);

        Lesson.ShouldSay($"it is best at order {best}, with {few.HeldOut[best] * Surprise.BitsPerNat:0.00} bits, and at order {GuessLimits.MaxOrder} it is back at {few.HeldOut[^1] * Surprise.BitsPerNat:0.00}");
        Lesson.ShouldSay($"pays {few.Known[^1] * Surprise.BitsPerNat:0.00} bits a letter on them, and {few.HeldOut[^1] * Surprise.BitsPerNat:0.00} on others");
        many.HeldOut.Min().ShouldBe(many.HeldOut[^1]); // "with 20,000, order 10 is the best"
        Lesson.ShouldSay($"it keeps {Enumerable.Range(0, GuessLimits.MaxOrder).Sum(many.Counts.ContextsOf):N0} different contexts");
        Lesson.ShouldSay($"The 5-gram, which has counted the very same stories, stands at {many.HeldOut[5]:0.00}, and the 10-gram at {many.HeldOut[^1]:0.00}");
    }

    [Fact]
    public async Task CountingModels_HaveForgotten_WhatEllaFound()
    {
        var counts = (await stories.CountAsync(Usual)).Counts;
        var story = stories.Shelf.HeldOut[9];
        var text = string.Concat(story.Letters.Select(letter => letter.Letter));
        const string found = "and found the u";
        var at = text.IndexOf(found, StringComparison.Ordinal) + found.Length - 1;

        text.ShouldContain("umbrella");
        story.Letters[at].Probability.ShouldBe(1);
        double Pays(int order) => Surprise.Of(new NGramModel(counts, order).Probability(story.Ids.AsSpan(0, at + 1), story.Ids[at + 1])) * Surprise.BitsPerNat;
        Lesson.ShouldSay($"The 5-gram pays {Pays(5):0.0} bits, the 10-gram {Pays(10):0.0}");
    }

    [Fact]
    public void Run_StartsFromTheLinesOfTheLesson()
    {
        var run = LessonRun.Describe("01-guess-the-next-letter/letters.run.yaml");

        Lesson.ShouldSay($"{run.Parameters:N0} random numbers");
        Lesson.ShouldSay($"The floor in this chart is {run.SourceEntropyPerToken:0.00} and not {stories.Shelf.Floor:0.00}");
    }

    private static double Bits(double probability) => Surprise.Of(probability) * Surprise.BitsPerNat;

    private double Percent(Continuations seen, char letter) => 100.0 * seen.Of(Id(letter)) / seen.Total;

    private int Id(char letter) => stories.Shelf.Letters.Single(known => known.Text == $"{letter}").Id;

    /// <summary>The lab's stories, each amount counted once for all tests.</summary>
    public sealed class Stories
    {
        internal CountedStories Shelf { get; } = new();

        internal Task<CountedModels> CountAsync(int amount) => Shelf.CountAsync(amount, Token);
    }
}
