using System.Globalization;

namespace LlmCourse.Lessons.Directives.Lab;

/// <summary>The labs that exist, each with the reader of its parameters.</summary>
internal static class LabCatalog
{
    /// <summary>Longest text of the tokenizer lab: a screenful, since every piece of it is drawn.</summary>
    private const int MaxText = 4_000;

    /// <summary>Longest probe of the BPE lab: a sentence or two, since it is cut again at every report.</summary>
    private const int MaxProbe = 400;

    /// <summary>256 bytes, the end of text, and one merge.</summary>
    private const int MinVocabulary = 258;

    /// <summary>Beyond this a list of merges teaches nothing more.</summary>
    private const int MaxVocabulary = 4_096;

    private const int DefaultVocabulary = 512;

    private const int GuessStories = 500, GuessMinOrder = 3, GuessMaxOrder = 10, DefaultGuessOrder = 5;

    private static readonly string[] GuessCounts = ["200", "2000", "20000"];

    private static readonly string[] Units = ["bits", "nats"];

    /// <summary>Sizes of the crawl in the data lab; the largest takes some ten seconds.</summary>
    private static readonly string[] CrawlSizes = ["1000", "3000", "10000"];

    private static readonly string[] Tokenizers = ["character", "word", "bpe", "gpt2", "cl100k", "o200k"];

    private static readonly string[] Views = ["cut", "languages", "duel"];

    private static readonly Dictionary<string, Lab> Labs = new(StringComparer.Ordinal)
    {
        ["tokenizer"] = new(
            new LabShape("tokenizer", "Tokenizers side by side: a text as they cut it, what a sentence costs in many languages, or what two of them do for a model.",
            [
                new("view", "What to show: “cut” (also without it), “languages”, or “duel”: two models of equal computing power that read with different tokenizers.", Values: Views),
                new("text", $"The text that stands in the field at first; at most {MaxText} characters."),
                new("show", "Which tokenizers, separated by commas; all without it.", Values: Tokenizers),
            ]),
            options => new TokenizerLabParameters(options.Text("text", MaxText) ?? "", options.Words("show", Tokenizers, Tokenizers), View(options))),
        ["bpe-trainer"] = new(
            new LabShape("bpe-trainer", "Merges of byte-pair encoding, learnt one by one.",
            [
                new("vocabulary", $"The vocabulary size that is chosen at first, {MinVocabulary} to {MaxVocabulary}; {DefaultVocabulary} without it."),
                new("probe", $"The sentence that is cut again and again; at most {MaxProbe} characters."),
            ]),
            options => new BpeTrainerLabParameters(
                options.Integer("vocabulary", MinVocabulary, MaxVocabulary, DefaultVocabulary),
                options.Text("probe", MaxProbe) ?? "")),
        ["guess"] = new(
            new LabShape("guess", "A story, letter by letter: the learner bets on the next one, against models that count.",
            [
                new("story", $"Number of the story that is played first, 1 to {GuessStories}; 1 without it. No model has counted it."),
                new("order", $"How many letters the largest model looks at together, {GuessMinOrder} to {GuessMaxOrder}; {DefaultGuessOrder} without it."),
                new("counted", "How many stories the models have counted; 2000 without it.", Values: GuessCounts),
                new("unit", "Unit of the surprise; “bits” without it.", Values: Units),
            ]),
            options => new GuessLabParameters(
                options.Integer("story", 1, GuessStories, 1),
                int.Parse(options.ChoiceOrNull("counted", GuessCounts) ?? GuessCounts[1], CultureInfo.InvariantCulture),
                options.Integer("order", GuessMinOrder, GuessMaxOrder, DefaultGuessOrder),
                options.ChoiceOrNull("unit", Units) ?? Units[0])),
        ["pipeline"] = new(
            new LabShape("pipeline", "A generated crawl, passing the filters.",
            [
                new("documents", "How many documents at first; 3000 without it.", Values: CrawlSizes),
                new("seed", "Seed of the crawl at first; 1 without it."),
            ]),
            options => new PipelineLabParameters(
                int.Parse(options.ChoiceOrNull("documents", CrawlSizes) ?? CrawlSizes[1], CultureInfo.InvariantCulture),
                options.Integer("seed", 0, int.MaxValue, 1))),
        ["benchmark-leak"] = new(new LabShape("benchmark-leak", "A benchmark that leaks into a crawl, and a counting model that is tested on it.", []), _ => new LeakLabParameters()),
        ["raw-or-filtered"] = new(
            new LabShape("raw-or-filtered", "Two runs of equal compute, one on the raw crawl and one on the filtered.",
            [
                new("run", "Identifier of the train directive in this lesson whose run file both take; only the filter differs.", IsRequired: true),
            ]),
            options => new FilterDuelParameters(options.Require("run") ?? "")),
    };

    /// <summary>Names of all labs.</summary>
    public static IEnumerable<string> Names => Labs.Keys;

    /// <summary>All labs with their options, for editors.</summary>
    public static IEnumerable<LabShape> Shapes => Labs.Values.Select(lab => lab.Shape);

    /// <summary>The parameters of a lab; null when there is no such lab.</summary>
    public static LabParameters? Read(string lab, OptionReader options) => Labs.GetValueOrDefault(lab)?.Read(options);

    private static TokenizerView View(OptionReader options) => options.ChoiceOrNull("view", Views) switch
    {
        "languages" => TokenizerView.Languages,
        "duel" => TokenizerView.Duel,
        _ => TokenizerView.Cut,
    };

    private sealed record Lab(LabShape Shape, Func<OptionReader, LabParameters> Read);
}
