using LlmCourse.Llm.Counting;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Trainer.Labs;

/// <summary>Plays guessing games on held-out stories. A game is its list of bets; nothing of it is kept here.</summary>
internal sealed class GuessLab(CountedStories stories, ILogger<GuessLab> logger) : IGuessLab
{
    private const int Examples = 3;

    public async Task<GuessDesk> OpenAsync(GuessDeskRequest request, CancellationToken cancellationToken)
    {
        if (!GuessLimits.Counted.Contains(request.Counted))
            return GuessDesk.Failed(NotCounted(request.Counted));
        try
        {
            var counted = await stories.CountAsync(request.Counted, cancellationToken);
            return new GuessDesk(
                [.. stories.Letters.Select(letter => new GuessLetter(letter.Id, letter.Text))],
                counted.Counts.VocabularySize,
                Math.Log(counted.Counts.VocabularySize),
                counted.UnigramEntropy,
                stories.Floor,
                counted.HeldOut,
                counted.Known,
                [.. stories.Texts.Take(Examples)]);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(error, "The stories of the guessing lab could not be counted.");
            return GuessDesk.Failed($"The stories could not be counted: {error.Message} Reload the page to try again.");
        }
    }

    public async Task<GuessReply> PlayAsync(GuessRequest request, CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem)
            return GuessReply.Failed(problem);
        var counted = await stories.CountAsync(request.Counted, cancellationToken);
        return new Game(request, stories.HeldOut[request.Story - 1], counted.Counts).Play();
    }

    private static string? Problem(GuessRequest request) => request switch
    {
        { Story: < 1 or > GuessLimits.Stories } => $"There is no story {request.Story}; they are numbered from 1 to {GuessLimits.Stories}.",
        _ when !GuessLimits.Counted.Contains(request.Counted) => NotCounted(request.Counted),
        { Order: < GuessLimits.MinOrder or > GuessLimits.MaxOrder } => $"An order of {request.Order} is outside {GuessLimits.MinOrder} to {GuessLimits.MaxOrder}.",
        { Guesses: null } or { Guesses.Count: > GuessLimits.MaxBets } => $"A game has at most {GuessLimits.MaxBets} bets, as many as the longest story has letters.",
        _ when request.Guesses.Any(bet => bet?.Stakes is null || bet.Stakes.Count > GuessLimits.MaxStakes) => $"A bet has at most {GuessLimits.MaxStakes} letters.",
        _ when request.Guesses.Any(bet => bet.Stakes.Any(stake => stake.Percent < 1) || bet.Stakes.Sum(stake => (long)stake.Percent) > GuessLimits.MaxPercent) =>
            $"The stakes of a bet are whole percents from 1, and together at most {GuessLimits.MaxPercent}.",
        _ => null,
    };

    private static string NotCounted(int stories) => $"The models have not counted {stories} stories; choose {string.Join(", ", GuessLimits.Counted)}.";

    /// <summary>One game, played from its first letter to the last bet.</summary>
    private sealed class Game(GuessRequest request, HeldOutStory story, NGramCounts counts)
    {
        private readonly NGramModel unigram = new(counts, 1);
        private readonly NGramModel bigram = new(counts, 2);
        private readonly NGramModel ngram = new(counts, request.Order);

        public GuessReply Play()
        {
            var played = Math.Min(request.Guesses.Count, story.Letters.Count);
            if (request.Guesses.Take(played).Any(bet => bet.Stakes.Any(stake => stake.Letter < 0 || stake.Letter >= counts.VocabularySize)))
                return GuessReply.Failed("A bet is on no letter of the alphabet.");
            var letters = Enumerable.Range(0, played).Select(Uncover).ToArray();
            var chances = played == 0 ? null : Chances(Math.Clamp(request.At ?? played - 1, 0, played - 1));
            return new GuessReply(letters, chances, Finished: played == story.Letters.Count);
        }

        private UncoveredLetter Uncover(int at)
        {
            var letter = story.Ids[at + 1];
            var before = story.Ids.AsSpan(0, at + 1);
            return new UncoveredLetter(
                letter,
                Surprise.Of(Bet(at)[letter]),
                Surprise.Of(unigram.Probability(before, letter)),
                Surprise.Of(bigram.Probability(before, letter)),
                Surprise.Of(ngram.Probability(before, letter)),
                Surprise.Of(story.Letters[at].Probability));
        }

        private LetterChances Chances(int at)
        {
            var before = story.Ids.AsSpan(0, at + 1);
            return new LetterChances(at, Bet(at), unigram.Distribution(before), bigram.Distribution(before), ngram.Distribution(before), story.ChancesAt(at));
        }

        private double[] Bet(int at) =>
            Llm.Counting.Bet.Distribution([.. request.Guesses[at].Stakes.Select(stake => new Stake(stake.Letter, stake.Percent / 100.0))], counts.VocabularySize);
    }
}
