using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>
/// The grammar itself: tells one story by asking a teller at every fork. What may follow depends on the scene, so facts
/// carry across sentences. The ways at one fork never begin with one another, so a reader always sees which was taken.
/// This file holds how stories open, go on and end; the other holds what people do.
/// </summary>
internal sealed partial class StoryTelling(StoryWorld world, StoryForks forks, Teller teller)
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
        var ends = scene.LastDeed is StoryDeed.Feeling or StoryDeed.Reacting or StoryDeed.Together ? 0.4 : 0.1;
        return teller.Choose<bool>([new(" ", 1 - ends, true), new(Teller.End, ends, false)]);
    }

    private int TellOpening()
    {
        Choice<(Opening Kind, Person? Hero)>[] openings =
        [
            new("One ", 0.5, (Opening.WeatherInPassing, null)),
            new("It was ", 0.25, (Opening.WeatherFirst, null)),
            .. forks.People.Select(way => new Choice<(Opening, Person?)>(way.Text, 0.25 / forks.People.Length, (Opening.HeroFirst, way.Value))),
        ];
        var (kind, hero) = teller.Choose<(Opening Kind, Person? Hero)>(openings);
        if (kind != Opening.HeroFirst)
        {
            scene.Weather = teller.Choose<Weather>(kind == Opening.WeatherFirst ? forks.WeathersFirst : forks.WeathersInPassing);
            teller.Choose<string>(kind == Opening.WeatherFirst ? forks.TimesFirst : forks.TimesInPassing);
        }

        scene.Hero = hero ?? teller.Choose<Person>(forks.People);
        scene.Place = teller.Choose<Place>(teller.Choose<bool>(forks.OpeningVerbs) ? forks.PlacesToStay : forks.PlacesToGo);
        Told(StoryDeed.Opening, scene.Hero);
        return kind == Opening.WeatherFirst ? 2 : 1;
    }

    private void TellSentence()
    {
        var subjects = Subjects();
        var openings = new List<Choice<Subject?>>(subjects.Count + forks.Leads.Length);
        var total = 0.0;
        foreach (var subject in subjects)
        {
            openings.Add(new(Capitalised(subject.Text), subject.Weight, subject.Value));
            total += subject.Weight;
        }

        foreach (var lead in forks.Leads)
            openings.Add(new(lead.Text, total * LeadShare / (1 - LeadShare) / forks.Leads.Length, null));
        TellAbout(teller.Choose<Subject?>(CollectionsMarshal.AsSpan(openings)) ?? teller.Choose<Subject>(CollectionsMarshal.AsSpan(subjects)));
    }

    /// <summary>Who or what the next sentence may be about.</summary>
    private List<Choice<Subject>> Subjects()
    {
        var subjects = new List<Choice<Subject>>(forks.People.Length + 4);
        if (scene.Subject is { } subject)
            subjects.Add(new(subject.Pronoun + " ", 5, new(SubjectKind.Known, subject)));
        if (scene.Friend is not null && scene.LastDeed != StoryDeed.Together)
            subjects.Add(new("they ", 1.5, new(SubjectKind.Both)));
        if (scene.Animal is { } animal && scene.LastDeed != StoryDeed.AnimalActing)
            subjects.Add(new($"the {animal} ", 2, new(SubjectKind.Animal)));
        if (scene.Weather is { Noun: { } noun })
            subjects.Add(new($"the {noun} ", 1, new(SubjectKind.Weather)));
        foreach (var (name, _, person) in forks.People)
        {
            if (person == scene.Hero || person == scene.Friend)
                subjects.Add(new(name, person == scene.Subject ? 0.5 : 2.5, new(SubjectKind.Known, person)));
            else if (scene.Friend is null)
                subjects.Add(new(name, 3.0 / (forks.People.Length - 1), new(SubjectKind.Newcomer, person)));
        }

        return subjects;
    }

    private void TellAbout(Subject subject)
    {
        switch (subject.Kind)
        {
            case SubjectKind.Known:
                TellDeed(subject.Person!);
                break;
            case SubjectKind.Newcomer:
                teller.Choose<string>(forks.Arrivals);
                scene.Friend = subject.Person;
                Told(StoryDeed.Arriving, subject.Person);
                break;
            case SubjectKind.Both:
                TellTogether();
                break;
            case SubjectKind.Animal:
                if (teller.Choose<(string Verb, bool Leaves)>(forks.AnimalVerbs).Leaves)
                    scene.Animal = null;
                Told(StoryDeed.AnimalActing, subject: null);
                break;
            case SubjectKind.Weather:
                teller.Choose<string>(StoryForks.Evenly(scene.Weather!.Turns, turn => turn + "."));
                scene.Weather = null;
                Told(StoryDeed.WeatherTurning, subject: null);
                break;
        }
    }

    private void TellTogether()
    {
        List<Choice<bool>> deeds = [.. forks.Together.Select(way => new Choice<bool>(way.Text, 1, false))];
        if (!scene.AnythingHidden)
            deeds.AddRange(forks.Going.Select(way => new Choice<bool>(way.Text, 1, true)));
        if (teller.Choose<bool>(CollectionsMarshal.AsSpan(deeds)))
            TellNextPlace();
        Told(StoryDeed.Together, subject: null);
    }

    private void TellNextPlace()
    {
        scene.Place = teller.Choose<Place>([.. forks.PlacesToGo.Where(way => way.Value != scene.Place)]);
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

    private static string Capitalised(string text) => char.IsAsciiLetterUpper(text[0]) ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private enum SubjectKind
    {
        /// <summary>The hero or the friend.</summary>
        Known,

        /// <summary>Somebody who comes along.</summary>
        Newcomer,

        /// <summary>Hero and friend.</summary>
        Both,

        /// <summary>The animal in sight.</summary>
        Animal,

        /// <summary>The weather of the opening.</summary>
        Weather,
    }

    /// <summary>Who or what a sentence is about.</summary>
    private readonly record struct Subject(SubjectKind Kind, Person? Person = null);
}
