namespace LlmCourse.Web.Components.Pipeline;

/// <summary>A stage as the page speaks of it.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Sentence">What it does.</param>
/// <param name="Acts">What it does to a document: dropped or masked.</param>
public sealed record StageWord(string Name, string Title, string Sentence, string Acts = "dropped");

/// <summary>Names of stages, planted kinds and verdicts for people.</summary>
public static class StageWords
{
    /// <summary>All stages in order.</summary>
    public static IReadOnlyList<StageWord> All { get; } =
    [
        new("language", "Language", "Keeps what reads as English. It compares the document's runs of letters with those of fourteen languages."),
        new("quality", "Quality", "Drops what does not look like prose. Each rule measures one number; the first rule broken is the reason."),
        new("exact-duplicates", "Exact duplicates", "Drops a document whose words came before in the same order, by their hash. Capitals, spaces and punctuation do not count."),
        new("near-duplicates", "Near duplicates", "Drops a document that shares most of its runs of words with an earlier one, by MinHash signatures."),
        new("decontamination", "Benchmark leaks", "Drops a document that shares a long run of words with a question that models are tested on."),
        new("personal-data", "Personal data", "Puts <email> and <phone> in the place of addresses and numbers. It changes documents and drops none.", "changed"),
    ];

    /// <summary>All planted kinds in the order of the picture.</summary>
    public static IReadOnlyList<(string Kind, string Title)> Kinds { get; } =
    [
        ("clean", "clean"), ("personalData", "personal data"), ("benchmarkLeak", "benchmark leak"), ("nearDuplicate", "near duplicate"),
        ("exactDuplicate", "exact duplicate"), ("spam", "spam"), ("boilerplate", "boilerplate"), ("foreignLanguage", "other language"),
    ];

    /// <summary>The kind of a document that nobody has marked.</summary>
    public static (string Kind, string Title) Unknown { get; } = ("unknown", "documents of your text");

    /// <summary>A stage by its name.</summary>
    public static StageWord Of(string stage) => All.First(known => known.Name == stage);

    /// <summary>A kind as people call it.</summary>
    public static string Kind(string kind) => Kinds.FirstOrDefault(known => known.Kind == kind).Title ?? kind;

    /// <summary>What a verdict is worth, in words.</summary>
    public static string Truth(string truth) => truth switch
    {
        "rightlyPassed" => "right",
        "caught" => "right",
        "othersJob" => "right, though another stage's job",
        "mistaken" => "wrong: it should have stayed as it was",
        _ => "wrong: it should have been caught",
    };

    /// <summary>Whether a verdict is right.</summary>
    public static bool IsRight(string truth) => truth is not ("mistaken" or "missed");
}
