using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Stories;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Tests.Hosting;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class GuessLabTests : IDisposable
{
    private const int Counted = 200;

    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    private static LetterBet Nothing { get; } = new([]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OpenGuessing_GivesTheLinesOfTheStories()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var desk = await host.Client.OpenGuessingAsync(new GuessDeskRequest(Counted), Token);

        desk.Error.ShouldBeNull();
        desk.VocabularySize.ShouldBe(49);
        desk.Alphabet.Count.ShouldBe(48); // nobody can bet on a letter that was never seen
        desk.Alphabet[0].Text.ShouldBeEmpty();
        desk.Uniform.ShouldBe(Math.Log(49), 1e-12);
        desk.HeldOut.Count.ShouldBe(GuessLimits.MaxOrder + 1);
        desk.HeldOut[0].ShouldBe(desk.Uniform, 1e-9);
        desk.HeldOut[1].ShouldBe(desk.UnigramEntropy, 0.02);
        desk.HeldOut[5].ShouldBeInRange(desk.Floor, desk.HeldOut[2]);
        desk.Known[10].ShouldBeLessThan(desk.HeldOut[10]);
        desk.Floor.ShouldBe(SourceEntropy.Measure(StoryCorpus.Create(1, 1, GuessLimits.Stories).Validation, text => text.Length + 1)!.Value, 1e-12);
        desk.Examples.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Guess_UncoversOneLetterABet_AndChargesEveryPlayer()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var story = StoryCorpus.Create(1, 1, GuessLimits.Stories).Validation[6];
        var desk = await host.Client.OpenGuessingAsync(new GuessDeskRequest(Counted), Token);
        var first = desk.Alphabet.Single(letter => letter.Text == story.Text[..1]).Id;

        var reply = await host.Client.GuessAsync(new GuessRequest(7, Counted, 5, [new([new(first, 50)]), Nothing]), Token);

        reply.Error.ShouldBeNull();
        reply.Finished.ShouldBeFalse();
        reply.Letters.Select(letter => desk.Alphabet.Single(known => known.Id == letter.Letter).Text).ShouldBe(story.Text[..2].Select(letter => letter.ToString()));
        reply.Letters[0].You.ShouldBe(-Math.Log(0.5 + (0.5 / 49)), 1e-12);
        reply.Letters[1].You.ShouldBe(Math.Log(49), 1e-12);
        reply.Chances.ShouldNotBeNull().At.ShouldBe(1);
        foreach (var (player, nats) in new[]
        {
            (reply.Chances.You, reply.Letters[1].You), (reply.Chances.Unigram, reply.Letters[1].Unigram), (reply.Chances.Bigram, reply.Letters[1].Bigram),
            (reply.Chances.NGram, reply.Letters[1].NGram), (reply.Chances.Source, reply.Letters[1].Source),
        })
        {
            player.Count.ShouldBe(49);
            player.Sum().ShouldBe(1, 1e-9);
            player[reply.Letters[1].Letter].ShouldBe(Math.Exp(-nats), 1e-12);
        }
    }

    [Fact]
    public async Task Guess_EndsWithTheStory_AndTheSourceHasPaidItsLogProbability()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var story = StoryCorpus.Create(1, 1, GuessLimits.Stories).Validation[0];

        var reply = await host.Client.GuessAsync(new GuessRequest(1, Counted, 3, [.. Enumerable.Repeat(Nothing, GuessLimits.MaxBets)], At: 0), Token);

        reply.Finished.ShouldBeTrue();
        reply.Letters.Count.ShouldBe(story.Text.Length + 1);
        reply.Letters.Sum(letter => letter.Source).ShouldBe(-story.LogProbability!.Value, 1e-9);
        reply.Chances.ShouldNotBeNull().At.ShouldBe(0);
    }

    [Fact]
    public async Task Guess_ShowsNothing_BeforeTheFirstBet()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var reply = await host.Client.GuessAsync(new GuessRequest(1, Counted, 5, []), Token);

        reply.Error.ShouldBeNull();
        reply.Letters.ShouldBeEmpty();
        reply.Chances.ShouldBeNull();
        reply.Finished.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 200, 5, 5, 50, "no story 0")]
    [InlineData(501, 200, 5, 5, 50, "no story 501")]
    [InlineData(1, 300, 5, 5, 50, "not counted 300")]
    [InlineData(1, 200, 2, 5, 50, "outside 3 to 10")]
    [InlineData(1, 200, 11, 5, 50, "outside 3 to 10")]
    [InlineData(1, 200, 5, 49, 50, "no letter of the alphabet")]
    [InlineData(1, 200, 5, -1, 50, "no letter of the alphabet")]
    [InlineData(1, 200, 5, 5, 96, "at most 95")]
    [InlineData(1, 200, 5, 5, 0, "at most 95")]
    public async Task Guess_SaysWhatIsWrong(int story, int counted, int order, int letter, int percent, string expected)
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var reply = await host.Client.GuessAsync(new GuessRequest(story, counted, order, [new([new(letter, percent)])]), Token);

        reply.Error.ShouldNotBeNull().ShouldContain(expected);
        reply.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guess_TakesTheLongestGame_OverTheWire()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var fullest = new LetterBet([.. Enumerable.Range(10, GuessLimits.MaxStakes).Select(letter => new LetterStake(letter, 11))]);

        var reply = await host.Client.GuessAsync(new GuessRequest(1, Counted, 10, [.. Enumerable.Repeat(fullest, GuessLimits.MaxBets)]), Token);

        reply.Error.ShouldBeNull();
        reply.Finished.ShouldBeTrue();
    }

    [Fact]
    public async Task Guess_Refuses_MoreBetsThanAnyStoryHasLetters()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var reply = await host.Client.GuessAsync(new GuessRequest(1, Counted, 5, [.. Enumerable.Repeat(Nothing, GuessLimits.MaxBets + 1)]), Token);

        reply.Error.ShouldNotBeNull().ShouldContain("at most 256");
    }
}
