namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>What is true at this moment of a story: the memory that later sentences refer to.</summary>
internal sealed class StoryScene
{
    /// <summary>Most things a story brings in; two, so that a reader must remember which is where.</summary>
    public const int MaxThings = 2;

    private readonly Dictionary<Person, Mood> moods = [];

    /// <summary>Weather that the opening named and nothing has been said of since.</summary>
    public Weather? Weather { get; set; }

    /// <summary>Where the scene plays.</summary>
    public Place Place { get; set; } = null!;

    /// <summary>Who the story is about.</summary>
    public Person Hero { get; set; } = null!;

    /// <summary>Who came along, if anybody.</summary>
    public Person? Friend { get; set; }

    /// <summary>Everything found so far.</summary>
    public List<Thing> Things { get; } = [];

    /// <summary>The animal in sight, if any.</summary>
    public string? Animal { get; set; }

    /// <summary>Whom a pronoun would mean: the subject of the sentence before; null when that would be unclear.</summary>
    public Person? Subject { get; set; }

    /// <summary>Who was given something in the sentence before, and by whom.</summary>
    public (Person Receiver, Person Giver)? Gift { get; set; }

    /// <summary>What the sentence before told; the next tells something else.</summary>
    public StoryDeed LastDeed { get; set; }

    /// <summary>Whether something lies hidden: then nobody leaves the place.</summary>
    public bool AnythingHidden => Things.Exists(thing => thing.HiddenAt is not null);

    /// <summary>What somebody holds; everybody holds one thing at most.</summary>
    public Thing? HeldBy(Person person) => Things.Find(thing => thing.Holder == person);

    /// <summary>The other of the two, if there are two.</summary>
    public Person? Other(Person person) => person == Hero ? Friend : Hero;

    /// <summary>How somebody feels.</summary>
    public Mood MoodOf(Person person, Mood otherwise) => moods.GetValueOrDefault(person, otherwise);

    /// <summary>Changes how somebody feels.</summary>
    public void SetMood(Person person, Mood mood) => moods[person] = mood;
}

/// <summary>A thing and where it is: held by somebody or hidden somewhere.</summary>
internal sealed class Thing(string name, Person holder)
{
    public string Name { get; } = name;

    public Person? Holder { get; private set; } = holder;

    public string? HiddenAt { get; private set; }

    public Person? HiddenBy { get; private set; }

    public void GiveTo(Person person) => (Holder, HiddenAt, HiddenBy) = (person, null, null);

    public void HideAt(string place) => (Holder, HiddenAt, HiddenBy) = (null, place, Holder);
}

/// <summary>What a sentence tells.</summary>
internal enum StoryDeed
{
    Opening,
    Finding,
    Hiding,
    Searching,
    Giving,
    Showing,
    Going,
    Seeing,
    Eating,
    Feeling,
    Reacting,
    Saying,
    Arriving,
    Together,
    AnimalActing,
    WeatherTurning,
}
