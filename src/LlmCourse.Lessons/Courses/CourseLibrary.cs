using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Courses;

/// <summary>The course as it was on disk at one moment: immutable, and whole even when some of its lessons are broken.</summary>
public sealed class CourseLibrary
{
    private readonly Dictionary<string, Lesson> _byId;
    private readonly ConfinedFolder _content;

    internal CourseLibrary(Course course, IReadOnlyList<Diagnostic> diagnostics, ConfinedFolder content)
    {
        Course = course;
        Diagnostics = diagnostics;
        _content = content;
        _byId = course.Lessons.ToDictionary(lesson => lesson.Id, StringComparer.Ordinal);
    }

    /// <summary>Modules and lessons in order.</summary>
    public Course Course { get; }

    /// <summary>All findings: about <c>course.yaml</c> first, then lesson by lesson.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads the course. Broken lessons are refused one by one; only a cancelled token throws.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<CourseLibrary> LoadAsync(CourseOptions options, CancellationToken cancellationToken = default) =>
        new CourseLoader(options).LoadAsync(cancellationToken);

    /// <summary>A lesson by its identifier; null when there is none.</summary>
    public Lesson? Find(string lessonId) => _byId.GetValueOrDefault(lessonId);

    /// <summary>The lesson before another in the order of the course; null before the first.</summary>
    public Lesson? Previous(Lesson lesson) => Course.Lessons.LastOrDefault(other => other.Number < lesson.Number);

    /// <summary>The lesson after another in the order of the course; null behind the last.</summary>
    public Lesson? Next(Lesson lesson) => Course.Lessons.FirstOrDefault(other => other.Number > lesson.Number);

    /// <summary>Full path of a picture beside a lesson, to serve at <see cref="LessonAddresses.File"/>; null when there is none.</summary>
    public string? FindPicture(string lessonId, string name)
    {
        if (Find(lessonId) is not { } lesson || !LessonPictures.IsPicture(name))
            return null;
        var folder = new ConfinedFolder(Path.Combine(_content.Root, LessonFolders.Parent, lesson.Folder));
        return folder.Resolve(name) is { } path && File.Exists(path) ? path : null;
    }
}
