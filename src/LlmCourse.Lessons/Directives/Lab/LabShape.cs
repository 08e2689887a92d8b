namespace LlmCourse.Lessons.Directives.Lab;

/// <summary>A lab as an author sees it.</summary>
/// <param name="Name">The word for <c>:lab:</c>.</param>
/// <param name="Explanation">What it is, in one sentence.</param>
/// <param name="Options">Its own options.</param>
public sealed record LabShape(string Name, string Explanation, IReadOnlyList<OptionShape> Options);
