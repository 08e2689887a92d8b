namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>The forks of a world that are the same in every story, with all ways equally likely; built once for all stories.</summary>
internal sealed class StoryForks
{
    public StoryForks(StoryWorld world)
    {
        People = Evenly(world.People, person => person.Name + " ");
        WeathersInPassing = Evenly(world.Weathers, weather => weather.Adjective + " ");
        WeathersFirst = Evenly(world.Weathers, weather => WithArticle(weather.Adjective) + " ");
        TimesInPassing = Evenly(world.Times, time => time + ", ");
        TimesFirst = Evenly(world.Times, time => time + ". ");
        OpeningVerbs =
        [
            .. Evenly(world.StayingVerbs, verb => verb + " ").Select(fork => new Choice<bool>(fork.Text, 1, true)),
            .. Evenly(world.GoingVerbs, verb => verb + " to the ").Select(fork => new Choice<bool>(fork.Text, 1, false)),
        ];
        PlacesToStay = Evenly(world.Places, place => $"{place.Preposition} the {place.Name}.");
        PlacesToGo = Evenly(world.Places, place => place.Name + ".");
        Leads = Evenly(world.Leads, lead => lead + " ");
        Arrivals = Evenly(world.ArrivingVerbs, verb => verb + ".");
        Together = Evenly(world.TogetherVerbs, verb => verb + ".");
        Going = Evenly(world.GoingVerbs, verb => verb + " to the ");
        Finding = Evenly(world.FindingVerbs, verb => verb + " ");
        Looks = Evenly(world.Looks, look => WithArticle(look) + " ");
        Things = Evenly(world.Things, thing => thing + ".");
        HidingPlaces = Evenly(world.HidingPlaces, place => place + ".");
        AnimalLooks = Evenly(world.AnimalLooks, look => WithArticle(look) + " ");
        Animals = Evenly(world.Animals, animal => animal + " ");
        AnimalVerbs = Evenly(world.AnimalVerbs, act => act.Verb + ".");
        Spots = Evenly(world.Spots, spot => spot + ".");
        Foods = Evenly(world.Foods, food => food + ".");
        Manners = [new(".", world.Manners.Count, ""), .. Evenly(world.Manners, manner => $" {manner}.")];
    }

    public Choice<Person>[] People { get; }

    public Choice<Weather>[] WeathersInPassing { get; }

    public Choice<Weather>[] WeathersFirst { get; }

    public Choice<string>[] TimesInPassing { get; }

    public Choice<string>[] TimesFirst { get; }

    /// <summary>Verbs of the opening; true where they stay at a place, false where they go to one.</summary>
    public Choice<bool>[] OpeningVerbs { get; }

    public Choice<Place>[] PlacesToStay { get; }

    public Choice<Place>[] PlacesToGo { get; }

    public Choice<string>[] Leads { get; }

    public Choice<string>[] Arrivals { get; }

    public Choice<string>[] Together { get; }

    public Choice<string>[] Going { get; }

    public Choice<string>[] Finding { get; }

    public Choice<string>[] Looks { get; }

    public Choice<string>[] Things { get; }

    public Choice<string>[] HidingPlaces { get; }

    public Choice<string>[] AnimalLooks { get; }

    public Choice<string>[] Animals { get; }

    public Choice<(string Verb, bool Leaves)>[] AnimalVerbs { get; }

    public Choice<string>[] Spots { get; }

    public Choice<string>[] Foods { get; }

    /// <summary>How something is done; half of the time the sentence just ends.</summary>
    public Choice<string>[] Manners { get; }

    /// <summary>A fork with all ways equally likely.</summary>
    public static Choice<T>[] Evenly<T>(IReadOnlyList<T> values, Func<T, string> text) =>
        [.. values.Select(value => new Choice<T>(text(value), 1, value))];

    private static string WithArticle(string word) => ("aeiou".Contains(word[0]) ? "an " : "a ") + word;
}
