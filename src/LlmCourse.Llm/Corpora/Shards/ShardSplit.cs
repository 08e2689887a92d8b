using LlmCourse.Llm.Data;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Corpora.Shards;

/// <summary>The text of shards in two parts: the first trains, the last validates. No document is in both.</summary>
public sealed class ShardSplit
{
    private const int Chunk = 1 << 16;

    private readonly TokenShardFolder shards;

    /// <summary>Cuts at the end mark that follows the place of the fraction; anywhere in a text of one document.</summary>
    /// <param name="shards">The text; it stays the caller's to dispose.</param>
    /// <param name="validationFraction">Part of the tokens held out, between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction holds out nothing or everything.</exception>
    /// <exception cref="TokenShardException">There is too little text for two parts.</exception>
    public ShardSplit(TokenShardFolder shards, double validationFraction)
    {
        ArgumentNullException.ThrowIfNull(shards);
        if (validationFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationFraction), validationFraction, $"The validation fraction is {validationFraction}; it must lie between 0 and 1 so that both parts hold text.");
        this.shards = shards;
        HasDocuments = shards.Documents > 1;
        var cut = (long)(shards.Length * (1 - validationFraction));
        var place = HasDocuments ? EndMarkFrom(cut) : cut;
        if (place < 1 || place > shards.Length - 2)
            throw new TokenShardException($"The shards hold {shards.Length:N0} tokens in {shards.Documents:N0} documents: too little after the cut to hold {validationFraction:0.##} of it out. Take more documents, or hold more of them out.");
        Training = new TokenRange(shards, 0, HasDocuments ? place + 1 : place);
        Validation = new TokenRange(shards, place, shards.Length - place);
    }

    /// <summary>The tokenizer of the text.</summary>
    public ITokenizer Tokenizer => shards.Tokenizer;

    /// <summary>Whether there is more than one document.</summary>
    public bool HasDocuments { get; }

    /// <summary>Text to learn from; with documents, it begins and ends with an end mark.</summary>
    public ITokenSequence Training { get; }

    /// <summary>Text held out; with documents, it begins and ends with an end mark.</summary>
    public ITokenSequence Validation { get; }

    /// <summary>How often each id comes in the training text, its first end mark left out: nothing foretells it.</summary>
    internal long[] CountTrainingTokens()
    {
        var counts = new long[Tokenizer.VocabularySize];
        foreach (var chunk in Chunks(Training))
        {
            foreach (var id in chunk.Span)
                counts[id]++;
        }

        if (HasDocuments)
            counts[Tokenizer.EndOfText]--;
        return counts;
    }

    /// <summary>Unicode characters of the held-out text, end marks left out.</summary>
    internal long CountHeldOutCharacters()
    {
        var document = new List<int>();
        long characters = 0;
        foreach (var chunk in Chunks(Validation))
        {
            foreach (var id in chunk.Span)
            {
                if (id != Tokenizer.EndOfText)
                {
                    document.Add(id);
                    continue;
                }

                Count();
            }
        }

        Count();
        return characters;

        // Only a whole document decodes for certain: a chunk may cut a character in two.
        void Count()
        {
            characters += Tokenizer.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(document)).EnumerateRunes().Count();
            document.Clear();
        }
    }

    /// <summary>The first held-out document, or as many of its tokens as asked for.</summary>
    internal int[] HeldOutStart(int most)
    {
        var ids = new int[(int)Math.Min(most, Validation.Length)];
        Validation.Read(0, ids);
        return [.. ids.SkipWhile(id => id == Tokenizer.EndOfText).TakeWhile(id => id != Tokenizer.EndOfText)];
    }

    private long EndMarkFrom(long start)
    {
        var place = start;
        foreach (var chunk in Chunks(new TokenRange(shards, start, shards.Length - start)))
        {
            var found = chunk.Span.IndexOf(Tokenizer.EndOfText);
            if (found >= 0)
                return place + found;
            place += chunk.Length;
        }

        return shards.Length;
    }

    private static IEnumerable<ReadOnlyMemory<int>> Chunks(ITokenSequence text)
    {
        var ids = new int[Chunk];
        for (long start = 0; start < text.Length; start += Chunk)
        {
            var chunk = ids.AsMemory(0, (int)Math.Min(Chunk, text.Length - start));
            text.Read(start, chunk.Span);
            yield return chunk;
        }
    }
}
