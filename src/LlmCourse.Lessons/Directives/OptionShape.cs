namespace LlmCourse.Lessons.Directives;

/// <summary>An option that a directive or a lab takes.</summary>
/// <param name="Name">The key, without its colons.</param>
/// <param name="Explanation">What it does, in one sentence.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Values">The words that it takes; null when it takes anything else.</param>
public sealed record OptionShape(string Name, string Explanation, bool IsRequired = false, IReadOnlyList<string>? Values = null);
