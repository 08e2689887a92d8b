using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Lessons;

/// <summary>A lesson cannot be shown at all; the diagnostic says why.</summary>
internal sealed class LessonRefusedException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
