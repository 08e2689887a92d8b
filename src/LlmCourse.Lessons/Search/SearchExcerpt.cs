using LlmCourse.Lessons.Courses;

namespace LlmCourse.Lessons.Search;

/// <summary>Cuts the piece out of a section that shows why it was found.</summary>
internal static class SearchExcerpt
{
    /// <summary>Length of an excerpt in UTF-16 units: two lines of a result list.</summary>
    private const int Length = 180;

    /// <summary>What stands before the first hit: enough to see what it belongs to.</summary>
    private const int Lead = 50;

    public static SearchHit Make(SearchSection section, IReadOnlyList<string> words)
    {
        var text = section.Text.Replace('\n', ' ');
        var hits = SearchWords.Split(text)
            .Where(word => words.Any(typed => word.Folded.StartsWith(typed, StringComparison.Ordinal)))
            .Select(word => word.Place)
            .ToList();
        var start = hits is [var first, ..] ? WordStart(text, first.Start - Lead) : 0;
        var end = WordEnd(text, start + Length);
        var (before, after) = (start > 0 ? "… " : "", end < text.Length ? " …" : "");
        var shift = before.Length - start;
        return new SearchHit(
            section.LessonId, section.LessonTitle, section.SectionId, section.SectionTitle,
            before + text[start..end].TrimEnd() + after,
            [.. hits.Where(hit => hit.Start >= start && hit.Start + hit.Length <= end).Select(hit => hit with { Start = hit.Start + shift })],
            section.SectionId is { } id ? LessonAddresses.Anchor(section.LessonId, id) : LessonAddresses.Lesson(section.LessonId));
    }

    private static int WordStart(string text, int position)
    {
        if (position <= 0)
            return 0;
        var space = text.IndexOf(' ', position);
        return space < 0 ? position : space + 1;
    }

    private static int WordEnd(string text, int position)
    {
        if (position >= text.Length)
            return text.Length;
        var space = text.LastIndexOf(' ', position);
        return space < 0 ? position : space;
    }
}
