namespace LlmCourse.Lessons.Courses;

/// <summary>The course: modules in order, lessons in order within them.</summary>
/// <param name="Title">Its title, plain text.</param>
/// <param name="Summary">One or two sentences; empty when there are none.</param>
/// <param name="Modules">The modules.</param>
public sealed record Course(string Title, string Summary, IReadOnlyList<CourseModule> Modules)
{
    /// <summary>All lessons in the order of the course.</summary>
    public IEnumerable<Lesson> Lessons => Modules.SelectMany(module => module.Lessons);
}

/// <summary>A part of the course.</summary>
/// <param name="Id">Stable identifier in kebab case.</param>
/// <param name="Title">Its title, plain text.</param>
/// <param name="Summary">One or two sentences; empty when there are none.</param>
/// <param name="Lessons">Its lessons.</param>
public sealed record CourseModule(string Id, string Title, string Summary, IReadOnlyList<Lesson> Lessons);
