using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Byte-level byte-pair encoding (Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword
/// units", 2016; on bytes as in GPT-2). Ids 0 to 255 are the bytes, then come the merges in the order learnt, last the
/// end of text. Nothing is ever unknown, and decoding gives every text back exactly.
/// </summary>
public sealed class BpeTokenizer : ITokenizer
{
    /// <summary>Value of <see cref="Kind"/>.</summary>
    public const string KindName = "bpe";

    /// <summary>Tokens before the first merge: one a byte.</summary>
    public const int ByteTokens = 256;

    /// <summary>Smallest vocabulary: the bytes and the end of text.</summary>
    public const int MinVocabularySize = ByteTokens + 1;

    private readonly Dictionary<BpePair, int> ids;
    private readonly byte[][] tokens;

    /// <summary>Makes a tokenizer from its merges.</summary>
    /// <param name="merges">Pairs in the order learnt; the first makes id 256.</param>
    /// <exception cref="ArgumentException">A merge names a token that does not exist yet, or stands twice.</exception>
    public BpeTokenizer(IReadOnlyList<BpePair> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        Merges = [.. merges];
        ids = new Dictionary<BpePair, int>(merges.Count);
        tokens = new byte[ByteTokens + merges.Count + 1][];
        for (var id = 0; id < ByteTokens; id++)
            tokens[id] = [(byte)id];
        for (var index = 0; index < merges.Count; index++)
        {
            var id = ByteTokens + index;
            var pair = merges[index];
            if ((uint)pair.Left >= (uint)id || (uint)pair.Right >= (uint)id)
                throw new ArgumentException($"Merge {index} joins tokens {pair.Left} and {pair.Right}, but only ids below {id} exist at that point.", nameof(merges));
            if (!ids.TryAdd(pair, id))
                throw new ArgumentException($"Merge {index} joins tokens {pair.Left} and {pair.Right}, which merge {ids[pair] - ByteTokens} did already.", nameof(merges));
            tokens[id] = [.. tokens[pair.Left], .. tokens[pair.Right]];
        }

        tokens[^1] = Encoding.UTF8.GetBytes(SpecialTokens.EndOfText);
    }

    /// <summary>The merges in the order learnt.</summary>
    public IReadOnlyList<BpePair> Merges { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int VocabularySize => tokens.Length;

    /// <inheritdoc/>
    public int EndOfText => tokens.Length - 1;

    /// <inheritdoc/>
    public int? Unknown => null;

    /// <summary>Learns merges from texts; see <see cref="BpeTrainer"/> to watch them arrive.</summary>
    /// <param name="texts">Training documents.</param>
    /// <param name="vocabularySize">Vocabulary to reach, bytes and end of text included; fewer when no pair repeats any more.</param>
    /// <param name="cancellationToken">Stops training.</param>
    public static BpeTokenizer Train(IEnumerable<string> texts, int vocabularySize, CancellationToken cancellationToken = default)
    {
        var trainer = new BpeTrainer(vocabularySize);
        foreach (var _ in trainer.Train(texts, cancellationToken))
        {
            // the trainer keeps the merges
        }

        return trainer.ToTokenizer();
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>(text.Length / 2);
        EncodeText(text, new BpeMerger(ids), encoded);
        return [.. encoded];
    }

    /// <summary>
    /// The ids of any bytes. What is valid UTF-8 is encoded as text; other bytes become pieces of their own, so
    /// <see cref="DecodeBytes"/> gives everything back.
    /// </summary>
    public int[] EncodeBytes(ReadOnlySpan<byte> bytes)
    {
        var encoded = new List<int>(bytes.Length / 2);
        var merger = new BpeMerger(ids);
        var characters = new char[bytes.Length];
        while (!bytes.IsEmpty)
        {
            Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
            EncodeText(characters.AsSpan(0, written), merger, encoded);
            bytes = bytes[read..];
            if (bytes.IsEmpty)
                break;
            Rune.DecodeFromUtf8(bytes, out _, out var invalid);
            merger.Merge(bytes[..invalid], encoded);
            bytes = bytes[invalid..];
        }

        return [.. encoded];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids) => Encoding.UTF8.GetString(DecodeBytes(ids));

    /// <summary>The bytes of ids; the end of text appears by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(ReadOnlySpan<int> ids)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(1, ids.Length * 4));
        foreach (var id in ids)
            bytes.Write(BytesOf(id));
        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public IReadOnlyList<TextPiece> Cut(string text) => BytePieces.Cut(text, Encode(text), id => tokens[id]);

    /// <inheritdoc/>
    public string TextOf(int id) => Encoding.UTF8.GetString(BytesOf(id));

    /// <summary>The bytes that an id stands for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public ReadOnlySpan<byte> BytesOf(int id)
    {
        if ((uint)id >= (uint)tokens.Length)
            Vocabulary.ThrowUnknownId(id, tokens.Length);
        return tokens[id];
    }

    private static void EncodeText(ReadOnlySpan<char> text, BpeMerger merger, List<int> encoded)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(256);
        for (var start = 0; start < text.Length;)
        {
            var length = Gpt2Splitter.PieceLength(text, start);
            var piece = text.Slice(start, length);
            if (rented.Length < length * 3)
            {
                ArrayPool<byte>.Shared.Return(rented);
                rented = ArrayPool<byte>.Shared.Rent(length * 3);
            }

            merger.Merge(rented.AsSpan(0, Encoding.UTF8.GetBytes(piece, rented)), encoded);
            start += length;
        }

        ArrayPool<byte>.Shared.Return(rented);
    }
}
