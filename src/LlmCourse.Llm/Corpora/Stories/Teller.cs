namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>One way a story may go on.</summary>
/// <param name="Text">What is written when it is taken.</param>
/// <param name="Weight">Probability up to the common factor of its alternatives.</param>
/// <param name="Value">What the grammar goes on with.</param>
internal readonly record struct Choice<T>(string Text, double Weight, T Value);

/// <summary>
/// Who tells a story: the grammar asks it at every fork. One teller draws lots, one reads along in a given text, one
/// visits every fork in turn; the grammar is written once for all three.
/// </summary>
internal abstract class Teller
{
    /// <summary>
    /// Written after the last sentence and no part of the text: the end is a choice like any other, with its own
    /// probability, as the end-of-text token is for a model.
    /// </summary>
    public const string End = "\u0003";

    /// <summary>Natural logarithm of the probability of all choices so far.</summary>
    public double LogProbability { get; private set; }

    /// <summary>Characters written so far, all of them one UTF-16 unit.</summary>
    public int Length { get; private set; }

    /// <summary>Takes one of several ways and writes its text.</summary>
    public T Choose<T>(ReadOnlySpan<Choice<T>> choices)
    {
        var total = 0.0;
        foreach (ref readonly var choice in choices)
            total += choice.Weight;

        var taken = choices[Pick(choices, total)];
        LogProbability += Math.Log(taken.Weight / total);
        Advance(taken.Text);
        return taken.Value;
    }

    /// <summary>Writes text that leaves no choice.</summary>
    public void Say(string text)
    {
        Expect(text);
        Advance(text);
    }

    /// <summary>Index of the way to take.</summary>
    protected abstract int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total);

    /// <summary>Called before text without a choice is written.</summary>
    protected virtual void Expect(string text)
    {
    }

    /// <summary>Called when text is written.</summary>
    protected virtual void Write(string text)
    {
    }

    private void Advance(string text)
    {
        Write(text);
        Length += text.Length;
    }
}
