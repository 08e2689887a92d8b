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

    private static readonly string[] Tokenizers = ["character", "word", "bpe"];

    private static readonly Dictionary<string, Func<OptionReader, LabParameters>> Readers = new(StringComparer.Ordinal)
    {
        ["tokenizer"] = options => new TokenizerLabParameters(
            options.Text("text", MaxText) ?? "",
            options.Words("show", Tokenizers, Tokenizers)),
        ["bpe-trainer"] = options => new BpeTrainerLabParameters(
            options.Choice("corpus", ["stories"]),
            options.Integer("vocabulary", MinVocabulary, MaxVocabulary, 512),
            options.Text("probe", MaxProbe) ?? ""),
    };

    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>The parameters of a lab; null when there is no such lab.</summary>
    public static LabParameters? Read(string lab, OptionReader options) => Readers.GetValueOrDefault(lab)?.Invoke(options);
}
