using System.Text.Json;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Stories;
using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Tests.Corpora.Worlds;

/// <summary>What holds for every world: its formula against all of its texts, and against samples.</summary>
public sealed class TextWorldTests
{
    private static DialogueWords TinyWords { get; } = new()
    {
        People = ["Ann", "Robert", "Jo"],
        Greetings = ["Hello", "Hi"],
        Things = ["key", "lamp"],
        Places = ["here", "in the hall"],
        Partings = ["Goodbye."],
    };

    /// <summary>Worlds so small that all of their texts can be written.</summary>
    public static TheoryData<TextWorld> Tiny { get; } =
    [
        new BracketWorld(pairs: 1, kinds: 1),
        new BracketWorld(pairs: 6, kinds: 1),
        new BracketWorld(pairs: 4, kinds: 3),
        new ArithmeticWorld(digits: 1, lines: 2),
        new ArithmeticWorld(digits: 2, lines: 1, reversed: true),
        new LookUpWorld(pairs: 1, questions: 1),
        new LookUpWorld(pairs: 2, questions: 1),
        new InductionWorld(length: 4, rounds: 3, letters: 5),
        new InductionWorld(length: 1, rounds: 2, letters: 1),
        new DialogueWorld(TinyWords, leaving: 0.3),
        new DialogueWorld(TinyWords with { Things = ["key"], Partings = ["Goodbye.", "So long, then."] }, leaving: 0.8),
    ];

    public static TheoryData<WorldKind> Kinds { get; } = [.. Enum.GetValues<WorldKind>()];

    [Theory]
    [MemberData(nameof(Tiny))]
    public void Entropy_IsThatOfAllTexts_WrittenOutOneByOne(TextWorld world)
    {
        var texts = world.EnumerateAll().ToList();
        texts.Select(text => text.Text).Distinct().Count().ShouldBe(texts.Count);
        texts.Sum(Probability).ShouldBe(1, 1e-9);
        world.Entropy.ShouldNotBeNull().NatsPerDocument.ShouldBe(-texts.Sum(text => Probability(text) * text.LogProbability!.Value), 1e-9);
        world.Entropy.CharactersPerDocument.ShouldBe(texts.Sum(text => Probability(text) * text.Text.Length), 1e-9);

        static double Probability(Document text) => Math.Exp(text.LogProbability!.Value);
    }

    [Theory]
    [MemberData(nameof(Tiny))]
    public void ByPlace_IsTheMeanEntropyOfEachLetter_OverAllTexts(TextWorld world)
    {
        if (world.Entropy!.ByPlace is not { } places)
        {
            world.EnumerateAll().Select(text => text.Text.Length).Distinct().Count().ShouldBeGreaterThan(1);
            return;
        }

        var spelt = new double[places.Count];
        foreach (var text in world.EnumerateAll())
        {
            var letters = world.Spell(text.Text)!;
            letters.Count.ShouldBe(places.Count);
            for (var place = 0; place < letters.Count; place++)
                spelt[place] += Math.Exp(text.LogProbability!.Value) * -letters[place].Chances.Values.Where(chance => chance > 0).Sum(chance => chance * Math.Log(chance));
        }

        for (var place = 0; place < places.Count; place++)
            places[place].ShouldBe(spelt[place], 1e-9, $"place {place}");
        places.Sum().ShouldBe(world.Entropy.NatsPerDocument, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Entropy_IsWhatItsOwnTextsCost_OnAverage(WorldKind kind)
    {
        const int Samples = 4_000;
        var world = TextWorlds.Create(kind);
        var texts = world.Write(seed: 3).Take(Samples).ToList();
        var nats = texts.Select(text => -text.LogProbability!.Value).ToList();
        var mean = nats.Average();
        var error = Math.Sqrt(nats.Sum(cost => (cost - mean) * (cost - mean)) / Samples / Samples);
        var expected = world.Entropy?.NatsPerDocument ?? SourceEntropy.Estimate(world, seed: 9, Samples).NatsPerStory;

        mean.ShouldBe(expected, (5 * error) + 1e-9);
        texts.Select(text => world.LogProbability(text.Text)).Zip(texts).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second.LogProbability!.Value) < 1e-9);
        texts.Max(text => text.Text.Length).ShouldBeLessThan(256);
        if (world.Entropy is { } exact)
            exact.CharactersPerDocument.ShouldBe(texts.Average(text => text.Text.Length), 2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_GivesTheSameTexts_ForTheSameSeedOnly(WorldKind kind)
    {
        var world = TextWorlds.Create(kind);
        var texts = world.Write(5).Take(20).ToList();
        TextWorlds.Create(kind).Write(5).Take(20).ShouldBe(texts);
        world.Write(6).Take(20).ShouldNotBe(texts);
        world.LogProbability(texts[0].Text + "?").ShouldBe(double.NegativeInfinity);
        world.Spell(texts[0].Text[1..]).ShouldBeNull();
    }

    public static TheoryData<WorldKind, string> Settings { get; } = [.. WorldSettings.All.Select(setting => (setting.World, setting.Name))];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_GoesToItsLimitsAndNoFurther_WithTheEntropyExact(WorldKind kind, string name)
    {
        var setting = WorldSettings.All.Single(each => each.World == kind && each.Name == name);
        foreach (var value in new[] { setting.Least, setting.Most })
        {
            var settings = With(name, value);
            settings.Faults(kind).ShouldBeEmpty();
            var world = TextWorlds.Create(kind, settings);
            var texts = world.Write(seed: 4).Take(200).ToList();
            texts.ShouldAllBe(text => text.Text.Length < 1_000);
            texts.ShouldAllBe(text => Math.Abs(world.LogProbability(text.Text) - text.LogProbability!.Value) < 1e-6);

            // All of these worlds have texts of one length, so a mean over texts is near the formula, and exact where all are equally likely.
            var exact = world.Entropy.ShouldNotBeNull();
            exact.CharactersPerDocument.ShouldBe(texts[0].Text.Length);
            texts.Average(text => -text.LogProbability!.Value).ShouldBe(exact.NatsPerDocument, 1e-6 * Math.Max(1, exact.NatsPerDocument));
        }

        foreach (var value in new[] { setting.Least - 1, setting.Most + 1 })
        {
            With(name, value).Faults(kind).ShouldHaveSingleItem().Message.ShouldContain($"{setting.Least} to {setting.Most}");
            Should.Throw<ArgumentException>(() => TextWorlds.Create(kind, With(name, value))).Message.ShouldStartWith(name);
        }

        TextWorlds.Create(kind, With(name, setting.Default)).Write(7).Take(5).ShouldBe(TextWorlds.Create(kind).Write(7).Take(5));
        TextWorlds.Create(kind, With(name, setting.Most)).Write(7).First().ShouldNotBe(TextWorlds.Create(kind, With(name, setting.Least)).Write(7).First());
    }

    [Theory]
    [InlineData(WorldKind.Stories, "pairs", "none")]
    [InlineData(WorldKind.Brackets, "digits", "pairs, kinds")]
    [InlineData(WorldKind.LookUps, "rounds", "pairs, questions")]
    public void Faults_NameWhatAWorldTakes_WhenItIsGivenTheSettingOfAnother(WorldKind kind, string name, string taken)
    {
        var fault = With(name, 3).Faults(kind).ShouldHaveSingleItem();
        fault.Setting.ShouldBe(name);
        fault.Message.ShouldContain(taken);
    }

    private static WorldSettings With(string name, int value) =>
        JsonSerializer.Deserialize<WorldSettings>($"{{ \"{name}\": {value} }}", JsonSerializerOptions.Web)!;

    [Fact]
    public void Entropy_MatchesTheCountOfTexts_WhereAllAreEquallyLikely()
    {
        const double Catalan24 = 1_289_904_147_324; // the 24th Catalan number
        new BracketWorld(pairs: 24, kinds: 3).Entropy.NatsPerDocument.ShouldBe(Math.Log(Catalan24) + (24 * Math.Log(3)), 1e-9);
        new ArithmeticWorld(digits: 3, lines: 8).Entropy.NatsPerDocument.ShouldBe(8 * Math.Log(2_000_000), 1e-9);
        new InductionWorld(length: 16, letters: 26).Entropy.NatsPerDocument.ShouldBe(16 * Math.Log(26), 1e-9);
        new LookUpWorld(pairs: 2, questions: 3).Entropy.NatsPerDocument.ShouldBe(Math.Log(26 * 25 * 100 * 8), 1e-9);
    }
}
