namespace LlmCourse.Llm.Tokenization;

/// <summary>Rules that cut a text into the pieces that merges never cross.</summary>
public enum SplitRule
{
    /// <summary>Of GPT-2 (and r50k_base).</summary>
    Gpt2,

    /// <summary>Of cl100k_base: GPT-3.5 and GPT-4.</summary>
    Cl100k,

    /// <summary>Of o200k_base: GPT-4o and later.</summary>
    O200k,
}

/// <summary>Runs a <see cref="SplitRule"/>.</summary>
public static class SplitRules
{
    private static readonly string[] KnownNames = ["gpt2", "cl100k", "o200k"]; // by rule

    /// <summary>Names of the rules in files and on the command line, oldest first.</summary>
    public static IReadOnlyList<string> Names => KnownNames;

    /// <summary>The name of a rule.</summary>
    public static string NameOf(SplitRule rule) => KnownNames[(int)rule];

    /// <summary>The rule of a name; null when there is none.</summary>
    public static SplitRule? Named(string name) => Array.IndexOf(KnownNames, name) is >= 0 and var rule ? (SplitRule)rule : null;

    /// <summary>UTF-16 units of the piece that begins at a place.</summary>
    /// <param name="rule">How to cut.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the piece begins, inside the text.</param>
    public static int PieceLength(this SplitRule rule, ReadOnlySpan<char> text, int start) => rule switch
    {
        SplitRule.Gpt2 => Gpt2Splitter.PieceLength(text, start),
        SplitRule.Cl100k => Cl100kSplitter.PieceLength(text, start),
        SplitRule.O200k => O200kSplitter.PieceLength(text, start),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };
}
