using System.Runtime.InteropServices;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>
/// Drops documents that share a run of words with a benchmark, so that a model cannot have learnt the answers by heart
/// (Brown et al., "Language models are few-shot learners", 2020, appendix C: 13 words). Items shorter than a run count whole.
/// </summary>
public sealed class DecontaminationFilter : ICleaningStage
{
    /// <summary>Words a run, as GPT-3 had it: shorter runs hit common phrases.</summary>
    public const int DefaultWords = 13;

    /// <summary>Fewest words of a run, and of an item that is looked for: a shorter one would be found everywhere.</summary>
    public const int ShortestItem = 5;

    private readonly Dictionary<ulong, int> itemOfRun = [];
    private readonly HashSet<int> lengths = [];
    private readonly IReadOnlyList<string> benchmark;

    /// <summary>Learns the runs of a benchmark.</summary>
    /// <param name="benchmark">Its items: questions with their answers.</param>
    /// <param name="words">Words a run.</param>
    /// <exception cref="ArgumentException">No item has enough words.</exception>
    public DecontaminationFilter(IReadOnlyList<string> benchmark, int words = DefaultWords)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentOutOfRangeException.ThrowIfLessThan(words, ShortestItem);
        this.benchmark = benchmark;
        for (var item = 0; item < benchmark.Count; item++)
        {
            var hashes = CollectionsMarshal.AsSpan(WordHashes.Of(benchmark[item]));
            var length = Math.Min(words, hashes.Length);
            if (length < ShortestItem)
                continue;
            lengths.Add(length);
            for (var start = 0; start + length <= hashes.Length; start++)
                itemOfRun.TryAdd(WordHashes.OfRun(hashes.Slice(start, length)), item);
        }

        if (itemOfRun.Count == 0)
            throw new ArgumentException($"The benchmark has no item of {ShortestItem} words or more, so no leak of it could be told from chance.", nameof(benchmark));
    }

    /// <inheritdoc/>
    public string Name => "decontamination";

    #region decontamination
    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var words = CollectionsMarshal.AsSpan(WordHashes.Of(document.Text));
        foreach (var length in lengths)
        {
            for (var start = 0; start + length <= words.Length; start++)
            {
                if (itemOfRun.TryGetValue(WordHashes.OfRun(words.Slice(start, length)), out var item))
                    return Verdict.Drop("benchmark", $"It shares {length} words in a row with the benchmark's \"{benchmark[item]}\"", $"benchmark:{item + 1}");
            }
        }

        return Verdict.Keep(document);
    }
    #endregion
}
