using System.Numerics;
using System.Runtime.InteropServices;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>
/// MinHash (Broder, "On the resemblance and containment of documents", 1997). A text is the set of its shingles, runs of
/// neighbouring words. Under a random order of all shingles, two sets have the same first shingle with a probability that
/// is their Jaccard similarity: so the part of equal entries of two signatures estimates it.
/// </summary>
public sealed class MinHash
{
    private readonly uint[] factors;
    private readonly uint[] offsets;
    private readonly int shingleWords;

    /// <summary>Draws the random orders.</summary>
    /// <param name="permutations">Entries of a signature, a multiple of 16. The standard error of an estimate is at most 1 / (2 √permutations).</param>
    /// <param name="shingleWords">Words a shingle.</param>
    /// <param name="seed">Signatures of different seeds cannot be compared.</param>
    public MinHash(int permutations = 128, int shingleWords = 5, long seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 16);
        ArgumentOutOfRangeException.ThrowIfNotEqual(permutations % 16, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(shingleWords, 1);
        this.shingleWords = shingleWords;
        var random = new SplitMix64(unchecked((ulong)seed));
        factors = [.. Enumerable.Range(0, permutations).Select(_ => (uint)(random.Next() >> 32) | 1)];
        offsets = [.. Enumerable.Range(0, permutations).Select(_ => (uint)(random.Next() >> 32))];
    }

    /// <summary>Entries of a signature.</summary>
    public int Permutations => factors.Length;

    /// <summary>The shingles of a text, hashed. A text shorter than a shingle is one.</summary>
    public HashSet<uint> Shingles(string text)
    {
        var words = CollectionsMarshal.AsSpan(WordHashes.Of(text));
        var shingles = new HashSet<uint>();
        for (var start = 0; start == 0 || start + shingleWords <= words.Length; start++)
            shingles.Add(ShingleAt(words, start, shingleWords));
        return shingles;
    }

    /// <summary>Hash of the shingle that begins at a word; of the rest of the text when that is shorter.</summary>
    internal static uint ShingleAt(ReadOnlySpan<ulong> words, int start, int length) =>
        (uint)(WordHashes.OfRun(words.Slice(start, Math.Min(length, words.Length - start))) >> 32);

    /// <summary>Shingles that two sets share, as a part of those in either.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other, each shingle once.</param>
    public static double Jaccard(HashSet<uint> left, IReadOnlyCollection<uint> right)
    {
        var shared = right.Count(left.Contains);
        return (double)shared / (left.Count + right.Count - shared);
    }

    #region minhash
    /// <summary>For each random order x → a·x + b (mod 2³²), the first shingle of the set.</summary>
    public uint[] Signature(IReadOnlySet<uint> shingles)
    {
        var signature = new uint[Permutations];
        Array.Fill(signature, uint.MaxValue);
        foreach (var shingle in shingles)
        {
            var x = new Vector<uint>(shingle);
            for (var i = 0; i < signature.Length; i += Vector<uint>.Count)
            {
                var place = (new Vector<uint>(factors, i) * x) + new Vector<uint>(offsets, i);
                Vector.Min(place, new Vector<uint>(signature, i)).CopyTo(signature, i);
            }
        }

        return signature;
    }

    /// <summary>Estimated Jaccard similarity of the texts behind two signatures.</summary>
    public static double Similarity(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var equal = 0;
        for (var i = 0; i < left.Length; i++)
            equal += left[i] == right[i] ? 1 : 0;
        return (double)equal / left.Length;
    }
    #endregion
}
