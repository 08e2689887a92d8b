using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Byte-pair encoding over a vocabulary whose ids are its merge ranks, as the published GPT vocabularies are: neighbours
/// join when their bytes together are a token, lowest id first. Gives the ids that tiktoken gives. Nothing is ever
/// unknown, and decoding gives every text back exactly.
/// </summary>
public sealed class RankTokenizer : ITokenizer
{
    /// <summary>Value of <see cref="Kind"/>.</summary>
    public const string KindName = "ranks";

    private readonly TokenTable tokens;
    private readonly ConcurrentQueue<PieceEncoder> idleEncoders = new();
    private readonly Dictionary<int, byte[]> specialBytes = [];

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="rule">How text is cut before merging.</param>
    /// <param name="tokens">Bytes of each token by id, null where the vocabulary leaves an id out.</param>
    /// <param name="specials">Special tokens and their ids; <see cref="SpecialTokens.EndOfText"/> is one.</param>
    /// <exception cref="ArgumentException">A byte has no token, two tokens are equal, an id stands twice, or there is no end of text.</exception>
    public RankTokenizer(string name, SplitRule rule, IReadOnlyList<byte[]?> tokens, IReadOnlyDictionary<string, int> specials)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(specials);
        this.tokens = new TokenTable(tokens);
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            if (this.tokens.IdOf([(byte)value]) == TokenTable.Absent)
                throw new ArgumentException($"The vocabulary has no token for the byte {value}; every byte needs one, or some text could not be encoded.", nameof(tokens));
        }

        foreach (var (text, id) in specials)
        {
            if (id < 0 || this.tokens.Has(id) || !specialBytes.TryAdd(id, Encoding.UTF8.GetBytes(text)))
                throw new ArgumentException($"The special token '{text}' has the id {id}, which is negative or another token's.", nameof(specials));
        }

        EndOfText = specials.TryGetValue(Tokenization.SpecialTokens.EndOfText, out var end)
            ? end
            : throw new ArgumentException($"The vocabulary has no special token '{Tokenization.SpecialTokens.EndOfText}'; training and generation need it.", nameof(specials));
        Name = name;
        Rule = rule;
        SpecialTokens = specials.ToDictionary(StringComparer.Ordinal);
        VocabularySize = Math.Max(this.tokens.Size, specials.Values.Max() + 1);
    }

    /// <summary>Its name, such as <c>cl100k_base</c>.</summary>
    public string Name { get; }

    /// <summary>How text is cut before merging.</summary>
    public SplitRule Rule { get; }

    /// <summary>Special tokens and their ids. <see cref="Encode(string)"/> reads their names as ordinary text.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens { get; }

    /// <summary>Every token that text can give, by rank; special tokens are not among them.</summary>
    public IEnumerable<(int Rank, ReadOnlyMemory<byte> Bytes)> Ranks =>
        Enumerable.Range(0, tokens.Size).Where(tokens.Has).Select(id => (id, tokens.Memory(id)));

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int EndOfText { get; }

    /// <inheritdoc/>
    public int? Unknown => null;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>(text.Length / 3 + 1);
        var encoder = RentEncoder();
        encoder.EncodeText(text, Rule, encoded);
        Return(encoder);
        return [.. encoded];
    }

    /// <summary>The ids of a text in which some special tokens count as what they stand for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowed">Names that become their one id.</param>
    /// <param name="disallowed">Names that must not occur; other names are ordinary text.</param>
    /// <exception cref="ArgumentException">A disallowed name occurs, or an allowed one is no special token here.</exception>
    public int[] Encode(string text, IReadOnlyCollection<string> allowed, IReadOnlyCollection<string> disallowed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowed);
        ArgumentNullException.ThrowIfNull(disallowed);
        if (allowed.FirstOrDefault(name => !SpecialTokens.ContainsKey(name)) is { } foreign)
            throw new ArgumentException($"'{foreign}' is no special token of {Name}; it has {string.Join(", ", SpecialTokens.Keys)}.", nameof(allowed));
        if (disallowed.FirstOrDefault(name => name.Length > 0 && text.Contains(name, StringComparison.Ordinal)) is { } found)
            throw new ArgumentException($"The text holds the special token '{found}', which is not allowed here. Allow it, or let it count as ordinary text.", nameof(text));

        var encoded = new List<int>(text.Length / 3 + 1);
        var encoder = RentEncoder();
        var names = SearchValues.Create([.. allowed], StringComparison.Ordinal);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var place = rest.IndexOfAny(names);
            encoder.EncodeText(place < 0 ? rest : rest[..place], Rule, encoded);
            if (place < 0)
                break;
            rest = rest[place..];
            var name = Longest(allowed, rest);
            encoded.Add(SpecialTokens[name]);
            rest = rest[name.Length..];
        }

        Return(encoder);
        return [.. encoded];
    }

    /// <summary>
    /// The ids of any bytes. What is valid UTF-8 is encoded as text; other bytes become pieces of their own, so
    /// <see cref="DecodeBytes"/> gives everything back.
    /// </summary>
    public int[] EncodeBytes(ReadOnlySpan<byte> bytes)
    {
        var encoded = new List<int>(bytes.Length / 3 + 1);
        var encoder = RentEncoder();
        var characters = new char[bytes.Length];
        while (!bytes.IsEmpty)
        {
            Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
            encoder.EncodeText(characters.AsSpan(0, written), Rule, encoded);
            bytes = bytes[read..];
            if (bytes.IsEmpty)
                break;
            Rune.DecodeFromUtf8(bytes, out _, out var invalid);
            encoder.EncodePiece(bytes[..invalid], encoded);
            bytes = bytes[invalid..];
        }

        Return(encoder);
        return [.. encoded];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids) => Encoding.UTF8.GetString(DecodeBytes(ids));

    /// <summary>The bytes of ids; special tokens appear by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(ReadOnlySpan<int> ids)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(1, ids.Length * 4));
        foreach (var id in ids)
            bytes.Write(BytesOf(id).Span);
        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextPiece> Cut(string text) => BytePieces.Cut(text, Encode(text), BytesOf);

    /// <inheritdoc/>
    public string TextOf(int id) => Encoding.UTF8.GetString(BytesOf(id).Span);

    /// <summary>The bytes that an id stands for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public ReadOnlyMemory<byte> BytesOf(int id)
    {
        if (tokens.Has(id))
            return tokens.Memory(id);
        if (!specialBytes.TryGetValue(id, out var bytes))
            Vocabulary.ThrowUnknownId(id, VocabularySize);
        return bytes;
    }

    /// <summary>The rank of bytes, which is their id; null when they are no token. Special tokens have none.</summary>
    public int? RankOf(ReadOnlySpan<byte> bytes) => tokens.IdOf(bytes) is not TokenTable.Absent and var id ? id : null;

    private static string Longest(IReadOnlyCollection<string> names, ReadOnlySpan<char> text)
    {
        var longest = "";
        foreach (var name in names)
        {
            if (name.Length > longest.Length && text.StartsWith(name, StringComparison.Ordinal))
                longest = name;
        }

        return longest;
    }

    private PieceEncoder RentEncoder() => idleEncoders.TryDequeue(out var encoder) ? encoder : new PieceEncoder(tokens);

    // As many are kept as can run at once, with the words they remember; an encoder that met an error is not given back.
    private void Return(PieceEncoder encoder)
    {
        if (idleEncoders.Count < Environment.ProcessorCount)
            idleEncoders.Enqueue(encoder);
    }
}
