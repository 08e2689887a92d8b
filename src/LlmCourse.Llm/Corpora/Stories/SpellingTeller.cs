namespace LlmCourse.Llm.Corpora.Stories;

/// <summary>One letter of a story as its source saw it coming.</summary>
/// <param name="Letter">The letter, or <see cref="StoryGrammar.EndMark"/>.</param>
/// <param name="Chances">Every letter that could have stood there, with its exact probability; they add up to one.</param>
public sealed record SourceLetter(char Letter, IReadOnlyDictionary<char, double> Chances)
{
    /// <summary>Exact probability of the letter, given all before it.</summary>
    public double Probability => Chances[Letter];
}

/// <summary>
/// Reads along and spells: at a fork the ways still open are those that begin with the letters written since. Ways never
/// begin with one another, so the last letter of a way leaves only that way.
/// </summary>
internal sealed class SpellingTeller(string story) : ReadingTeller(story)
{
    private readonly List<SourceLetter> letters = [];

    /// <summary>The letters read so far, the end mark included.</summary>
    public IReadOnlyList<SourceLetter> Letters => letters;

    protected override int Pick<T>(ReadOnlySpan<Choice<T>> choices, double total)
    {
        var taken = base.Pick(choices, total);
        var text = choices[taken].Text;
        for (var place = 0; place < text.Length; place++)
        {
            var chances = new Dictionary<char, double>();
            var open = 0.0;
            foreach (var (way, weight, _) in choices)
            {
                if (!way.AsSpan().StartsWith(text.AsSpan(0, place)))
                    continue;
                chances[way[place]] = chances.GetValueOrDefault(way[place]) + weight;
                open += weight;
            }

            letters.Add(new SourceLetter(text[place], chances.ToDictionary(chance => chance.Key, chance => chance.Value / open)));
        }

        return taken;
    }

    protected override void Expect(string text)
    {
        base.Expect(text);
        letters.AddRange(text.Select(letter => new SourceLetter(letter, new Dictionary<char, double> { [letter] = 1 })));
    }
}
