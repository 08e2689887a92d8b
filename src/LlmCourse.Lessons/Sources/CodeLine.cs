namespace LlmCourse.Lessons.Sources;

/// <summary>A line of shown code.</summary>
/// <param name="Number">Its line in the file, from 1.</param>
/// <param name="Text">The line, dedented.</param>
/// <param name="Html">The line as HTML without its end.</param>
internal sealed record CodeLine(int Number, string Text, string Html);
