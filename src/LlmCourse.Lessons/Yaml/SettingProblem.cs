namespace LlmCourse.Lessons.Yaml;

/// <summary>Something wrong with a setting.</summary>
/// <param name="Setting">The setting, its sections before it, such as <c>model.layers</c>; empty when it is about the file as a whole.</param>
/// <param name="Message">What is wrong and what to do, in sentences.</param>
public sealed record SettingProblem(string Setting, string Message);
