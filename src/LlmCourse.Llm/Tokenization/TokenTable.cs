namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Tokens by id and ids by bytes. All bytes lie in one array and the hash table holds only numbers, so looking up a span
/// allocates nothing and 200,000 tokens cost the collector nothing. Most spans that merging asks for are no tokens: a bit a
/// hash (a Bloom filter of one function) tells nine tenths of them from memory that stays near the processor, and the hash
/// beside each id the rest.
/// </summary>
internal sealed class TokenTable
{
    /// <summary>The id of bytes that are no token.</summary>
    public const int Absent = -1;

    private const ulong Free = ulong.MaxValue; // a slot without a token
    private const int PairsOfBytes = 1 << 16;
    private const int FilterBitsPerToken = 8;
    private const int FilterWordBits = 64;

    private readonly byte[] bytes;
    private readonly int[] starts;   // by id; a token ends where the next begins
    private readonly bool[] present; // by id; vocabularies may leave ids out
    private readonly ulong[] slots;  // hash (upper half) and id (lower half), by hash, open addressing
    private readonly ulong[] filter; // a bit a hash, set where a token has it
    private readonly int[] pairs = new int[PairsOfBytes]; // ids of two bytes: the first step of every merge asks for these alone

    /// <summary>Builds the table.</summary>
    /// <param name="tokens">Bytes by id; null where an id is left out.</param>
    /// <exception cref="ArgumentException">A token is empty or stands twice.</exception>
    public TokenTable(IReadOnlyList<byte[]?> tokens)
    {
        bytes = new byte[tokens.Sum(token => token?.Length ?? 0)];
        starts = new int[tokens.Count + 1];
        present = new bool[tokens.Count];
        slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)tokens.Count * 2 + 2)];
        filter = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(tokens.Count * FilterBitsPerToken / FilterWordBits) + 1)];
        Array.Fill(slots, Free);
        Array.Fill(pairs, Absent);
        for (var id = 0; id < tokens.Count; id++)
        {
            starts[id + 1] = starts[id];
            if (tokens[id] is not { } token)
                continue;
            if (token.Length == 0)
                throw new ArgumentException($"Token {id} has no bytes; every token needs one at least.", nameof(tokens));
            token.CopyTo(bytes.AsSpan(starts[id]));
            starts[id + 1] += token.Length;
            present[id] = true;
            var hash = SpanHash.Of(token);
            var slot = Slot(token, hash);
            if (slots[slot] != Free)
                throw new ArgumentException($"Tokens {(int)slots[slot]} and {id} have the same bytes; every token needs its own.", nameof(tokens));
            slots[slot] = ((ulong)hash << 32) | (uint)id;
            filter[FilterWord(hash)] |= FilterBit(hash);
            if (token is [var left, var right])
                pairs[(left << 8) | right] = id;
            LongestToken = Math.Max(LongestToken, token.Length);
        }
    }

    /// <summary>One more than the largest id.</summary>
    public int Size => present.Length;

    /// <summary>Bytes of the longest token.</summary>
    public int LongestToken { get; }

    /// <summary>The bytes of an id; empty when it is left out.</summary>
    public ReadOnlySpan<byte> this[int id] => bytes.AsSpan(starts[id], starts[id + 1] - starts[id]);

    /// <summary>The bytes of an id as memory.</summary>
    public ReadOnlyMemory<byte> Memory(int id) => bytes.AsMemory(starts[id], starts[id + 1] - starts[id]);

    /// <summary>Whether an id stands for bytes.</summary>
    public bool Has(int id) => (uint)id < (uint)present.Length && present[id];

    /// <summary>The id of bytes; <see cref="Absent"/> when they are no token.</summary>
    public int IdOf(ReadOnlySpan<byte> token) => token.Length <= LongestToken ? IdOf(token, SpanHash.Of(token)) : Absent;

    /// <summary>The same when the hash of the bytes is known.</summary>
    public int IdOf(ReadOnlySpan<byte> token, uint hash) =>
        (filter[FilterWord(hash)] & FilterBit(hash)) != 0 ? (int)slots[Slot(token, hash)] : Absent;

    /// <summary>The id of two bytes; <see cref="Absent"/> when they are no token.</summary>
    public int IdOf(byte left, byte right) => pairs[(left << 8) | right];

    private int FilterWord(uint hash) => (int)(hash / FilterWordBits) & (filter.Length - 1);

    private static ulong FilterBit(uint hash) => 1UL << (int)(hash % FilterWordBits);

    /// <summary>The slot that holds a token, or the free one that would.</summary>
    private int Slot(ReadOnlySpan<byte> token, uint hash)
    {
        var slot = (int)hash & (slots.Length - 1);
        while (slots[slot] is var found and not Free && !((uint)(found >> 32) == hash && this[(int)found].SequenceEqual(token)))
            slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }
}
