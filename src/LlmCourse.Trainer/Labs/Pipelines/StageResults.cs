using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Documents that passed a stage, with every verdict.</summary>
/// <param name="Report">What the stage did.</param>
/// <param name="Input">Documents that came in.</param>
/// <param name="Verdicts">A verdict for each; empty for a stage that is off.</param>
/// <param name="Output">Documents that went on.</param>
/// <param name="Note">What there is to know about the source; null when nothing.</param>
internal sealed record StageResult(StageReport Report, IReadOnlyList<RawDocument> Input, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<RawDocument> Output, string? Note);

/// <summary>
/// Results of stages by the key of their settings, the ones used last. A changed knob so runs again from its stage on, and
/// learners who stand before the same pipeline share its results.
/// </summary>
/// <param name="capacity">Results that are kept; documents are shared between the stages of a pipeline.</param>
internal sealed class StageResults(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, object Result)>> byKey = [];
    private readonly LinkedList<(string Key, object Result)> newestFirst = [];

    /// <summary>A source or a stage's result; null when it was never made or is no longer kept.</summary>
    public T? Find<T>(string key)
        where T : class
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
                return null;
            newestFirst.Remove(node);
            newestFirst.AddFirst(node);
            return (T)node.Value.Result;
        }
    }

    /// <summary>Keeps a result, and forgets the one that was not asked for the longest.</summary>
    public void Keep(string key, object result)
    {
        lock (gate)
        {
            if (byKey.Remove(key, out var old))
                newestFirst.Remove(old);
            byKey[key] = newestFirst.AddFirst((key, result));
            if (newestFirst.Count <= capacity)
                return;
            byKey.Remove(newestFirst.Last!.Value.Key);
            newestFirst.RemoveLast();
        }
    }
}
