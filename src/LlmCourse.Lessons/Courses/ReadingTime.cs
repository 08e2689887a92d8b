namespace LlmCourse.Lessons.Courses;

/// <summary>How long a text takes to read.</summary>
public static class ReadingTime
{
    /// <summary>
    /// Words a minute. Adults read non-fiction at about 240 words a minute (Brysbaert, “How many words do we read per
    /// minute?”, 2019); text that is read to learn from, with formulas and code in it, goes slower.
    /// </summary>
    public const int WordsPerMinute = 180;

    /// <summary>Minutes for a number of words, rounded up, at least one.</summary>
    public static int Minutes(int words) => Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute);

    /// <summary>Counts words: runs of characters without white space that hold a letter or digit.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var counted = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                counted = false;
            }
            else if (!counted && char.IsLetterOrDigit(character))
            {
                counted = true;
                words++;
            }
        }

        return words;
    }
}
