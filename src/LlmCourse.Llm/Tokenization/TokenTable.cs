namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// Tokens by id and ids by bytes. All bytes lie in one array and the hash table holds only numbers, so looking up a span
/// allocates nothing and 200,000 tokens cost the collector nothing.
/// </summary>
internal sealed class TokenTable
{
    private const int Absent = -1;

    private readonly byte[] bytes;
    private readonly int[] starts;   // by id; a token ends where the next begins
    private readonly bool[] present; // by id; vocabularies may leave ids out
    private readonly int[] slots;    // ids by hash, open addressing

    /// <summary>Builds the table.</summary>
    /// <param name="tokens">Bytes by id; null where an id is left out.</param>
    /// <exception cref="ArgumentException">A token is empty or stands twice.</exception>
    public TokenTable(IReadOnlyList<byte[]?> tokens)
    {
        bytes = new byte[tokens.Sum(token => token?.Length ?? 0)];
        starts = new int[tokens.Count + 1];
        present = new bool[tokens.Count];
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)tokens.Count * 2 + 2)];
        Array.Fill(slots, Absent);
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
            var slot = Slot(token);
            if (slots[slot] != Absent)
                throw new ArgumentException($"Tokens {slots[slot]} and {id} have the same bytes; every token needs its own.", nameof(tokens));
            slots[slot] = id;
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

    /// <summary>The id of bytes.</summary>
    public bool TryGetId(ReadOnlySpan<byte> token, out int id)
    {
        id = token.Length <= LongestToken ? slots[Slot(token)] : Absent;
        return id != Absent;
    }

    private int Slot(ReadOnlySpan<byte> token)
    {
        var slot = (int)SpanHash.Of(token) & (slots.Length - 1);
        while (slots[slot] != Absent && !this[slots[slot]].SequenceEqual(token))
            slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }
}
