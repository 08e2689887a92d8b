using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// Two people talk about where things are. Whoever asks after a thing again gets the answer that was given before: two
/// voices alternate, and what one of them said stays true.
/// </summary>
public sealed class DialogueWorld : TextWorld
{
    /// <summary>Most questions of a talk, so that none is longer than 255 characters.</summary>
    public const int MaxQuestions = 3;

    private readonly DialogueWords words;
    private readonly double leaving;

    /// <summary>Sets the words and how long people talk.</summary>
    /// <param name="words">The words; <see cref="DialogueWords.Default"/> when null.</param>
    /// <param name="leaving">Chance of a goodbye after each answer, from 0 to 1; after <see cref="MaxQuestions"/> it is certain.</param>
    /// <exception cref="ArgumentException">There are fewer than two people, or nothing to choose from.</exception>
    public DialogueWorld(DialogueWords? words = null, double leaving = 0.3)
    {
        this.words = words ?? DialogueWords.Default;
        if (this.words.People.Count < 2)
            throw new ArgumentException("A dialogue needs two people at least.", nameof(words));
        if (new[] { this.words.Greetings, this.words.Things, this.words.Places, this.words.Partings }.Any(list => list.Count == 0))
            throw new ArgumentException("A dialogue needs a greeting, a thing, a place and a parting at least.", nameof(words));
        if (leaving is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(leaving), leaving, $"A chance of {leaving} to leave must lie between 0 and 1.");
        this.leaving = leaving;
        Entropy = Measure();
    }

    /// <inheritdoc/>
    public override string Name => "Dialogues";

    /// <inheritdoc/>
    public override ExactEntropy Entropy { get; }

    #region dialogues
    internal override void Tell(Teller teller)
    {
        var first = One(teller, words.People, ": ");
        var greeting = One(teller, words.Greetings, ", ");
        var second = One(teller, [.. words.People.Where(name => name != first)], ".\n");
        teller.Say($"{second}: {greeting}, {first}.\n");

        var known = new Dictionary<string, string>();
        for (var question = 1; question <= MaxQuestions; question++)
        {
            if (question > 1 && Leaves(teller, first))
                break;
            if (question == 1)
                teller.Say($"{first}: Where is the ");
            var thing = One(teller, words.Things, "?\n");
            teller.Say($"{second}: ");
            if (known.TryGetValue(thing, out var place))
                teller.Say($"Still {place}.\n");
            else
                known[thing] = One(teller, words.Places, ".\n");
            if (question == MaxQuestions)
                teller.Say($"{first}: Thank you. ");
        }

        One(teller, words.Partings, Teller.End);
    }

    private bool Leaves(Teller teller, string speaker)
    {
        teller.Say($"{speaker}: ");
        return teller.Choose<bool>([new("Thank you. ", leaving, true), new("Where is the ", 1 - leaving, false)]);
    }

    private static string One(Teller teller, IReadOnlyList<string> ways, string after) =>
        teller.Choose<string>([.. ways.Select(way => new Choice<string>(way + after, 1, way))]);
    #endregion

    // Question i is asked with the chance that nobody left before, and its answer is news with the chance that i − 1
    // earlier questions were after other things.
    private ExactEntropy Measure()
    {
        var name = Mean(words.People);
        var nats = Math.Log(words.People.Count) + Math.Log(words.People.Count - 1) + Math.Log(words.Greetings.Count) + Math.Log(words.Partings.Count);
        var characters = (4 * name) + (2 * Mean(words.Greetings)) + (2 * "N: G, N.\n".Length - 6) + name + ": Thank you. ".Length + Mean(words.Partings);
        for (var question = 1; question <= MaxQuestions; question++)
        {
            var asked = Math.Pow(1 - leaving, question - 1);
            var news = Math.Pow(1 - (1.0 / words.Things.Count), question - 1);
            nats += asked * (Math.Log(words.Things.Count) + (news * Math.Log(words.Places.Count)));
            if (question < MaxQuestions)
                nats -= asked * ((leaving * Math.Log(leaving)) + ((1 - leaving) * Math.Log(1 - leaving)));
            characters += asked * ((2 * name) + ": Where is the ?\n: .\n".Length + Mean(words.Things) + Mean(words.Places) + ((1 - news) * "Still ".Length));
        }

        return new ExactEntropy(nats, characters);
    }

    private static double Mean(IReadOnlyList<string> ways) => ways.Average(way => way.Length);
}

/// <summary>Words of dialogues. In each list, no entry may begin with another and its following mark.</summary>
public sealed record DialogueWords
{
    /// <summary>The words of the course.</summary>
    public static DialogueWords Default { get; } = new();

    /// <summary>Names.</summary>
    public IReadOnlyList<string> People { get; init; } = ["Anna", "Ben", "Clara", "Dan", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jon"];

    /// <summary>First words.</summary>
    public IReadOnlyList<string> Greetings { get; init; } = ["Hello", "Hi", "Welcome"];

    /// <summary>Things one may look for.</summary>
    public IReadOnlyList<string> Things { get; init; } = ["key", "map", "lamp", "rope", "cup", "bell", "book", "coat", "box", "cat"];

    /// <summary>Places, as an answer names them.</summary>
    public IReadOnlyList<string> Places { get; init; } = ["in the hall", "on the table", "by the door", "at the mill", "in the barn", "on the roof", "in the shed", "by the well"];

    /// <summary>Last words.</summary>
    public IReadOnlyList<string> Partings { get; init; } = ["Goodbye.", "See you.", "Take care."];
}
