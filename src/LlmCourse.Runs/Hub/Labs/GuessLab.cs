namespace LlmCourse.Runs.Hub.Labs;

/// <summary>What the lab "guess the next letter" counts and plays with.</summary>
public static class GuessLimits
{
    /// <summary>Stories held out for playing; the models have counted none of them.</summary>
    public const int Stories = 500;

    /// <summary>How many stories the models may have counted: too few for a long context, enough for most, and a run's default.</summary>
    public static IReadOnlyList<int> Counted { get; } = [200, 2_000, 20_000];

    /// <summary>Shortest n-gram to choose; unigrams and bigrams play anyway.</summary>
    public const int MinOrder = 3;

    /// <summary>Longest n-gram to choose: beyond it even the largest count gets worse on stories that are held out.</summary>
    public const int MaxOrder = 10;

    /// <summary>Percent that may be staked on a letter altogether: something must be left for all others, or a miss would cost infinitely much.</summary>
    public const int MaxPercent = 95;

    /// <summary>Bets of one game: the longest story has 255 letters and an end.</summary>
    public const int MaxBets = 256;

    /// <summary>Stakes of one bet: what is left for more is not worth typing.</summary>
    public const int MaxStakes = 8;
}

/// <summary>Asks for what does not depend on any guess.</summary>
/// <param name="Counted">Stories that the models have counted, one of <see cref="GuessLimits.Counted"/>.</param>
public sealed record GuessDeskRequest(int Counted);

/// <summary>The alphabet, the lines, and how well counting does on all held-out stories. Nats a letter; the end of a story counts as one.</summary>
/// <param name="Alphabet">Letters that can be bet on, by id.</param>
/// <param name="VocabularySize">Tokens V that certainty is spread over: the alphabet, and one token for what was never seen.</param>
/// <param name="Uniform">ln V.</param>
/// <param name="UnigramEntropy">Entropy of how common each letter is in the counted stories.</param>
/// <param name="Floor">What the source itself needs on the held-out stories.</param>
/// <param name="HeldOut">Cross-entropy on all held-out stories of the model of each order, from 0 to <see cref="GuessLimits.MaxOrder"/>.</param>
/// <param name="Known">The same on stories that were counted.</param>
/// <param name="Examples">Some of the counted stories, to read before playing.</param>
/// <param name="Error">Why there is nothing to play with; null when there is.</param>
public sealed record GuessDesk(
    IReadOnlyList<GuessLetter> Alphabet,
    int VocabularySize,
    double Uniform,
    double UnigramEntropy,
    double Floor,
    IReadOnlyList<double> HeldOut,
    IReadOnlyList<double> Known,
    IReadOnlyList<string> Examples,
    string? Error = null)
{
    /// <summary>A desk with nothing on it but the reason.</summary>
    public static GuessDesk Failed(string error) => new([], 0, 0, 0, 0, [], [], [], error);
}

/// <summary>A letter that can come next.</summary>
/// <param name="Id">Its token id.</param>
/// <param name="Text">The letter; empty for the end of a story.</param>
public sealed record GuessLetter(int Id, string Text);

/// <summary>A whole game so far. The trainer remembers nothing: it plays the guesses again and answers with what they have uncovered.</summary>
/// <param name="Story">Number of the held-out story, from 1 to <see cref="GuessLimits.Stories"/>.</param>
/// <param name="Counted">Stories that the models have counted.</param>
/// <param name="Order">Order of the n-gram model.</param>
/// <param name="Guesses">One bet a letter, from the first letter on. Each uncovers its letter, and no other.</param>
/// <param name="At">Letter whose chances are wanted, from 0; null for the newest.</param>
public sealed record GuessRequest(int Story, int Counted, int Order, IReadOnlyList<LetterBet> Guesses, int? At = null);

/// <summary>A bet on one letter.</summary>
/// <param name="Stakes">Percent by letter; what is left is spread evenly over all V tokens.</param>
public sealed record LetterBet(IReadOnlyList<LetterStake> Stakes);

/// <summary>Percent of certainty on one letter.</summary>
/// <param name="Letter">Its token id.</param>
/// <param name="Percent">A whole number from 1 to <see cref="GuessLimits.MaxPercent"/>.</param>
public sealed record LetterStake(int Letter, int Percent);

/// <summary>The letters that a game has uncovered, with what each player paid.</summary>
/// <param name="Letters">One a guess; fewer when the story ended before the guesses did.</param>
/// <param name="Chances">Chances of the letter asked for; null before the first guess.</param>
/// <param name="Finished">Whether the end of the story is uncovered.</param>
/// <param name="Error">Why nothing was played; null when all is well.</param>
public sealed record GuessReply(IReadOnlyList<UncoveredLetter> Letters, LetterChances? Chances, bool Finished, string? Error = null)
{
    /// <summary>A reply with nothing but the reason.</summary>
    public static GuessReply Failed(string error) => new([], null, Finished: false, error);
}

/// <summary>A letter, and the surprise of each player at it, in nats.</summary>
/// <param name="Letter">Its token id.</param>
/// <param name="You">Surprise of the bet.</param>
/// <param name="Unigram">Surprise of the model of order 1.</param>
/// <param name="Bigram">Surprise of the model of order 2.</param>
/// <param name="NGram">Surprise of the model of the order asked for.</param>
/// <param name="Source">Surprise of the grammar that wrote the story.</param>
public sealed record UncoveredLetter(int Letter, double You, double Unigram, double Bigram, double NGram, double Source);

/// <summary>What each player expected at one letter: a probability for every token.</summary>
/// <param name="At">The letter, from 0.</param>
/// <param name="You">The bet; <c>[vocabulary]</c>, as the others.</param>
/// <param name="Unigram">The model of order 1.</param>
/// <param name="Bigram">The model of order 2.</param>
/// <param name="NGram">The model of the order asked for.</param>
/// <param name="Source">The grammar that wrote the story.</param>
public sealed record LetterChances(
    int At,
    IReadOnlyList<double> You,
    IReadOnlyList<double> Unigram,
    IReadOnlyList<double> Bigram,
    IReadOnlyList<double> NGram,
    IReadOnlyList<double> Source);
