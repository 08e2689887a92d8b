using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>The course as it stands in the repository. A region that is gone from the sources fails here.</summary>
public class ContentTests
{
    [Fact]
    public async Task LoadAsync_FindsNothingWrong_InTheCourse()
    {
        var library = await LoadAsync();

        library.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_ShowsEveryLesson_OfTheCourse()
    {
        var library = await LoadAsync();

        library.Course.Lessons.ShouldNotBeEmpty();
        library.Course.Lessons.ShouldAllBe(lesson => lesson.Refusal == null && lesson.Blocks.Count > 0 && lesson.Contents.Count > 0);
    }

    private static Task<CourseLibrary> LoadAsync() =>
        CourseLibrary.LoadAsync(new CourseOptions { ContentFolder = RepositoryPaths.Content, RepositoryRoot = RepositoryPaths.Root });
}
