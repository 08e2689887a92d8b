namespace LlmCourse.Llm.Tokenization;

/// <summary>Two neighbouring tokens.</summary>
/// <param name="Left">Id of the first.</param>
/// <param name="Right">Id of the second.</param>
public readonly record struct BpePair(int Left, int Right) : IComparable<BpePair>
{
    /// <summary>By the left id, then by the right: older tokens first.</summary>
    public int CompareTo(BpePair other) => (Left, Right).CompareTo((other.Left, other.Right));

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(BpePair first, BpePair second) => first.CompareTo(second) < 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(BpePair first, BpePair second) => first.CompareTo(second) > 0;

    /// <summary>Whether the first does not come after the second.</summary>
    public static bool operator <=(BpePair first, BpePair second) => first.CompareTo(second) <= 0;

    /// <summary>Whether the first does not come before the second.</summary>
    public static bool operator >=(BpePair first, BpePair second) => first.CompareTo(second) >= 0;
}

/// <summary>A merge that training has learnt.</summary>
/// <param name="Id">Id of the new token.</param>
/// <param name="Pair">What it joins.</param>
/// <param name="Count">How often the pair stood in the training text when it was joined; overlapping places count each.</param>
public sealed record LearntMerge(int Id, BpePair Pair, long Count);

/// <summary>How far training has read its text.</summary>
/// <param name="Characters">UTF-16 units read.</param>
/// <param name="Words">Distinct pieces found in them.</param>
public readonly record struct BpeReading(long Characters, int Words);
