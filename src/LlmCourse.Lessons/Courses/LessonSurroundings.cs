using LlmCourse.Lessons.Glossary;
using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Courses;

/// <summary>What the rendering of a lesson takes from the course around it. Safe for concurrent use.</summary>
/// <param name="Index">What links can reach.</param>
/// <param name="Sources">The product's sources.</param>
/// <param name="Terms">The terms of the glossary.</param>
/// <param name="Options">Where the course is, and what its lessons may cost.</param>
internal sealed record LessonSurroundings(LinkIndex Index, SourceLibrary Sources, TermIndex Terms, CourseOptions Options);
