using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// One token a Unicode character (scalar value) of the training text. Ids: 0 is the end of text, 1 the unknown
/// character, then the characters by code point.
/// </summary>
public sealed class CharacterTokenizer : ITokenizer
{
    /// <summary>Value of <see cref="Kind"/>.</summary>
    public const string KindName = "character";

    private readonly Dictionary<Rune, int> ids = [];
    private readonly string[] texts;

    /// <summary>Makes a tokenizer from its characters.</summary>
    /// <param name="characters">The characters; order and repetition do not matter.</param>
    public CharacterTokenizer(IEnumerable<Rune> characters)
    {
        Characters = [.. characters.Distinct().Order()];
        texts = [SpecialTokens.EndOfText, SpecialTokens.Unknown, .. Characters.Select(rune => rune.ToString())];
        for (var index = 0; index < Characters.Count; index++)
            ids.Add(Characters[index], index + Vocabulary.SpecialCount);
    }

    /// <summary>Known characters by code point; the first has id 2.</summary>
    public IReadOnlyList<Rune> Characters { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int VocabularySize => texts.Length;

    /// <inheritdoc/>
    public int EndOfText => Vocabulary.EndOfText;

    /// <inheritdoc/>
    public int? Unknown => Vocabulary.Unknown;

    /// <summary>Takes every character that the texts hold.</summary>
    public static CharacterTokenizer Train(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var seen = new HashSet<Rune>();
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes())
                seen.Add(rune);
        }

        return new CharacterTokenizer(seen);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            encoded.Add(IdOf(rune));
        return [.. encoded];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder(ids.Length);
        foreach (var id in ids)
            text.Append(TextOf(id));
        return text.ToString();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextPiece> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TextPiece>(text.Length);
        var start = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = new byte[rune.Utf8SequenceLength];
            rune.EncodeToUtf8(bytes);
            var id = IdOf(rune);
            pieces.Add(new TextPiece(id, rune.ToString(), start, rune.Utf16SequenceLength, bytes, id == Vocabulary.Unknown));
            start += rune.Utf16SequenceLength; // a lone surrogate reads as U+FFFD, which is one unit too
        }

        return pieces;
    }

    /// <inheritdoc/>
    public string TextOf(int id)
    {
        if ((uint)id >= (uint)texts.Length)
            Vocabulary.ThrowUnknownId(id, texts.Length);
        return texts[id];
    }

    private int IdOf(Rune rune) => ids.GetValueOrDefault(rune, Vocabulary.Unknown);
}
