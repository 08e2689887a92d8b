namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Learns byte-pair merges: joins the pair of neighbouring tokens that is most frequent in the text, again and again.
/// Of equally frequent pairs the one with the oldest tokens wins (smaller left id, then smaller right id), so the same
/// text always gives the same merges. A merge only recounts the pieces that hold its pair.
/// </summary>
/// <param name="vocabularySize">Vocabulary to reach, the 256 bytes and the end of text included.</param>
public sealed class BpeTrainer(int vocabularySize)
{
    private readonly int mergesWanted = vocabularySize >= BpeTokenizer.MinVocabularySize
        ? vocabularySize - BpeTokenizer.MinVocabularySize
        : throw new ArgumentOutOfRangeException(nameof(vocabularySize), vocabularySize,
            $"A byte-level vocabulary of {vocabularySize} is too small: 256 bytes and the end of text already make {BpeTokenizer.MinVocabularySize}.");

    private readonly List<BpePair> merges = [];
    private bool started;

    /// <summary>Merges learnt so far.</summary>
    public IReadOnlyList<BpePair> Merges => merges;

    /// <summary>Why training ended before the vocabulary was full; null while it has not, or when all is well.</summary>
    public string? Note { get; private set; }

    /// <summary>Told how far the text is read, before the first merge; null to hear nothing.</summary>
    public IProgress<BpeReading>? Reading { get; init; }

    /// <summary>A tokenizer of the merges learnt so far.</summary>
    public BpeTokenizer ToTokenizer() => new(merges);

    /// <summary>Learns from texts, one merge at a time; may be called once.</summary>
    /// <param name="texts">Training documents, read once and one at a time; merges never cross from one to the next.</param>
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
        var words = BpeWords.From(texts, Reading, cancellationToken);
        var pairs = BpePairs.Of(words, cancellationToken);
        while (merges.Count < mergesWanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pairs.TakeMostFrequent() is not { } best)
            {
                Note = $"Training stopped at a vocabulary of {BpeTokenizer.MinVocabularySize + merges.Count} instead of {vocabularySize}: " +
                    "no pair of neighbouring tokens occurs twice any more. Give it more text for a larger vocabulary.";
                yield break;
            }

            var merge = new LearntMerge(BpeTokenizer.ByteTokens + merges.Count, best.Pair, best.Count);
            pairs.Apply(words, merge, best.Words, cancellationToken);
            merges.Add(merge.Pair);
            yield return merge;
        }
        #endregion
    }
}
