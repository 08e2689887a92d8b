namespace LlmCourse.Lessons.Diagnostics;

/// <summary>One thing the checker looks for.</summary>
/// <param name="Id">Stable identifier in kebab case.</param>
/// <param name="Severity">How much a finding matters.</param>
/// <param name="Help">What an author does about a finding.</param>
public sealed record Rule(string Id, Severity Severity, string Help);
