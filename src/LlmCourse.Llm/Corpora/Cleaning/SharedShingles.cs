using System.Runtime.InteropServices;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
/// <param name="Start">First unit.</param>
/// <param name="Length">Units.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The unit after the last.</summary>
    public int End => Start + Length;
}

/// <summary>A shingle that stands in both of two texts.</summary>
/// <param name="Left">Where it stands in the first text, in order; more than once when the text repeats it.</param>
/// <param name="Right">Where it stands in the second text, in order.</param>
public sealed record SharedShingle(IReadOnlyList<TextRange> Left, IReadOnlyList<TextRange> Right);

/// <summary>What two texts share, place by place: the evidence behind the verdict of <see cref="NearDuplicateFilter"/>.</summary>
/// <param name="Shingles">Each shared shingle once, in the order of the first text.</param>
/// <param name="Left">Stretches of the first text that shared shingles cover: in order, not touching.</param>
/// <param name="Right">Stretches of the second text that shared shingles cover.</param>
/// <param name="Jaccard">Shared shingles as a part of those in either text, in [0, 1].</param>
public sealed record SharedShingles(
    IReadOnlyList<SharedShingle> Shingles, IReadOnlyList<TextRange> Left, IReadOnlyList<TextRange> Right, double Jaccard)
{
    #region shared-shingles
    /// <summary>Compares two texts, in time linear in their lengths.</summary>
    /// <param name="left">First text.</param>
    /// <param name="right">Second text.</param>
    /// <param name="shingleWords">Words a shingle; as the filter has it, by default.</param>
    public static SharedShingles Find(string left, string right, int shingleWords = NearDuplicateOptions.DefaultShingleWords)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfLessThan(shingleWords, 1);
        var inLeft = Places(left, shingleWords);
        var inRight = Places(right, shingleWords);
        var shared = inLeft
            .Where(shingle => inRight.ContainsKey(shingle.Key))
            .Select(shingle => new SharedShingle(shingle.Value, inRight[shingle.Key]))
            .OrderBy(shingle => shingle.Left[0].Start)
            .ToList();
        return new SharedShingles(
            shared,
            Cover(shared.SelectMany(shingle => shingle.Left)),
            Cover(shared.SelectMany(shingle => shingle.Right)),
            (double)shared.Count / (inLeft.Count + inRight.Count - shared.Count));
    }
    #endregion

    private static Dictionary<uint, List<TextRange>> Places(string text, int shingleWords)
    {
        var places = new List<TextRange>();
        var words = CollectionsMarshal.AsSpan(WordHashes.Of(text, places));
        var shingles = new Dictionary<uint, List<TextRange>>();
        for (var start = 0; start == 0 || start + shingleWords <= words.Length; start++)
        {
            var last = Math.Min(start + shingleWords, words.Length) - 1;
            var range = last < 0 ? default : new TextRange(places[start].Start, places[last].End - places[start].Start);
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(shingles, MinHash.ShingleAt(words, start, shingleWords), out _);
            (found ??= []).Add(range);
        }

        return shingles;
    }

    private static List<TextRange> Cover(IEnumerable<TextRange> ranges)
    {
        var cover = new List<TextRange>();
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            if (cover.Count > 0 && range.Start <= cover[^1].End)
                cover[^1] = cover[^1] with { Length = Math.Max(cover[^1].End, range.End) - cover[^1].Start };
            else
                cover.Add(range);
        }

        return cover;
    }
}
