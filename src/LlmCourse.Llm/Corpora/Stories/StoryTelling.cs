namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>
/// The grammar itself: tells one story by asking a teller at every fork. What may follow depends on the scene, so facts
/// carry across sentences. The ways at one fork never begin with one another, so a reader always sees which was taken.
/// This file holds how stories open, go on and end; the other holds what people do.
/// </summary>
internal sealed partial class StoryTelling(StoryWorld world, Teller teller)
{
    /// <summary>Longest sentence in characters with the space before it; a story that has no room for one more ends.</summary>
    public const int LongestSentence = 62;

    /// <summary>Part of the later sentences that open with a word such as "Then".</summary>
    private const double LeadShare = 0.3;

    private readonly StoryScene scene = new();

    private enum Opening
    {
        /// <summary>"One rainy day, Mia sat in the barn."</summary>
        WeatherInPassing,

        /// <summary>"It was a rainy day. Mia sat in the barn."</summary>
        WeatherFirst,

        /// <summary>"Mia sat in the barn."</summary>
        HeroFirst,
    }

    /// <summary>Tells the story to its end mark.</summary>
    public void Tell()
    {
        var sentences = TellOpening();
        while (GoesOn(sentences))
        {
            var start = teller.Length;
            TellSentence();
            sentences++;
            if (teller.Length - start > LongestSentence)
                throw new InvalidOperationException($"A sentence of {teller.Length - start} characters is longer than the story grammar allows ({LongestSentence}).");
        }
    }

    private bool GoesOn(int sentences)
    {
        if (sentences < world.MinSentences)
        {
            teller.Say(" ");
            return true;
        }

        if (sentences >= world.MaxSentences || teller.Length + LongestSentence > world.MaxCharacters)
        {
            teller.Say(Teller.End);
            return false;
        }

        // A feeling rounds a story off.
        var ends = scene.LastDeed is StoryDeed.Feeling or StoryDeed.Reacting or StoryDeed.Together ? 0.45 : 0.15;
        return teller.Choose<bool>([new(" ", 1 - ends, true), new(Teller.End, ends, false)]);
    }

    private int TellOpening()
    {
        List<Choice<(Opening Kind, Person? Hero)>> forks =
        [
            new("One ", 0.5, (Opening.WeatherInPassing, null)),
            new("It was ", 0.25, (Opening.WeatherFirst, null)),
            .. Evenly(world.People, person => person.Name + " ")
                .Select(fork => new Choice<(Opening, Person?)>(fork.Text, 0.25 / world.People.Count, (Opening.HeroFirst, fork.Value))),
        ];
        var (kind, hero) = teller.Choose(forks);
        if (kind == Opening.WeatherInPassing)
            TellWeather(weather => weather.Adjective, ", ");
        else if (kind == Opening.WeatherFirst)
            TellWeather(weather => WithArticle(weather.Adjective), ". ");

        scene.Hero = hero ?? teller.Choose(Evenly(world.People, person => person.Name + " "));
        TellPlace();
        Told(StoryDeed.Opening, scene.Hero);
        return kind == Opening.WeatherFirst ? 2 : 1;
    }

    private void TellWeather(Func<Weather, string> text, string end)
    {
        scene.Weather = teller.Choose(Evenly(world.Weathers, weather => text(weather) + " "));
        teller.Choose(Evenly(world.Times, time => time + end));
    }

    private void TellPlace()
    {
        var stays = teller.Choose<bool>(
        [
            .. world.StayingVerbs.Select(verb => new Choice<bool>(verb + " ", 1, true)),
            .. world.GoingVerbs.Select(verb => new Choice<bool>(verb + " to the ", 1, false)),
        ]);
        scene.Place = teller.Choose(Evenly(world.Places, place => stays ? $"{place.Preposition} the {place.Name}." : place.Name + "."));
    }

    private void TellSentence()
    {
        var subjects = Subjects();
        var leadWeight = subjects.Sum(subject => subject.Weight) * LeadShare / (1 - LeadShare) / world.Leads.Count;
        var tell = teller.Choose<Action?>(
        [
            .. subjects.Select(subject => new Choice<Action?>(Capitalised(subject.Text), subject.Weight, subject.Value)),
            .. world.Leads.Select(lead => new Choice<Action?>(lead + " ", leadWeight, null)),
        ]);
        tell ??= teller.Choose(subjects);
        tell();
    }

    /// <summary>Who or what the next sentence may be about.</summary>
    private List<Choice<Action>> Subjects()
    {
        var subjects = new List<Choice<Action>>();
        if (scene.Subject is { } subject)
            subjects.Add(new(subject.Pronoun + " ", 5, () => TellDeed(subject)));
        subjects.Add(Named(scene.Hero));
        if (scene.Friend is { } friend)
        {
            subjects.Add(Named(friend));
            subjects.Add(new("they ", 1.5, TellTogether));
        }
        else
        {
            var others = world.People.Where(person => person != scene.Hero).ToList();
            subjects.AddRange(others.Select(person => new Choice<Action>(person.Name + " ", 3.0 / others.Count, () => TellArrival(person))));
        }

        if (scene.Animal is { } animal)
            subjects.Add(new($"the {animal} ", 2, () => TellAnimal(animal)));
        if (scene.Weather is { Noun: { } noun } weather)
            subjects.Add(new($"the {noun} ", 1, () => TellTurn(weather)));
        return subjects;

        Choice<Action> Named(Person person) => new(person.Name + " ", person == scene.Subject ? 0.5 : 2.5, () => TellDeed(person));
    }

    private void TellArrival(Person person)
    {
        teller.Choose(Evenly(world.ArrivingVerbs, verb => verb + "."));
        scene.Friend = person;
        Told(StoryDeed.Arriving, person);
    }

    private void TellAnimal(string animal)
    {
        var (_, leaves) = teller.Choose(Evenly(world.AnimalVerbs, act => act.Verb + "."));
        scene.Animal = leaves ? null : animal;
        Told(StoryDeed.AnimalActing, subject: null);
    }

    private void TellTurn(Weather weather)
    {
        teller.Choose(Evenly(weather.Turns, turn => turn + "."));
        scene.Weather = null;
        Told(StoryDeed.WeatherTurning, subject: null);
    }

    private void TellTogether()
    {
        List<Choice<bool>> forks = [.. world.TogetherVerbs.Select(verb => new Choice<bool>(verb + ".", 1, false))];
        if (!scene.AnythingHidden)
            forks.AddRange(world.GoingVerbs.Select(verb => new Choice<bool>(verb + " to the ", 1, true)));
        if (teller.Choose(forks))
            TellNextPlace();
        Told(StoryDeed.Together, subject: null);
    }

    private void TellNextPlace()
    {
        scene.Place = teller.Choose(Evenly(world.Places.Where(place => place != scene.Place), place => place.Name + "."));
        scene.Animal = null;
    }

    /// <summary>Notes what the sentence was about. A pronoun may follow only if it is clear whom it means.</summary>
    private void Told(StoryDeed deed, Person? subject, Person? alsoNamed = null)
    {
        scene.LastDeed = deed;
        scene.Subject = alsoNamed?.Pronoun == subject?.Pronoun ? null : subject;
        if (deed != StoryDeed.Giving)
            scene.Gift = null;
    }

    private static Choice<T>[] Evenly<T>(IEnumerable<T> values, Func<T, string> text) =>
        [.. values.Select(value => new Choice<T>(text(value), 1, value))];

    private static string WithArticle(string word) => ("aeiou".Contains(word[0]) ? "an " : "a ") + word;

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
