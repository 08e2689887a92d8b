namespace LlmCourse.Lessons.Diagnostics;

/// <summary>Finds what an author probably meant.</summary>
internal static class Suggestion
{
    /// <summary>A sentence naming the closest known word, or all of them when none is close.</summary>
    public static string For(string given, IEnumerable<string> known)
    {
        var words = known.Order(StringComparer.Ordinal).ToList();
        var closest = words
            .Select(word => (Word: word, Distance: EditDistance(given.ToLowerInvariant(), word.ToLowerInvariant())))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        if (closest.Word is not null && closest.Distance <= Math.Max(given.Length > 3 ? 2 : 1, closest.Word.Length / 3))
            return $"Did you mean “{closest.Word}”?";
        return words.Count == 0 ? "There are none to choose from." : $"Known are: {string.Join(", ", words)}.";
    }

    /// <summary>Levenshtein distance: the fewest insertions, deletions and replacements between two words.</summary>
    private static int EditDistance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
