using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Stories;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Tests.Hosting;

namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>Every number of the lesson "A model is what it eats", measured again by its labs. Its two runs take minutes and are measured by hand.</summary>
public sealed class WhatAModelEatsTests : IDisposable
{
    private static readonly LessonText Lesson = LessonText.Read("02-what-a-model-eats");

    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pipeline_LetsPassWhatTheLessonSays()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var settings = new PipelineSettings();

        var news = await host.Client.RunPipelineAsync(settings, Token).ToListAsync(Token);

        var stages = news.GroupBy(item => item.Index).OrderBy(group => group.Key).Select(group => group.Last().Stage!).ToList();
        Lesson.ShouldSay($"Of {stages[0].DocumentsIn:N0} documents, {stages[^1].DocumentsOut:N0} arrive at the end");
        var near = stages.Single(stage => stage.Name == "near-duplicates").Score!;
        Lesson.ShouldSay($"the stage found {near.Caught} of {near.Caught + near.Missed} planted copies, and dropped nothing else");
        (stages[^1].BytesOut / (double)stages[0].BytesIn).ShouldBeInRange(0.5, 0.6); // "nearly half of the text was thrown away"
        (near.Mistaken, near.OthersJob).ShouldBe((0, 0));
        new DirtyWebOptions().ExactDuplicates.ShouldBe(0.1); // "one page in ten"
        QualityRules.All.Count.ShouldBe(16); // "it has sixteen rules"
    }

    [Fact]
    public void Languages_AreToldApartAsOftenAsTheLessonSays()
    {
        var identifier = LanguageIdentifier.Train();
        var random = new SplitMix64(99);
        var sentences = WorldLanguages.All
            .SelectMany(language => Enumerable.Range(0, 400).Select(_ => (language.Code, Text: language.Web.Sentence(random))))
            .Where(sentence => sentence.Text.Length > 40)
            .ToList();

        var right = sentences.Count(sentence => identifier.Identify(sentence.Text).Code == sentence.Code);

        WorldLanguages.All.Count.ShouldBe(14); // "fourteen languages"
        Lesson.ShouldSay($"it is right {100.0 * right / sentences.Count:0.0} times in a hundred");
    }

    [Theory]
    [InlineData("the cat sat on the mat", "the cat sat on a mat", 2)]
    [InlineData("a b c d e f g h i j k l m n o p q r s t", "a b c d e f g h i x k l m n o p q r s t", 5)]
    public void Shingles_AreAsSimilarAsTheLessonWorksOut(string first, string second, int words)
    {
        var jaccard = SharedShingles.Find(first, second, words).Jaccard;

        jaccard.ShouldBe(words == 2 ? 3.0 / 7 : 11.0 / 21, 1e-12);
        if (words == 2)
            Lesson.ShouldSay($"the similarity is 3/7, about {jaccard:0.00}");
        else
            Lesson.ShouldSay($":answer: {jaccard:0.000}");
    }

    [Fact]
    public void Bands_MeetAsOftenAsTheLessonSays()
    {
        var options = new NearDuplicateOptions();
        var bands = new NearDuplicateFilter(options).Bands;

        Lesson.ShouldSay($"Do it with {options.Permutations} different shufflings");
        Lesson.ShouldSay($"With {bands.Bands} bands of five numbers, two pages of similarity 0.7 meet with a probability of {bands.ChanceAt(0.7):0.00}, and two pages of similarity 0.3 with {bands.ChanceAt(0.3):0.00}");
        bands.Rows.ShouldBe(5);
    }

    [Fact]
    public async Task Leak_LiftsTheScoreAsFarAsTheLessonSays()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var plain = await LeakAsync(host, new LeakRequest(0.5, 3, 0, DecontaminationFilter.DefaultWords, 1));
        var reworded = await LeakAsync(host, new LeakRequest(0.5, 10, 0.2, DecontaminationFilter.DefaultWords, 1));

        Lesson.ShouldSay($"Before the leak, the model has {Right(plain["clean"])} of 200 right");
        Lesson.ShouldSay($"three copies each, it has {Right(plain["leaked"])}. All hundred leaked questions are right");
        plain["leaked"].RightLeaked.ShouldBe(100);
        plain["leaked"].RightOthers.ShouldBeGreaterThan(plain["clean"].RightOthers);
        Lesson.ShouldSay($"the score falls back to {Right(plain["decontaminated"])}");
        plain["decontaminated"].LeakyDocuments.ShouldBe(0);
        Lesson.ShouldSay($"{reworded["decontaminated"].LeakyDocuments} leaky documents pass the filter, and the model still has {reworded["decontaminated"].RightLeaked} of the 100 leaked questions right");
    }

    [Fact]
    public void BlindGuessing_CostsWhatTheLessonSays()
    {
        var filtered = WebCorpus.Create(1, 3_000, filtered: true, Token);
        var vocabulary = CharacterTokenizer.Train(filtered.Training.Select(document => document.Text)).VocabularySize;

        Lesson.ShouldSay($"over the {vocabulary} characters of the filtered crawl would cost {Math.Log(vocabulary):0.00}");
    }

    private static async Task<Dictionary<string, LeakTest>> LeakAsync(TrainerHost host, LeakRequest request) =>
        (await host.Client.LeakAsync(request, Token).ToListAsync(Token)).Skip(1).Select(item => item.Test!).ToDictionary(test => test.Corpus);

    private static int Right(LeakTest test) => test.RightLeaked + test.RightOthers;
}
