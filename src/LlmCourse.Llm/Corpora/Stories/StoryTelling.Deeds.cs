using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Corpora.Stories;

/// <content>What people do, say and feel. How likely a deed is depends on who holds what and what lies hidden where.</content>
internal sealed partial class StoryTelling
{
    private void TellDeed(Person person)
    {
        var deeds = new List<Choice<Action>>();
        var held = scene.HeldBy(person);
        var other = scene.Other(person);
        if (held is null && scene.Things.Count < StoryScene.MaxThings)
            OfferEach(StoryDeed.Finding, scene.Things.Count == 0 ? 16 : 5, forks.Finding, () => TellFinding(person));
        if (held is null && scene.AnythingHidden)
            Offer(StoryDeed.Searching, 20, "looked ", () => TellSearching(person));
        if (held is not null)
            OfferEach(StoryDeed.Hiding, 10, StoryForks.Evenly(world.HidingVerbs, verb => $"{verb} the {held.Name} "), () => TellHiding(person, held));
        if (held is not null && other is not null)
        {
            Offer(StoryDeed.Showing, 2, $"showed {other.Name} the {held.Name}.", () => Told(StoryDeed.Showing, person, other));
            if (scene.HeldBy(other) is null)
                Offer(StoryDeed.Giving, 8, $"gave the {held.Name} to {other.Name}.", () => TellGiving(person, other, held));
        }

        if (other is null && !scene.AnythingHidden)
        {
            if (held is null)
                OfferEach(StoryDeed.Going, 2, forks.Going, () => TellGoing(person));
            else
                Offer(StoryDeed.Going, 2, $"took the {held.Name} to the ", () => TellGoing(person));
        }

        if (scene.Animal is null)
            Offer(StoryDeed.Seeing, 2, "saw ", () => TellSeeing(person));
        Offer(StoryDeed.Eating, 1.5, "ate ", () => TellEating(person));
        Offer(StoryDeed.Feeling, 1.5, "felt ", () => TellFeeling(person));
        OfferEach(StoryDeed.Reacting, 2.5, StoryForks.Evenly(MoodOf(person).Reactions, verb => verb), () => TellManner(person));
        Offer(StoryDeed.Saying, 2, "said, \"", () => TellSaying(person));
        teller.Choose<Action>(CollectionsMarshal.AsSpan(deeds))();

        void Offer(StoryDeed deed, double weight, string text, Action tell)
        {
            if (deed != scene.LastDeed) // nobody does the same thing in two sentences running
                deeds.Add(new(text, weight, tell));
        }

        void OfferEach(StoryDeed deed, double weight, Choice<string>[] ways, Action tell)
        {
            foreach (var way in ways)
                Offer(deed, weight / ways.Length, way.Text, tell);
        }
    }

    private void TellGoing(Person person)
    {
        TellNextPlace();
        Told(StoryDeed.Going, person);
    }

    private void TellFinding(Person person)
    {
        teller.Choose<string>(forks.Looks);
        var name = teller.Choose<string>([.. forks.Things.Where(way => !scene.Things.Exists(thing => thing.Name == way.Value))]);
        scene.Things.Add(new Thing(name, person));
        scene.SetMood(person, world.Glad);
        Told(StoryDeed.Finding, person);
    }

    private void TellHiding(Person person, Thing held)
    {
        held.HideAt(teller.Choose<string>([.. forks.HidingPlaces.Where(way => HiddenAt(way.Value) is null)]));
        scene.SetMood(person, world.Calm);
        Told(StoryDeed.Hiding, person);
    }

    /// <summary>What is found depends on what was put there, maybe sentences ago: the place where attention must look back.</summary>
    private void TellSearching(Person person)
    {
        const double RightPlaceOdds = 2; // right places against all wrong ones together
        var wrong = world.HidingPlaces.Count(place => HiddenAt(place) is null);
        var right = world.HidingPlaces.Count - wrong;
        var where = teller.Choose<string>([.. world.HidingPlaces.Select(place =>
            new Choice<string>(place + " ", HiddenAt(place) is null ? 1.0 / wrong : RightPlaceOdds / right, place))]);
        if (HiddenAt(where) is { } thing)
        {
            teller.Say($"and found the {thing.Name}.");
            thing.GiveTo(person);
            scene.SetMood(person, world.Glad);
        }
        else
        {
            teller.Say("but found nothing.");
            scene.SetMood(person, world.Sorry);
        }

        Told(StoryDeed.Searching, person);
    }

    private void TellGiving(Person giver, Person receiver, Thing thing)
    {
        thing.GiveTo(receiver);
        scene.SetMood(giver, world.Calm);
        scene.SetMood(receiver, world.Glad);
        scene.Gift = (receiver, giver);
        Told(StoryDeed.Giving, giver, receiver);
    }

    private void TellSeeing(Person person)
    {
        teller.Choose<string>(forks.AnimalLooks);
        scene.Animal = teller.Choose<string>(forks.Animals);
        teller.Choose<string>(forks.Spots);
        Told(StoryDeed.Seeing, person);
    }

    private void TellEating(Person person)
    {
        teller.Choose<string>(forks.Foods);
        Told(StoryDeed.Eating, person);
    }

    private void TellFeeling(Person person)
    {
        teller.Choose<string>(StoryForks.Evenly(MoodOf(person).Feelings, feeling => feeling + "."));
        Told(StoryDeed.Feeling, person);
    }

    private void TellManner(Person person)
    {
        teller.Choose<string>(forks.Manners);
        Told(StoryDeed.Reacting, person);
    }

    private void TellSaying(Person person)
    {
        var other = scene.Other(person);
        List<Choice<Person?>> quotes =
            [.. MoodOf(person).Feelings.Select(feeling => new Choice<Person?>($"I am {feeling}.", 2.0 / MoodOf(person).Feelings.Count, null))];
        if (scene.HeldBy(person) is { } held)
            quotes.Add(new($"I like the {held.Name}.", 2, null));
        if (scene.Weather is { } weather)
            quotes.Add(new($"It is {weather.Adjective}.", 1, null));
        if (other is not null && scene.LastDeed == StoryDeed.Arriving)
            quotes.Add(new($"Hello, {other.Name}.", 4, other));
        if (scene.Gift is { } gift && gift.Receiver == person)
            quotes.Add(new($"Thank you, {gift.Giver.Name}.", 8, gift.Giver));
        quotes.AddRange(scene.Things.Where(thing => thing.HiddenBy is not null && thing.HiddenBy != person)
            .Select(thing => new Choice<Person?>($"Where is the {thing.Name}?", 2, null)));
        var addressed = teller.Choose<Person?>(CollectionsMarshal.AsSpan(quotes));
        teller.Say("\"");
        Told(StoryDeed.Saying, person, addressed);
    }

    private Mood MoodOf(Person person) => scene.MoodOf(person, world.Calm);

    private Thing? HiddenAt(string place) => scene.Things.Find(thing => thing.HiddenAt == place);
}
