using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>Another stage, whose every verdict is kept: for those who look at single documents, where a report holds a few examples.</summary>
/// <param name="inner">The stage that judges.</param>
public sealed class RecordingStage(ICleaningStage inner) : ICleaningStage
{
    private readonly List<Verdict> verdicts = [];

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <summary>The verdicts in the order of the documents.</summary>
    public IReadOnlyList<Verdict> Verdicts => verdicts;

    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var verdict = inner.Judge(document);
        verdicts.Add(verdict);
        return verdict;
    }
}
