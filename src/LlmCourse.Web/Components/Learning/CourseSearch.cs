using LlmCourse.Lessons.Search;
using LlmCourse.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Components.Learning;

/// <summary>Searches what the visitor may see.</summary>
internal static class CourseSearch
{
    /// <summary>Hits for a query, best first; none for an empty one. Drafts show only to those who write.</summary>
    public static async Task<IReadOnlyList<SearchHit>> SearchAsync(this CourseShelf shelf, string query, Task<AuthenticationState>? identity)
    {
        if (query.Length == 0) return [];
        var library = await shelf.ReadAsync();
        var visitor = identity is null ? null : (await identity).User;
        return [.. library.Search(query, 2 * SearchAddress.MaxHits)
            .Where(hit => library.Find(hit.LessonId) is { } lesson && (visitor?.MaySee(lesson) ?? !lesson.IsDraft()))
            .Take(SearchAddress.MaxHits)];
    }
}
