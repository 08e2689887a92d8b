namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>Somebody a story is about.</summary>
/// <param name="Name">Name with a capital.</param>
/// <param name="Pronoun">Subject pronoun: <c>she</c> or <c>he</c>.</param>
public sealed record Person(string Name, string Pronoun);

/// <summary>Where a scene plays.</summary>
/// <param name="Name">Noun, e.g. <c>garden</c>.</param>
/// <param name="Preposition"><c>in</c> or <c>at</c>.</param>
public sealed record Place(string Name, string Preposition);

/// <summary>A kind of weather.</summary>
/// <param name="Adjective">E.g. <c>rainy</c>.</param>
/// <param name="Noun">What a later sentence may say something about, e.g. <c>rain</c>; null when there is nothing to say.</param>
/// <param name="Turns">What the noun may do, e.g. <c>stopped</c>.</param>
public sealed record Weather(string Adjective, string? Noun, IReadOnlyList<string> Turns);

/// <summary>How somebody feels after what happened, and what it makes them do.</summary>
/// <param name="Feelings">Adjectives.</param>
/// <param name="Reactions">Verbs in the past tense that need no object.</param>
public sealed record Mood(IReadOnlyList<string> Feelings, IReadOnlyList<string> Reactions);

/// <summary>
/// All words that a story may hold, and how long stories are. At any place of a story, no two words to choose from may
/// begin with one another (a space or full stop that follows counts): that is what gives each text one derivation.
/// </summary>
public sealed record StoryWorld
{
    /// <summary>The course's own world: some two hundred words.</summary>
    public static StoryWorld Default { get; } = new();

    /// <summary>Fewest sentences of a story.</summary>
    public int MinSentences { get; init; } = 4;

    /// <summary>Most sentences of a story.</summary>
    public int MaxSentences { get; init; } = 6;

    /// <summary>
    /// Longest story in characters. With its end token it fills a block of 256 characters, so no story is ever cut off
    /// and the source's entropy is a true floor for the loss.
    /// </summary>
    public int MaxCharacters { get; init; } = 255;

    /// <summary>Heroes and friends; at least two, so that somebody can come along.</summary>
    public IReadOnlyList<Person> People { get; init; } =
    [
        .. Words("Mia Lily Ada Zoe Nora Ella Rosa Ivy Anna Ruth").Select(name => new Person(name, "she")),
        .. Words("Tom Ben Sam Max Leo Finn Jack Hugo Omar Carl").Select(name => new Person(name, "he")),
    ];

    /// <summary>Things to find, hide, give and find again.</summary>
    public IReadOnlyList<string> Things { get; init; } =
        Words("ball lantern key kite drum map shell coin book bell rope hat feather spoon ring flute candle mirror pebble umbrella cup pot net pen jug");

    /// <summary>What things look like; told once, when a thing is found.</summary>
    public IReadOnlyList<string> Looks { get; init; } = Words("red blue green white grey yellow pink black old new tiny big odd pretty");

    /// <summary>Where scenes play.</summary>
    public IReadOnlyList<Place> Places { get; init; } =
    [
        .. Words("garden forest barn kitchen park cave village tower").Select(name => new Place(name, "in")),
        .. Words("river beach market school mill lake bridge harbour").Select(name => new Place(name, "at")),
    ];

    /// <summary>Where things are hidden.</summary>
    public IReadOnlyList<string> HidingPlaces { get; init; } =
    [
        "in the basket", "in the box", "in the chest", "in the sack", "under the bench",
        "under the blanket", "under the stone", "behind the wall", "behind the cart", "behind the barrel",
    ];

    /// <summary>Weather of the opening.</summary>
    public IReadOnlyList<Weather> Weathers { get; init; } =
    [
        new("sunny", "sun", ["went down", "felt good"]),
        new("rainy", "rain", ["stopped", "grew heavy"]),
        new("windy", "wind", ["blew hard", "died down"]),
        new("snowy", "snow", ["fell softly", "melted"]),
        new("foggy", "fog", ["lifted", "grew thick"]),
        new("cloudy", "sky", ["cleared", "grew dark"]),
        new("cold", null, []),
        new("warm", null, []),
    ];

    /// <summary>Times of the opening.</summary>
    public IReadOnlyList<string> Times { get; init; } = Words("morning day evening afternoon");

    /// <summary>Words that may open a later sentence.</summary>
    public IReadOnlyList<string> Leads { get; init; } = Words("Then Soon Later");

    /// <summary>Animals to see.</summary>
    public IReadOnlyList<string> Animals { get; init; } = Words("fox hen cat dog duck goat mouse owl frog pony rabbit goose");

    /// <summary>What animals look like.</summary>
    public IReadOnlyList<string> AnimalLooks { get; init; } = Words("little big white black brown shy young lazy");

    /// <summary>Where animals are seen.</summary>
    public IReadOnlyList<string> Spots { get; init; } =
        ["by the gate", "near the road", "on the path", "under a tree", "on the grass", "by the fence", "on a hill", "near the well"];

    /// <summary>What animals do; the flag says whether the story has done with them then.</summary>
    public IReadOnlyList<(string Verb, bool Leaves)> AnimalVerbs { get; init; } =
        [("ran away", true), ("hid", true), ("came closer", false), ("fell asleep", true)];

    /// <summary>What people eat, with its article.</summary>
    public IReadOnlyList<string> Foods { get; init; } =
        ["bread", "soup", "rice", "nuts", "an apple", "an egg", "a plum", "a pear", "a carrot", "a pie", "some cake", "some cheese"];

    /// <summary>Verbs that lead to a place (<c>… to the garden</c>).</summary>
    public IReadOnlyList<string> GoingVerbs { get; init; } = Words("went ran walked");

    /// <summary>Verbs of being at a place (<c>… in the garden</c>).</summary>
    public IReadOnlyList<string> StayingVerbs { get; init; } = Words("was sat played");

    /// <summary>Verbs that bring a thing into the story.</summary>
    public IReadOnlyList<string> FindingVerbs { get; init; } = ["found", "picked up", "was given"];

    /// <summary>Verbs that put a thing into a hiding place.</summary>
    public IReadOnlyList<string> HidingVerbs { get; init; } = Words("hid put left");

    /// <summary>How a friend arrives.</summary>
    public IReadOnlyList<string> ArrivingVerbs { get; init; } = ["came along", "ran up", "came by", "said hello", "waved"];

    /// <summary>What people do together.</summary>
    public IReadOnlyList<string> TogetherVerbs { get; init; } = ["sang a song", "played tag", "talked", "laughed", "had fun", "sat down"];

    /// <summary>How long or loud something is done.</summary>
    public IReadOnlyList<string> Manners { get; init; } = ["again", "for a while", "a little", "for a moment", "at last", "once more"];

    /// <summary>After something good.</summary>
    public Mood Glad { get; init; } = new(Words("happy proud glad lucky"), Words("smiled laughed danced sang"));

    /// <summary>After something bad.</summary>
    public Mood Sorry { get; init; } = new(Words("sad cross upset lonely"), Words("sighed cried frowned wept"));

    /// <summary>When nothing much has happened.</summary>
    public Mood Calm { get; init; } = new(Words("calm tired hungry sleepy brave bored"), Words("waited yawned hummed rested whistled jumped"));

    private static string[] Words(string words) => words.Split(' ');
}
