using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>How much text there is.</summary>
/// <param name="Documents">Documents.</param>
/// <param name="Bytes">UTF-8 bytes of their texts.</param>
/// <param name="Tokens">Tokens of the tokenizer given; words where none was.</param>
public readonly record struct TextVolume(long Documents, long Bytes, long Tokens)
{
    internal TextVolume Plus(long bytes, long tokens) => new(Documents + 1, Bytes + bytes, Tokens + tokens);
}

/// <summary>Counts the tokens of texts.</summary>
/// <param name="Name">Tells counters apart, such as the tokenizer's fingerprint: a count of one is not taken over as a count of another.</param>
/// <param name="Count">Tokens of a text.</param>
public sealed record TokenCounter(string Name, Func<string, int> Count);

/// <summary>A document that shows what a stage does.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Excerpt">Its first characters as they came in.</param>
/// <param name="Rule">Rule that dropped or changed it; null when it was kept as it came.</param>
/// <param name="Reason">Why; null when it was kept as it came.</param>
/// <param name="Related">Id of the document it repeats; null when it repeats none.</param>
/// <param name="Similarity">How much it is like that document; null when nothing was compared.</param>
public sealed record DocumentExample(string Id, string Excerpt, string? Rule, string? Reason, string? Related, Similarity? Similarity = null);

/// <summary>What became of the documents of one kind, where the truth is known.</summary>
/// <param name="In">How many came in.</param>
/// <param name="Dropped">How many were dropped.</param>
/// <param name="Changed">How many were changed.</param>
public readonly record struct TruthCount(long In, long Dropped, long Changed);

/// <summary>What one stage did.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="In">What came in.</param>
/// <param name="Out">What went on.</param>
/// <param name="Changed">Documents that went on with another text.</param>
/// <param name="Rules">Documents dropped or changed, by rule.</param>
/// <param name="Kept">Examples of documents that went on.</param>
/// <param name="Dropped">Examples of documents dropped or changed, a few of every rule.</param>
/// <param name="Truth">What became of each planted kind; empty when the truth is unknown.</param>
/// <param name="Seconds">Seconds spent in the stage itself, reading and writing excluded.</param>
public sealed record StageReport(
    string Stage, TextVolume In, TextVolume Out, long Changed, IReadOnlyDictionary<string, long> Rules,
    IReadOnlyList<DocumentExample> Kept, IReadOnlyList<DocumentExample> Dropped, IReadOnlyDictionary<PlantedKind, TruthCount> Truth, double Seconds)
{
    /// <summary>Millions of bytes judged a second.</summary>
    public double MegabytesPerSecond => Seconds > 0 ? In.Bytes / 1e6 / Seconds : 0;
}

/// <summary>What a pipeline did, stage by stage.</summary>
/// <param name="Title">Title of the spec.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="Output">File of the documents that passed all stages; empty when they stayed in memory.</param>
/// <param name="Resumed">Stages that an earlier run had finished and whose work was taken over.</param>
public sealed record PipelineReport(string Title, IReadOnlyList<StageReport> Stages, string Output, int Resumed);

/// <summary>How far a pipeline is.</summary>
/// <param name="Stage">Name of the stage at work.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Stages">How many there are.</param>
/// <param name="In">What it has read.</param>
/// <param name="Kept">What it has let through.</param>
/// <param name="Part">Part of its input that is read, in [0, 1]; null when the length of the input is unknown.</param>
public sealed record PipelineProgress(string Stage, int Index, int Stages, TextVolume In, TextVolume Kept, double? Part);
