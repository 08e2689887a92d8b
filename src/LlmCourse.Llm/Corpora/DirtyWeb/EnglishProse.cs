using System.Text;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>
/// English prose with so many ways to go that two documents hardly ever share five words in a row by chance beyond the
/// frames of their sentences.
/// </summary>
internal sealed class EnglishProse(SplitMix64 random)
{
    // The frames say "a", so no noun and no adjective begins with a vowel as it is spoken.
    private static readonly string[] Nouns = ("river garden kettle village teacher bridge letter harbour kitchen museum forest market window carpenter library mountain messenger doctor "
        + "desert railway painter farmer storm lantern clock theatre captain bakery valley student castle tailor factory printer sailor meadow cottage gardener compass blanket "
        + "violin notebook telescope ladder wagon basket shepherd chimney cellar pasture fountain tower merchant canal journey machine recipe promise bicycle photograph festival").Split(' ');

    private static readonly string[] Adjectives = ("shy quiet bright narrow famous patient broken distant careful wooden curious heavy gentle plain crowded playful silver muddy clever stubborn "
        + "peaceful frozen dusty generous hidden familiar strange lonely useful perfect noisy fragile gigantic modest hollow crooked velvet rusty polite sleepy").Split(' ');

    private static readonly string[] Verbs = ("repaired painted remembered followed described measured visited discovered borrowed carried watched ignored cleaned admired examined returned collected protected "
        + "replaced photographed avoided surrounded explained inherited sketched delivered opened counted copied rescued").Split(' ');

    private static readonly string[] Names = ("Anna Bruno Clara David Elena Felix Greta Henry Irene Jonas Karin Leon Marta Nils Olga Paul Quentin Rosa Simon Tilda Ulrich Vera Walter Yara "
        + "Adrian Bella Conrad Dora Emil Flora").Split(' ');

    private static readonly string[] Times = ("in the early spring|after the long winter|on a cloudy Tuesday|before the shops opened|during the harvest|while the bells were ringing|at the end of the summer|"
        + "shortly before midnight|on the third morning|years after the flood|when the fog had lifted|between two meetings|at half past six|without any warning|for the second time").Split('|');

    private static readonly string[] Reasons = ("because nobody else had offered to help|so that the work could go on|although it took most of the afternoon|and that changed everything for them|"
        + "which had been closed for repairs|as the guidebook had suggested|with the tools that were at hand|and the result was better than expected|but the reason was never written down|"
        + "since it would have been a pity to wait|even though the price had doubled|and they have talked about it ever since|while the rest of the family slept").Split('|');

    private static readonly Func<EnglishProse, string>[] Frames =
    [
        p => $"{p.Name} {p.Verb} the {p.Thing} {p.Time}, {p.Reason}.",
        p => $"The {p.Thing} of the {p.Noun} {p.Verb} a {p.Thing} {p.Reason}.",
        p => $"{Capital(p.Time)}, {p.Name} and {p.Name} {p.Verb} the {p.Thing} near the {p.Noun}.",
        p => $"It was a {p.Adjective} {p.Noun} that {p.Name} {p.Verb}, not a {p.Thing}.",
        p => $"Every {p.Noun} has its {p.Thing}, and this one {p.Verb} a {p.Noun}.",
        p => $"Nobody {p.Verb} the {p.Thing} until the {p.Noun} had {p.Verb} the {p.Thing}.",
        p => $"There is a {p.Thing} behind the {p.Thing}, {p.Reason}.",
        p => $"{p.Name} thought that the {p.Thing} should have {p.Verb} the {p.Noun} {p.Time}.",
        p => $"With a {p.Thing} and a {p.Noun}, the {p.Thing} {p.Verb} the {p.Noun} {p.Time}.",
        p => $"A {p.Noun} {p.Verb} by {p.Name} is still to be seen beside the {p.Thing}.",
        p => $"What {p.Name} {p.Verb} {p.Time} was the {p.Thing} of a {p.Adjective} {p.Noun}.",
        p => $"They have {p.Verb} both the {p.Noun} and the {p.Thing}, {p.Reason}.",
    ];

    private string Noun => random.Pick(Nouns);

    private string Adjective => random.Pick(Adjectives);

    private string Verb => random.Pick(Verbs);

    private string Name => random.Pick(Names);

    private string Time => random.Pick(Times);

    private string Reason => random.Pick(Reasons);

    private string Thing => random.Next(3) == 0 ? Noun : $"{Adjective} {Noun}";

    /// <summary>Some sentences, four or so a line.</summary>
    public string Paragraphs(int sentences)
    {
        var text = new StringBuilder();
        for (var index = 0; index < sentences; index++)
            text.Append(index == 0 ? "" : index % 4 == 0 ? "\n" : " ").Append(Sentence());
        return text.ToString();
    }

    /// <summary>One sentence.</summary>
    public string Sentence() => random.Pick(Frames)(this);

    /// <summary>A word that may take the place of any other; used by edits.</summary>
    public string Word() => random.Next(2) == 0 ? Noun : Adjective;

    /// <summary>A question of at least 20 words with an answer, as a benchmark would ask it.</summary>
    public string Question() =>
        $"A {Adjective} {Noun} and a {Adjective} {Noun} leave the {Noun} at the same hour, and {Name} sells {2 + random.Next(97)} {Noun} tickets for {2 + random.Next(97)} coins each. How many coins does the {Adjective} {Noun} hold when {Name} counts them?";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
