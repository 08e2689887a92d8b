using System.Runtime.InteropServices;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// One token a word; a word keeps the space before it, and punctuation stands alone, so that decoding known words gives
/// the text back exactly. Words outside the vocabulary become the unknown token. Ids: 0 is the end of text, 1 the
/// unknown word, then words from the most frequent down.
/// </summary>
public sealed class WordTokenizer : ITokenizer
{
    /// <summary>Value of <see cref="Kind"/>.</summary>
    public const string KindName = "word";

    private readonly Vocabulary vocabulary;

    /// <summary>Makes a tokenizer from its words.</summary>
    /// <param name="words">The words with the space before them where they have one; the first gets id 2.</param>
    /// <exception cref="ArgumentException">A word is empty or stands twice.</exception>
    public WordTokenizer(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        vocabulary = new Vocabulary(words);
    }

    /// <summary>Known words in the order of their ids.</summary>
    public IReadOnlyList<string> Words => vocabulary.Entries;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int VocabularySize => vocabulary.Size;

    /// <inheritdoc/>
    public int EndOfText => Vocabulary.EndOfText;

    /// <inheritdoc/>
    public int? Unknown => Vocabulary.Unknown;

    /// <summary>Takes the most frequent words of the texts; equally frequent words go by code point.</summary>
    /// <param name="texts">Training documents.</param>
    /// <param name="vocabularySize">Largest vocabulary, the two special tokens included.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for a word beside the special tokens.</exception>
    public static WordTokenizer Train(IEnumerable<string> texts, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (vocabularySize <= Vocabulary.SpecialCount)
        {
            throw new ArgumentOutOfRangeException(nameof(vocabularySize), vocabularySize,
                $"A word vocabulary of {vocabularySize} has no room for a word beside its {Vocabulary.SpecialCount} special tokens; ask for at least {Vocabulary.SpecialCount + 1}.");
        }

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            for (var start = 0; start < text.Length;)
            {
                var length = WordSplitter.PieceLength(text, start);
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, text.AsSpan(start, length), out _)++;
                start += length;
            }
        }

        return new WordTokenizer([.. counts
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(vocabularySize - Vocabulary.SpecialCount)
            .Select(entry => entry.Key)]);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>(text.Length / 4);
        for (var start = 0; start < text.Length;)
        {
            var length = WordSplitter.PieceLength(text, start);
            encoded.Add(IdOf(text.AsSpan(start, length)));
            start += length;
        }

        return [.. encoded];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder(ids.Length * 5);
        foreach (var id in ids)
            text.Append(vocabulary.TextOf(id));
        return text.ToString();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextPiece> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TextPiece>(text.Length / 4);
        for (var start = 0; start < text.Length;)
        {
            var length = WordSplitter.PieceLength(text, start);
            var piece = text.Substring(start, length);
            var id = IdOf(piece);
            pieces.Add(new TextPiece(id, piece, start, length, Encoding.UTF8.GetBytes(piece), id == Vocabulary.Unknown));
            start += length;
        }

        return pieces;
    }

    /// <inheritdoc/>
    public string TextOf(int id) => vocabulary.TextOf(id);

    #region word-id
    private int IdOf(ReadOnlySpan<char> piece) =>
        vocabulary.TryGetId(piece, out var id) ? id : Vocabulary.Unknown;
    #endregion
}
