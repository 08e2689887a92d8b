using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Learns byte-pair merges: joins the pair of neighbouring tokens that is most frequent in the text, again and again.
/// Of equally frequent pairs the one with the oldest tokens wins (smaller left id, then smaller right id), so the same
/// text always gives the same merges. A merge only recounts the pieces that hold its pair.
/// </summary>
/// <param name="vocabularySize">Vocabulary to reach, the 256 bytes and the end of text included.</param>
public sealed class BpeTrainer(int vocabularySize)
{
    private const int CancellationInterval = 4_096; // pieces between two looks at the cancellation token

    private readonly int mergesWanted = vocabularySize >= BpeTokenizer.MinVocabularySize
        ? vocabularySize - BpeTokenizer.MinVocabularySize
        : throw new ArgumentOutOfRangeException(nameof(vocabularySize), vocabularySize,
            $"A byte-level vocabulary of {vocabularySize} is too small: 256 bytes and the end of text already make {BpeTokenizer.MinVocabularySize}.");

    private readonly List<BpePair> merges = [];
    private readonly Dictionary<BpePair, Occurrences> pairs = [];
    private readonly PriorityQueue<BpePair, (long NegativeCount, BpePair Pair)> queue = new();
    private bool started;

    /// <summary>Merges learnt so far.</summary>
    public IReadOnlyList<BpePair> Merges => merges;

    /// <summary>Why training ended before the vocabulary was full; null while it has not, or when all is well.</summary>
    public string? Note { get; private set; }

    /// <summary>A tokenizer of the merges learnt so far.</summary>
    public BpeTokenizer ToTokenizer() => new(merges);

    /// <summary>Learns from texts, one merge at a time; may be called once.</summary>
    /// <param name="texts">Training documents; merges never cross from one to the next.</param>
    /// <param name="cancellationToken">Stops between merges and within long ones; what was learnt is kept.</param>
    /// <exception cref="InvalidOperationException">This trainer has learnt already.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<LearntMerge> Train(IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (started)
            throw new InvalidOperationException("This trainer has learnt its merges already; make a new one for other texts.");
        started = true;
        return Learn(texts, cancellationToken);
    }

    private IEnumerable<LearntMerge> Learn(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        #region learn-merges
        var words = BpeWords.From(texts, cancellationToken);
        CountPairs(words, cancellationToken);
        while (merges.Count < mergesWanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TakeMostFrequent() is not { } best)
            {
                Note = $"Training stopped at a vocabulary of {BpeTokenizer.MinVocabularySize + merges.Count} instead of {vocabularySize}: " +
                    "no pair of neighbouring tokens occurs twice any more. Give it more text for a larger vocabulary.";
                yield break;
            }

            var merge = new LearntMerge(BpeTokenizer.ByteTokens + merges.Count, best.Pair, best.Count);
            Apply(words, merge, cancellationToken);
            merges.Add(merge.Pair);
            yield return merge;
        }
        #endregion
    }

    private void CountPairs(BpeWords words, CancellationToken cancellationToken)
    {
        for (var word = 0; word < words.Count; word++)
        {
            if (word % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var row = words[word];
            for (var index = 0; index + 1 < row.Length; index++)
                Add(new BpePair(row[index], row[index + 1]), words.CountOf(word), word);
        }

        foreach (var (pair, occurrences) in pairs)
            queue.Enqueue(pair, (-occurrences.Count, pair));
    }

    /// <summary>
    /// The most frequent pair that occurs twice at least. Counts in the queue may be too high, never too low: no merge
    /// makes two old tokens neighbours. So a stale entry goes back with its true count, and a true one is the best.
    /// </summary>
    private (BpePair Pair, long Count)? TakeMostFrequent()
    {
        while (queue.TryDequeue(out var pair, out var priority))
        {
            var count = pairs[pair].Count;
            if (count < 2)
                continue;
            if (count == -priority.NegativeCount)
                return (pair, count);
            queue.Enqueue(pair, (-count, pair));
        }

        return null;
    }

    private void Apply(BpeWords words, LearntMerge merge, CancellationToken cancellationToken)
    {
        pairs.Remove(merge.Pair, out var occurrences);
        var fresh = new HashSet<BpePair>();
        for (var index = 0; index < occurrences!.Words.Count; index++)
        {
            if (index % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var word = occurrences.Words[index];
            var count = words.CountOf(word);
            var before = words[word];
            for (var place = 0; place + 1 < before.Length; place++)
                Remove(new BpePair(before[place], before[place + 1]), count);
            words.Merge(word, merge.Pair, merge.Id);
            var after = words[word];
            for (var place = 0; place + 1 < after.Length; place++)
            {
                var pair = new BpePair(after[place], after[place + 1]);
                var isFresh = pair.Left == merge.Id || pair.Right == merge.Id;
                Add(pair, count, isFresh ? word : null);
                if (isFresh)
                    fresh.Add(pair);
            }
        }

        foreach (var pair in fresh)
            queue.Enqueue(pair, (-pairs[pair].Count, pair));
    }

    private void Add(BpePair pair, long count, int? word)
    {
        ref var occurrences = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, pair, out _);
        occurrences ??= new Occurrences();
        occurrences.Count += count;
        if (word is { } index && (occurrences.Words.Count == 0 || occurrences.Words[^1] != index))
            occurrences.Words.Add(index);
    }

    private void Remove(BpePair pair, long count)
    {
        if (pairs.TryGetValue(pair, out var occurrences)) // the pair being merged is gone already
            occurrences.Count -= count;
    }

    /// <summary>How often a pair stands in the text, and the pieces that hold it, or held it until a merge took it.</summary>
    private sealed class Occurrences
    {
        public long Count { get; set; }

        public List<int> Words { get; } = [];
    }
}
