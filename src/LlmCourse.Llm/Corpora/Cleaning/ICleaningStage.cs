using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>What a stage makes of a document.</summary>
/// <param name="Text">The text that goes on; null when the document is dropped.</param>
/// <param name="Rule">Name of the rule that dropped or changed it; null when it goes on as it came.</param>
/// <param name="Reason">Why, with the figure that decided, for people.</param>
/// <param name="Related">Id of the document that it repeats; null when it repeats none.</param>
/// <param name="Similarity">How much it is like that document; null when nothing was compared.</param>
public sealed record Verdict(string? Text, string? Rule = null, string? Reason = null, string? Related = null, Similarity? Similarity = null)
{
    /// <summary>Whether the document goes on.</summary>
    public bool Keeps => Text is not null;

    /// <summary>The document goes on as it came.</summary>
    public static Verdict Keep(RawDocument document) => new(document.Text);

    /// <summary>The document goes no further.</summary>
    public static Verdict Drop(string rule, string reason, string? related = null, Similarity? similarity = null) => new(null, rule, reason, related, similarity);
}

/// <summary>How much two texts are alike: the Jaccard similarity of their shingles, in [0, 1].</summary>
/// <param name="Estimated">Estimate from signatures, which decides.</param>
/// <param name="Exact">Counted from the shingles themselves.</param>
public sealed record Similarity(double Estimated, double Exact);

/// <summary>One stage of a cleaning pipeline. It sees documents in order, once each, and may remember those it saw.</summary>
public interface ICleaningStage
{
    /// <summary>Name of the stage, as reports and specs call it.</summary>
    string Name { get; }

    /// <summary>Keeps, changes or drops a document.</summary>
    Verdict Judge(RawDocument document);
}
