using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Counting;

/// <summary>
/// How often each token followed each context in a text, for every context length below <see cref="MaxOrder"/>. All that
/// a counting model knows stands in here; Markov counted letters this way in 1913 (vowels and consonants of a novel).
/// </summary>
/// <remarks>Immutable once the documents are counted, so safe to share between threads.</remarks>
public sealed class NGramCounts
{
    private readonly Dictionary<ulong, Continuations>[] byLength;

    /// <summary>Counts documents.</summary>
    /// <param name="documents">Token ids of each document, without end marks.</param>
    /// <param name="vocabularySize">Tokens V; every id lies in <c>[0, V)</c>.</param>
    /// <param name="endOfText">The token that ends a document; it also stands before each, as its first context.</param>
    /// <param name="maxOrder">Longest n-gram counted, at least 1: contexts have up to <paramref name="maxOrder"/> − 1 tokens.</param>
    /// <param name="cancellationToken">Gives up between two documents.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or contexts of this length cannot be numbered in 64 bits.</exception>
    public NGramCounts(IEnumerable<int[]> documents, int vocabularySize, int endOfText, int maxOrder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxOrder, 1);
        if (Math.Pow(vocabularySize, maxOrder - 1) >= ulong.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxOrder), maxOrder, $"Contexts of {maxOrder - 1} tokens out of {vocabularySize} are more than 64 bits can number. Count shorter contexts.");
        }

        (VocabularySize, EndOfText, MaxOrder) = (vocabularySize, endOfText, maxOrder);
        byLength = [.. Enumerable.Range(0, maxOrder).Select(_ => new Dictionary<ulong, Continuations>())];
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Count([EndOfText, .. document, EndOfText]);
        }
    }

    /// <summary>Tokens V.</summary>
    public int VocabularySize { get; }

    /// <summary>The token that ends a document.</summary>
    public int EndOfText { get; }

    /// <summary>Longest n-gram counted.</summary>
    public int MaxOrder { get; }

    /// <summary>Tokens counted, end marks included.</summary>
    public long Tokens { get; private set; }

    /// <summary>How many different contexts of a length were seen.</summary>
    /// <param name="length">From 0 to <see cref="MaxOrder"/> − 1.</param>
    public int ContextsOf(int length) => byLength[length].Count;

    /// <summary>What followed a context; null when it was never seen.</summary>
    /// <param name="context">At most <see cref="MaxOrder"/> − 1 tokens.</param>
    public Continuations? After(ReadOnlySpan<int> context) => byLength[context.Length].GetValueOrDefault(NumberOf(context));

    #region count-continuations
    /// <summary>Sees every token of a text follow every context that ends just before it.</summary>
    private void Count(ReadOnlySpan<int> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            for (var length = 0; length < MaxOrder && length <= at; length++)
                ContinuationsOf(text[(at - length)..at]).Add(text[at]);
            Tokens++;
        }
    }
    #endregion

    private Continuations ContinuationsOf(ReadOnlySpan<int> context) =>
        CollectionsMarshal.GetValueRefOrAddDefault(byLength[context.Length], NumberOf(context), out _) ??= new Continuations();

    /// <summary>A context as one number in base V: different contexts of a length have different numbers.</summary>
    private ulong NumberOf(ReadOnlySpan<int> context)
    {
        ulong number = 0;
        foreach (var token in context)
            number = (number * (ulong)VocabularySize) + (ulong)token;
        return number;
    }
}
