using LlmCourse.Lessons.Courses;

namespace LlmCourse.Web.Learning;

/// <summary>The sections of a lesson that are ticked: its headings of the second level.</summary>
internal static class LessonSections
{
    private const int TickedLevel = 2;

    /// <summary>The sections in order; a lesson without headings has none to tick.</summary>
    public static IReadOnlyList<LessonSection> TickedSections(this Lesson lesson) => [.. lesson.Sections.Where(entry => entry.Level == TickedLevel)];

    /// <summary>How many of a lesson's sections are ticked. A tick of a section that was since removed does not count.</summary>
    public static int CountRead(this LearnerProgress progress, Lesson lesson) => lesson.TickedSections().Count(section => progress.IsRead(lesson.Id, section.Id));

    /// <summary>What a place is called: the section's title, or the lesson's above its first section.</summary>
    public static string PlaceTitle(this Lesson lesson, LearningPlace place) =>
        lesson.Sections.FirstOrDefault(entry => entry.Id == place.Section) is { } section ? $"{lesson.Title}: {section.Title}" : lesson.Title;
}
