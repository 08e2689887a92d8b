using System.Diagnostics.CodeAnalysis;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// A table of token texts, ids from 0: first the two special tokens, then the entries in the order given.
/// Shared by the tokenizers whose tokens are whole characters or whole words.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Id of <see cref="SpecialTokens.EndOfText"/>.</summary>
    public const int EndOfText = 0;

    /// <summary>Id of <see cref="SpecialTokens.Unknown"/>.</summary>
    public const int Unknown = 1;

    /// <summary>Special tokens that come before the entries.</summary>
    public const int SpecialCount = 2;

    private readonly string[] texts;
    private readonly Dictionary<string, int> ids;

    /// <summary>Numbers the entries.</summary>
    /// <exception cref="ArgumentException">An entry is empty or stands twice.</exception>
    public Vocabulary(IReadOnlyList<string> entries)
    {
        texts = [SpecialTokens.EndOfText, SpecialTokens.Unknown, .. entries];
        ids = new Dictionary<string, int>(entries.Count, StringComparer.Ordinal);
        for (var id = SpecialCount; id < texts.Length; id++)
        {
            if (string.IsNullOrEmpty(texts[id]))
                throw new ArgumentException($"Entry {id - SpecialCount} of the vocabulary is empty; every token needs text.", nameof(entries));
            if (!ids.TryAdd(texts[id], id))
                throw new ArgumentException($"The vocabulary holds '{texts[id]}' twice; every token needs one id.", nameof(entries));
        }
    }

    /// <summary>Special tokens and entries.</summary>
    public int Size => texts.Length;

    /// <summary>The entries without the special tokens.</summary>
    public IReadOnlyList<string> Entries => texts.AsSpan(SpecialCount).ToArray();

    /// <summary>The id of an entry; a special token's name is ordinary text here and so has none.</summary>
    public bool TryGetId(ReadOnlySpan<char> text, out int id) =>
        ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out id);

    /// <summary>The text of an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public string TextOf(int id)
    {
        if ((uint)id >= (uint)texts.Length)
            ThrowUnknownId(id, texts.Length);
        return texts[id];
    }

    [DoesNotReturn]
    internal static void ThrowUnknownId(int id, int size) =>
        throw new ArgumentOutOfRangeException(nameof(id), id, $"Token id {id} is not in this vocabulary; its ids go from 0 to {size - 1}.");
}
