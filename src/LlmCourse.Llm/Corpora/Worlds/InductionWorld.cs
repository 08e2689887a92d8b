using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// A run of random letters that comes again and again. Nothing foretells the first round; the others are certain for
/// whoever finds the place where the last letters stood before and reads on from there, as induction heads do (Olsson et
/// al., "In-context learning and induction heads", 2022).
/// </summary>
public sealed class InductionWorld : TextWorld
{
    internal const int DefaultLength = 16, DefaultRounds = 3, DefaultLetters = 26, MostLetters = 26;

    private readonly int length;
    private readonly int rounds;
    private readonly Choice<char>[] alphabet;

    /// <summary>Sets the pattern.</summary>
    /// <param name="length">Letters of the run.</param>
    /// <param name="rounds">How often it comes, 2 or more.</param>
    /// <param name="letters">Letters to draw from, from 1 to 26.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is impossible.</exception>
    public InductionWorld(int length = DefaultLength, int rounds = DefaultRounds, int letters = DefaultLetters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(letters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(letters, MostLetters);
        (this.length, this.rounds) = (length, rounds);
        alphabet = [.. Enumerable.Range('a', letters).Select(letter => new Choice<char>(((char)letter).ToString(), 1, (char)letter))];
        Entropy = ExactEntropy.Of([.. PlaceEntropies()]);
    }

    /// <inheritdoc/>
    public override string Name => "Induction";

    /// <inheritdoc/>
    public override ExactEntropy Entropy { get; }

    #region induction
    internal override void Tell(Teller teller)
    {
        var run = new char[length];
        for (var place = 0; place < length; place++)
            run[place] = teller.Choose<char>(alphabet);
        for (var round = 1; round < rounds; round++)
            teller.Say(new string(run));
        teller.Say(Teller.End);
    }
    #endregion

    private IEnumerable<double> PlaceEntropies() =>
        Enumerable.Repeat(Math.Log(alphabet.Length), length).Concat(Enumerable.Repeat(0.0, length * (rounds - 1)));
}
