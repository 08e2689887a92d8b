namespace LlmCourse.Runs;

/// <summary>Short names that people remember and say aloud: <c>maple-7</c>.</summary>
public static class RunNames
{
    // A prime number of words, so that any step size walks through all of them before the number grows.
    private static readonly string[] Words =
    [
        "maple", "heron", "amber", "fjord", "lark", "cedar", "comet", "otter", "quartz", "willow", "ember", "finch",
        "basil", "delta", "hazel", "iris", "juniper", "kestrel", "lotus", "meadow", "nectar", "opal", "pebble", "raven",
        "sage", "tulip", "umber", "violet", "walnut", "yarrow", "zephyr", "acorn", "birch", "clover", "dune", "elm",
        "fern", "glade", "harbor", "indigo", "jasper", "kelp", "lilac", "moss", "newt", "onyx", "poppy",
    ];

    /// <summary>The name of the run with this position in its store, from 1; no two positions share one.</summary>
    public static string For(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        var (round, word) = Math.DivRem(sequence - 1, Words.Length);
        return $"{Words[word]}-{round + 1}";
    }
}
