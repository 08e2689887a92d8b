using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// How often each pair of neighbouring tokens stands in the text, which words hold it, and which pair is the most
/// frequent. Counts change by what a merge changes and are never taken anew. All lists of words lie in one array, linked
/// by number: half a million words make millions of entries, too many for a list object a pair.
/// </summary>
internal sealed class BpePairs
{
    private const int None = -1;
    private const int FewestOccurrences = 2;   // a pair that occurs once is no pattern
    private const int CancellationInterval = 4_096; // words between two looks at the cancellation token

    /// <summary>High counts first, then old tokens.</summary>
    private static readonly Comparer<Candidate> MostFrequentFirst = Comparer<Candidate>.Create((first, second) =>
        first.Count != second.Count ? second.Count.CompareTo(first.Count) : first.Pair.CompareTo(second.Pair));

    private readonly Dictionary<BpePair, Entry> entries = [];
    private readonly PriorityQueue<BpePair, Candidate> queue = new(MostFrequentFirst);
    private readonly List<BpePair> fresh = []; // pairs met since the queue was last filled
    private readonly List<Link> links = [];
    private readonly List<int> holders = [];
    private int freeLink = None;

    /// <summary>Counts the pairs of all words.</summary>
    public static BpePairs Of(BpeWords words, CancellationToken cancellationToken)
    {
        var pairs = new BpePairs();
        for (var word = 0; word < words.Count; word++)
        {
            if (word % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var row = words[word];
            for (var place = 0; place + 1 < row.Length; place++)
                pairs.Add(new BpePair(row[place], row[place + 1]), words.CountOf(word), word);
        }

        pairs.QueueFresh();
        return pairs;
    }

    /// <summary>
    /// Takes out the most frequent pair that occurs twice at least, with the words that hold it, or held it until another
    /// merge took it; the list is valid until the next call. Counts in the queue may be too high, never too low: no merge
    /// makes two old tokens neighbours. So a stale entry goes back with its true count, and a true one is the best.
    /// </summary>
    public (BpePair Pair, long Count, IReadOnlyList<int> Words)? TakeMostFrequent()
    {
        while (queue.TryDequeue(out var pair, out var candidate))
        {
            if (!entries.TryGetValue(pair, out var entry) || entry.Count < FewestOccurrences)
                continue;
            if (entry.Count == candidate.Count)
                return (pair, entry.Count, TakeOut(pair, entry));
            queue.Enqueue(pair, new Candidate(entry.Count, pair));
        }

        return null;
    }

    /// <summary>Joins a pair that was taken out, in the words that hold it, and corrects the counts of what stood beside it.</summary>
    public void Apply(BpeWords words, LearntMerge merge, IReadOnlyList<int> holdingWords, CancellationToken cancellationToken)
    {
        for (var index = 0; index < holdingWords.Count; index++)
        {
            if (index % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var word = holdingWords[index];
            var count = words.CountOf(word);
            RemoveBesideJoins(words[word], merge.Pair, count);
            words.Merge(word, merge.Pair, merge.Id);
            var row = words[word];
            for (var place = 0; place + 1 < row.Length; place++)
            {
                if (row[place] == merge.Id || row[place + 1] == merge.Id)
                    Add(new BpePair(row[place], row[place + 1]), count, word);
            }
        }

        QueueFresh();
    }

    /// <summary>Uncounts the pairs that lose a token to a join: the joined one, the one before it and the one after it.</summary>
    private void RemoveBesideJoins(ReadOnlySpan<int> row, BpePair joined, long count)
    {
        var removed = 0; // pairs before this place are dealt with: two joins side by side share the pair between them
        for (var place = 0; place + 1 < row.Length; place++)
        {
            if (row[place] != joined.Left || row[place + 1] != joined.Right)
                continue;
            removed = Math.Max(removed, place - 1);
            for (var end = Math.Min(place + 2, row.Length - 1); removed < end; removed++)
                Remove(new BpePair(row[removed], row[removed + 1]), count);
            place++; // joins do not overlap
        }
    }

    private void Add(BpePair pair, long count, int word)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, pair, out var known);
        if (!known)
        {
            entry.FirstLink = None;
            fresh.Add(pair);
        }

        entry.Count += count;
        if (entry.FirstLink == None || links[entry.FirstLink].Word != word)
            entry.FirstLink = NewLink(word, entry.FirstLink);
    }

    private void Remove(BpePair pair, long count)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(entries, pair);
        if (Unsafe.IsNullRef(ref entry))
            return; // the pair being joined, which was taken out
        entry.Count -= count;
        if (entry.Count == 0)
            Drop(pair, entry);
    }

    private void QueueFresh()
    {
        foreach (var pair in fresh)
        {
            if (entries[pair].Count is >= FewestOccurrences and var count)
                queue.Enqueue(pair, new Candidate(count, pair));
        }

        fresh.Clear();
    }

    private List<int> TakeOut(BpePair pair, Entry entry)
    {
        holders.Clear();
        for (var link = entry.FirstLink; link != None; link = links[link].Next)
            holders.Add(links[link].Word);
        Drop(pair, entry);
        return holders;
    }

    private void Drop(BpePair pair, Entry entry)
    {
        entries.Remove(pair);
        for (var link = entry.FirstLink; link != None;)
        {
            var (word, next) = links[link];
            links[link] = new Link(word, freeLink);
            freeLink = link;
            link = next;
        }
    }

    private int NewLink(int word, int next)
    {
        if (freeLink == None)
        {
            links.Add(new Link(word, next));
            return links.Count - 1;
        }

        var link = freeLink;
        freeLink = links[link].Next;
        links[link] = new Link(word, next);
        return link;
    }

    /// <summary>How often a pair stands in the text, and the first link of the list of its words.</summary>
    private record struct Entry(long Count, int FirstLink);

    private readonly record struct Link(int Word, int Next);

    private readonly record struct Candidate(long Count, BpePair Pair);
}
