using System.Runtime.InteropServices;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>
/// Drops documents whose words came before in the same order; capitals, spaces and punctuation may differ. It remembers
/// 16 bytes of hash and the id of each document: with 128 bits, a billion documents collide once in 10^20 corpora.
/// </summary>
public sealed class ExactDuplicateFilter : ICleaningStage
{
    private readonly Dictionary<UInt128, string> seen = [];

    /// <inheritdoc/>
    public string Name => "exact-duplicates";

    #region exact-duplicates
    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var words = CollectionsMarshal.AsSpan(WordHashes.Of(document.Text));
        var digest = System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(words));
        var key = MemoryMarshal.Read<UInt128>(digest);
        return seen.TryAdd(key, document.Id)
            ? Verdict.Keep(document)
            : Verdict.Drop("same-words", $"Its words are those of {seen[key]}.", seen[key]);
    }
    #endregion
}
