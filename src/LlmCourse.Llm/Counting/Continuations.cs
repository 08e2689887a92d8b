using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Counting;

/// <summary>What came next after one context: every token that did, with how often.</summary>
public sealed class Continuations
{
    private readonly Dictionary<int, int> counts = [];

    /// <summary>How often the context was followed by anything at all.</summary>
    public int Total { get; private set; }

    /// <summary>How many different tokens have followed it.</summary>
    public int Distinct => counts.Count;

    /// <summary>The tokens that have followed it, with how often each did.</summary>
    public IReadOnlyDictionary<int, int> Counts => counts;

    /// <summary>How often this token followed.</summary>
    public int Of(int token) => counts.GetValueOrDefault(token);

    /// <summary>Sees a token follow once more.</summary>
    internal void Add(int token)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, token, out _)++;
        Total++;
    }
}
