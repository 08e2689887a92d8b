namespace LlmCourse.Lessons.Glossary;

/// <summary>A term of the course with what it means.</summary>
/// <param name="Id">Anchor within the glossary page, stable across languages.</param>
/// <param name="Term">The term as it is listed, plain text.</param>
/// <param name="Forms">Everything that counts as the term in running text, the term itself first.</param>
/// <param name="Html">What it means, sanitised HTML.</param>
public sealed record GlossaryEntry(string Id, string Term, IReadOnlyList<string> Forms, string Html);
