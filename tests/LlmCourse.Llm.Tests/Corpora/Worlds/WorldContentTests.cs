using System.Globalization;
using System.Text.RegularExpressions;
using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Tests.Corpora.Worlds;

/// <summary>What the texts of each world promise, checked by rules that know nothing of how they are written.</summary>
public sealed partial class WorldContentTests
{
    private const int Samples = 500;

    [Fact]
    public void Brackets_Balance_AndUseEveryKind()
    {
        var texts = Texts(new BracketWorld(pairs: 10, kinds: 4));
        texts.ShouldAllBe(text => text.Length == 20);
        string.Concat(texts).Distinct().Count().ShouldBe(8);
        foreach (var text in texts)
        {
            var open = new Stack<char>();
            foreach (var bracket in text)
            {
                var kind = BracketWorld.Kinds.IndexOf(bracket, StringComparison.Ordinal);
                if (kind % 2 == 0)
                    open.Push(BracketWorld.Kinds[kind + 1]);
                else
                    open.Pop().ShouldBe(bracket);
            }

            open.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arithmetic_IsRight(bool reversed)
    {
        var lines = Texts(new ArithmeticWorld(digits: 3, lines: 4, reversed)).SelectMany(text => text.Split('\n')).ToList();
        lines.Count.ShouldBe(4 * Samples);
        foreach (var line in lines)
        {
            var sum = Sum().Match(line);
            sum.Success.ShouldBeTrue(line);
            var (left, right) = (Number(sum.Groups["left"].Value), Number(sum.Groups["right"].Value));
            var result = sum.Groups["result"].Value;
            Number(reversed ? string.Concat(result.Reverse()) : result).ShouldBe(sum.Groups["sign"].Value == "+" ? left + right : left - right, line);
        }

        static int Number(string digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void LookUps_AnswerWhatWasGiven()
    {
        foreach (var text in Texts(new LookUpWorld(pairs: 5, questions: 7)))
        {
            var parts = text.Split('|');
            var given = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var asked = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            given.Select(pair => pair[0]).Distinct().Count().ShouldBe(5);
            asked.Length.ShouldBe(7);
            asked.ShouldBeSubsetOf(given);
        }
    }

    [Fact]
    public void Induction_RepeatsItsRun()
    {
        foreach (var text in Texts(new InductionWorld(length: 9, rounds: 4)))
            text.Chunk(9).Select(run => new string(run)).ShouldBe(Enumerable.Repeat(text[..9], 4));
    }

    [Fact]
    public void Dialogues_KeepToWhatWasSaid()
    {
        var talks = Texts(new DialogueWorld(leaving: 0.1));
        talks.Count(talk => talk.Contains("Still ", StringComparison.Ordinal)).ShouldBeGreaterThan(50);
        foreach (var talk in talks)
        {
            var places = new Dictionary<string, string>();
            var exchanges = Exchange().Matches(talk);
            exchanges.Count.ShouldBeInRange(1, DialogueWorld.MaxQuestions);
            foreach (Match exchange in exchanges)
            {
                exchange.Groups["asks"].Value.ShouldNotBe(exchange.Groups["answers"].Value);
                var (thing, place) = (exchange.Groups["thing"].Value, exchange.Groups["place"].Value);
                exchange.Groups["still"].Success.ShouldBe(places.ContainsKey(thing));
                if (!places.TryAdd(thing, place))
                    places[thing].ShouldBe(place);
            }
        }
    }

    [Fact]
    public void Constructors_Refuse_WhatCannotBe()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new BracketWorld(pairs: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new BracketWorld(kinds: 5));
        Should.Throw<ArgumentOutOfRangeException>(() => new ArithmeticWorld(digits: 10));
        Should.Throw<ArgumentOutOfRangeException>(() => new LookUpWorld(pairs: 27));
        Should.Throw<ArgumentOutOfRangeException>(() => new InductionWorld(rounds: 1));
        Should.Throw<ArgumentException>(() => new DialogueWorld(new DialogueWords { People = ["Ann"] })).Message.ShouldContain("two people");
        Should.Throw<ArgumentException>(() => new DialogueWorld(new DialogueWords { Places = [] })).Message.ShouldContain("a place");
    }

    private static List<string> Texts(TextWorld world) => [.. world.Write(seed: 2).Take(Samples).Select(text => text.Text)];

    [GeneratedRegex(@"^(?<left>[0-9]{3})(?<sign>[+-])(?<right>[0-9]{3})=(?<result>[0-9-]{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"(?<asks>\w+): Where is the (?<thing>\w+)\?\n(?<answers>\w+): (?<still>Still )?(?<place>[a-z ]+)\.\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exchange();
}
