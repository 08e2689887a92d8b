using System.Text;

namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>Draws lots: writes a random story.</summary>
internal class SamplingTeller(SplitMix64 random) : Teller
{
    private readonly StringBuilder text = new();

    /// <summary>The story without its end mark.</summary>
    public string Text => text.ToString(0, text.Length - End.Length);

    protected override int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total)
    {
        var lot = random.NextDouble() * total;
        for (var index = 0; index < choices.Length - 1; index++)
        {
            lot -= choices[index].Weight;
            if (lot < 0)
                return index;
        }

        return choices.Length - 1;
    }

    protected override void Write(string text) => this.text.Append(text);
}

/// <summary>Draws lots and adds up how uncertain each fork was before the lot fell.</summary>
internal sealed class MeasuringTeller(SplitMix64 random) : SamplingTeller(random)
{
    /// <summary>Sum over the forks passed of the entropy of each, in nats.</summary>
    public double ForkEntropy { get; private set; }

    protected override int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total)
    {
        foreach (ref readonly var choice in choices)
            ForkEntropy -= choice.Weight / total * Math.Log(choice.Weight / total);
        return base.Pick(choices, total);
    }
}

/// <summary>
/// Reads along: takes the way whose text stands at the current place. It knows nothing of how a text was written, so
/// its probability checks that of the writer.
/// </summary>
internal class ReadingTeller(string story) : Teller
{
    private readonly string text = story + End;

    protected override int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total)
    {
        var found = -1;
        for (var index = 0; index < choices.Length; index++)
        {
            if (!Follows(choices[index].Text))
                continue;
            if (found >= 0)
            {
                throw new InvalidOperationException(
                    $"The grammar is ambiguous: both '{choices[found].Text}' and '{choices[index].Text}' fit at character {Length} of '{story}'.");
            }

            found = index;
        }

        return found >= 0 ? found : throw new NotInGrammarException();
    }

    protected override void Expect(string text)
    {
        if (!Follows(text))
            throw new NotInGrammarException();
    }

    private bool Follows(string next) => text.AsSpan(Length).StartsWith(next);
}

/// <summary>The text read is no text of the grammar; the reader of it turns this into probability zero.</summary>
internal sealed class NotInGrammarException : Exception;

/// <summary>Walks through every fork in turn, story after story, until all have been told.</summary>
internal sealed class EnumeratingTeller(List<(int Taken, int Count)> path) : Teller
{
    private readonly StringBuilder text = new();
    private int fork;

    /// <summary>The story without its end mark.</summary>
    public string Text => text.ToString(0, text.Length - End.Length);

    /// <summary>Turns the path to the next story; false when there is none.</summary>
    public static bool MoveNext(List<(int Taken, int Count)> path)
    {
        while (path.Count > 0 && path[^1].Taken == path[^1].Count - 1)
            path.RemoveAt(path.Count - 1);
        if (path.Count == 0)
            return false;
        path[^1] = path[^1] with { Taken = path[^1].Taken + 1 };
        return true;
    }

    protected override int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total)
    {
        if (fork == path.Count)
            path.Add((0, choices.Length));
        return path[fork++].Taken;
    }

    protected override void Write(string text) => this.text.Append(text);
}
