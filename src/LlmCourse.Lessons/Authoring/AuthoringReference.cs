namespace LlmCourse.Lessons.Authoring;

/// <summary>
/// What can be written in a lesson, by example. The examples are the cases that the tests run, so each of them does what is
/// said beside it.
/// </summary>
public static class AuthoringReference
{
    private const string Prefix = "reference/";

    /// <summary>The topics in the order in which a newcomer needs them.</summary>
    private static readonly string[] Order =
        ["structure", "front-matter", "links", "options", "code", "quiz", "predict", "exercises", "glossary", "translations"];

    /// <summary>All topics with their examples.</summary>
    public static IReadOnlyList<ReferenceTopic> Topics { get; } =
    [
        .. typeof(AuthoringReference).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => ReferenceReader.Read(Path.GetFileNameWithoutExtension(name), EmbeddedText.Load(name)))
            .OrderBy(topic => Array.IndexOf(Order, topic.Id) is >= 0 and var place ? place : Order.Length)
            .ThenBy(topic => topic.Id, StringComparer.Ordinal),
    ];
}

/// <summary>A group of examples.</summary>
/// <param name="Id">Names the topic in addresses.</param>
/// <param name="Title">Plain text.</param>
/// <param name="ExplanationHtml">Safe to put into a page as it is; may be empty.</param>
/// <param name="Examples">The examples.</param>
public sealed record ReferenceTopic(string Id, string Title, string ExplanationHtml, IReadOnlyList<ReferenceExample> Examples);

/// <summary>An example of what can be written, and what comes of it.</summary>
/// <param name="Title">What it shows, plain text.</param>
/// <param name="ExplanationHtml">Safe to put into a page as it is; may be empty.</param>
/// <param name="Markdown">The lesson; without front matter unless it starts with its own.</param>
/// <param name="Files">Further files, by path in the repository.</param>
/// <param name="Findings">What the checker finds, in order; empty when all is well.</param>
/// <param name="Keeps">Rules that the example shows how to keep.</param>
/// <param name="Blocks">What is shown, as the tests write it; null when that is not the point.</param>
public sealed record ReferenceExample(
    string Title,
    string ExplanationHtml,
    string Markdown,
    IReadOnlyList<ReferenceFile> Files,
    IReadOnlyList<ReferenceFinding> Findings,
    IReadOnlyList<string> Keeps,
    string? Blocks);

/// <summary>A file of an example.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="Text">What it holds.</param>
public sealed record ReferenceFile(string Path, string Text);

/// <summary>A finding of an example.</summary>
/// <param name="File">File that it is about; null for the lesson itself.</param>
/// <param name="Place">Line and column, such as <c>3:10</c>; lines count from the first one shown.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="Message">A part of the message; empty when any will do.</param>
public sealed record ReferenceFinding(string? File, string Place, string RuleId, string Message)
{
    /// <summary>Severity and help of the rule.</summary>
    public Diagnostics.Rule Rule => Diagnostics.Rules.All.Single(rule => rule.Id == RuleId);
}
