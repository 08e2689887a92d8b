using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Components.Pipeline;

/// <summary>The two runs of the lab "raw or filtered", made from one run file of the lesson: only the filter differs.</summary>
internal static class DuelSpecs
{
    /// <summary>The run of one side.</summary>
    /// <param name="spec">The lesson's run file.</param>
    /// <param name="filtered">Whether the documents pass the filters first.</param>
    public static RunSpec Of(RunSpec spec, bool filtered) => spec with
    {
        Title = filtered ? "Fed on the filtered crawl" : "Fed on the raw crawl",
        Corpus = spec.Corpus with { Filtered = filtered },
    };

    /// <summary>Why two such runs could not be compared; null when they can.</summary>
    public static string? Problem(RunSpec spec) => spec switch
    {
        { Corpus.Kind: not CorpusKind.Web } => "Its run file is not about the generated web, so there is nothing to filter. It needs the corpus kind “web”.",
        { Tokenizer.Kind: not TokenizerKind.Character } => "Its run file learns pieces from the text, so a token would mean something else on either side. It needs the tokenizer kind “character”.",
        _ => null,
    };
}
