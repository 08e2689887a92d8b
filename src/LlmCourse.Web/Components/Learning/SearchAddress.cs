using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Search;

namespace LlmCourse.Web.Components.Learning;

/// <summary>Where a hit of a search leads, and how its excerpt is shown.</summary>
internal static class SearchAddress
{
    /// <summary>Longest query that is looked for: more than anybody types, less than a page of pasted text.</summary>
    public const int MaxQuery = 200;

    /// <summary>Hits that are shown at once.</summary>
    public const int MaxHits = 30;

    /// <summary>The section, with the words to mark in the query of the address.</summary>
    public static string Of(SearchHit hit, string query) =>
        $"{LessonAddresses.Lesson(hit.LessonId)[1..]}?mark={Uri.EscapeDataString(query)}{(hit.SectionId is { } section ? $"#{section}" : "")}";

    /// <summary>The excerpt cut into pieces that are marked and pieces that are not.</summary>
    public static IEnumerable<(string Text, bool Marked)> Pieces(SearchHit hit)
    {
        var at = 0;
        foreach (var range in hit.Highlights)
        {
            if (range.Start > at) yield return (hit.Excerpt[at..range.Start], false);
            yield return (hit.Excerpt.Substring(range.Start, range.Length), true);
            at = range.Start + range.Length;
        }

        if (at < hit.Excerpt.Length) yield return (hit.Excerpt[at..], false);
    }
}
