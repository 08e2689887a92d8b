using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// Balanced brackets of several kinds (a Dyck language): who writes a closing bracket must remember which one is open.
/// All texts of a length are equally likely.
/// </summary>
public sealed class BracketWorld : TextWorld
{
    /// <summary>The kinds there are.</summary>
    public const string Kinds = "()[]{}<>";

    internal const int DefaultPairs = 24, DefaultKinds = 3;

    private readonly int pairs;
    private readonly int kinds;

    /// <summary>Sets the length and the kinds.</summary>
    /// <param name="pairs">Pairs in a text.</param>
    /// <param name="kinds">Kinds of brackets, from 1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such brackets.</exception>
    public BracketWorld(int pairs = DefaultPairs, int kinds = DefaultKinds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kinds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kinds, Kinds.Length / 2);
        (this.pairs, this.kinds) = (pairs, kinds);
        Entropy = ExactEntropy.Of([.. PlaceEntropies()]);
    }

    /// <inheritdoc/>
    public override string Name => "Brackets";

    /// <inheritdoc/>
    public override ExactEntropy Entropy { get; }

    #region brackets
    /// <summary>
    /// Chance that the next bracket opens, so that all balanced texts of the length come equally often (Arnold and Sleep,
    /// "Uniform random generation of balanced parenthesis strings", 1980).
    /// </summary>
    /// <param name="left">Brackets still to write.</param>
    /// <param name="open">Brackets open now.</param>
    public static double ChanceToOpen(int left, int open) => (open + 2.0) * (left - open) / (2.0 * left * (open + 1));

    internal override void Tell(Teller teller)
    {
        var open = new Stack<int>();
        for (var left = 2 * pairs; left > 0; left--)
        {
            var chance = ChanceToOpen(left, open.Count);
            var ways = new List<Choice<int?>>();
            if (chance > 0)
                ways.AddRange(Enumerable.Range(0, kinds).Select(kind => new Choice<int?>(Kinds[2 * kind].ToString(), chance / kinds, kind)));
            if (open.Count > 0)
                ways.Add(new Choice<int?>(Kinds[(2 * open.Peek()) + 1].ToString(), 1 - chance, null));

            if (teller.Choose<int?>([.. ways]) is { } opened)
                open.Push(opened);
            else
                open.Pop();
        }

        teller.Say(Teller.End);
    }
    #endregion

    // How many are open at a place is a Markov chain: its distribution moves on bracket by bracket.
    private IEnumerable<double> PlaceEntropies()
    {
        double[] depths = [1];
        for (var left = 2 * pairs; left > 0; left--)
        {
            var next = new double[depths.Length + 1];
            var nats = 0.0;
            for (var open = 0; open < depths.Length && open <= left; open++)
            {
                var chance = ChanceToOpen(left, open);
                next[open + 1] += depths[open] * chance;
                if (open > 0)
                    next[open - 1] += depths[open] * (1 - chance);
                nats += depths[open] * (Surprise(chance) + Surprise(1 - chance) + (chance * Math.Log(kinds)));
            }

            yield return nats;
            depths = next;
        }
    }

    private static double Surprise(double chance) => chance > 0 ? -chance * Math.Log(chance) : 0;
}
