using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// Keys with their values, and then questions after some of them: <c>k:3 d:7 p:1 | d:7 k:3</c>. A key asked for is any,
/// its value is certain for whoever looks it up (associative recall; Graves, Wayne and Danihelka, "Neural Turing
/// machines", 2014).
/// </summary>
public sealed class LookUpWorld : TextWorld
{
    internal const int DefaultPairs = 8, DefaultQuestions = 8, MostPairs = 26;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Choice<char>[] Values = [.. "0123456789".Select(digit => new Choice<char>(digit.ToString(), 1, digit))];

    private readonly int pairs;
    private readonly int questions;

    /// <summary>Sets how many there are.</summary>
    /// <param name="pairs">Keys of a text, all different, from 1 to 26.</param>
    /// <param name="questions">Questions of a text; a key may be asked for again.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many letters, or no question.</exception>
    public LookUpWorld(int pairs = DefaultPairs, int questions = DefaultQuestions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pairs, MostPairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(questions, 1);
        (this.pairs, this.questions) = (pairs, questions);
        Entropy = ExactEntropy.Of([.. PlaceEntropies()]);
    }

    /// <inheritdoc/>
    public override string Name => "Look-ups";

    /// <inheritdoc/>
    public override ExactEntropy Entropy { get; }

    #region look-ups
    internal override void Tell(Teller teller)
    {
        var unused = Ways(Letters);
        var values = new Dictionary<char, char>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var key = teller.Choose<char>([.. unused]);
            teller.Say(":");
            values[key] = teller.Choose<char>(Values);
            teller.Say(" ");
            unused.RemoveAll(way => way.Value == key);
        }

        teller.Say("|");
        var known = Ways(values.Keys).ToArray();
        for (var question = 0; question < questions; question++)
        {
            teller.Say(" ");
            var key = teller.Choose<char>(known);
            teller.Say($":{values[key]}");
        }

        teller.Say(Teller.End);
    }
    #endregion

    private IEnumerable<double> PlaceEntropies()
    {
        var given = Enumerable.Range(0, pairs).SelectMany(pair => new[] { Math.Log(Letters.Length - pair), 0, Math.Log(Values.Length), 0 });
        var asked = Enumerable.Repeat(new[] { 0, Math.Log(pairs), 0, 0 }, questions).SelectMany(question => question);
        return given.Append(0).Concat(asked);
    }

    private static List<Choice<char>> Ways(IEnumerable<char> keys) => [.. keys.Select(key => new Choice<char>(key.ToString(), 1, key))];
}
