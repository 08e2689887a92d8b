using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Sources;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives;

/// <summary>What a directive needs of the lesson around it.</summary>
internal sealed class DirectiveContext(
    LessonDraft lesson,
    ConfinedFolder folder,
    SourceLibrary sources,
    LinkChecker links,
    CourseOptions options,
    ProseChecker prose,
    ProseWriter html,
    Func<IReadOnlyList<SyntaxNode>, CancellationToken, ValueTask<IReadOnlyList<LessonBlock>>> render)
{
    /// <summary>Takes the findings.</summary>
    public DiagnosticBag Diagnostics => lesson.Diagnostics;

    /// <summary>The lesson's own folder.</summary>
    public ConfinedFolder Folder => folder;

    /// <summary>The product's sources.</summary>
    public SourceLibrary Sources => sources;

    /// <summary>Finds pictures.</summary>
    public LinkChecker Links => links;

    /// <summary>Writes prose as HTML.</summary>
    public ProseWriter Html => html;

    /// <summary>Limits and the check of run files.</summary>
    public CourseOptions Options => options;

    /// <summary>What the lesson says about itself.</summary>
    public FrontMatter FrontMatter => lesson.FrontMatter;

    /// <summary>The lesson's directives that have an identifier.</summary>
    public IReadOnlyDictionary<string, DirectiveSyntax> Identified => lesson.Identified;

    /// <summary>The directive that an option <c>run</c> names, when it is one that runs; otherwise that is reported, with the nearest name.</summary>
    public DirectiveSyntax? FindRun(string run, OptionReader options, Func<DirectiveSyntax, bool> runs)
    {
        if (Identified.GetValueOrDefault(run) is { } found && runs(found))
            return found;
        options.ReportValue(Rules.UnknownRun, "run", $"This lesson has no run “{run}”. {Suggestion.For(run, Identified.Where(pair => runs(pair.Value)).Select(pair => pair.Key))}");
        return null;
    }

    /// <summary>Path of a file beside the lesson, relative to the content folder.</summary>
    public string ContentPath(string name) => $"lessons/{lesson.Folder}/{name}";

    /// <summary>Number of a numbered directive.</summary>
    public int NumberOf(DirectiveSyntax directive) => lesson.Numbers[directive];

    /// <summary>What stands in a directive's Markdown body.</summary>
    public ValueTask<IReadOnlyList<LessonBlock>> RenderBodyAsync(DirectiveSyntax directive, CancellationToken cancellationToken) =>
        render(directive.Children, cancellationToken);

    /// <summary>The blocks that stand for some of a directive's children.</summary>
    public ValueTask<IReadOnlyList<LessonBlock>> RenderAsync(IReadOnlyList<SyntaxNode> nodes, CancellationToken cancellationToken) =>
        render(nodes, cancellationToken);

    /// <summary>A stretch of text, its links resolved and its faults reported.</summary>
    public ProseDocument CheckedProse(ProseSyntax syntax)
    {
        var document = lesson.Prose[syntax];
        prose.Check(document);
        return document;
    }

    /// <summary>A body that holds text only, as HTML; directives in it are reported.</summary>
    public string TextBody(DirectiveSyntax directive)
    {
        foreach (var inner in directive.Children.OfType<DirectiveSyntax>())
            Report(Rules.DirectiveNotHere, inner, $"“{directive.Name}” holds text only, so “{inner.Name}” cannot stand in it.");
        return string.Join('\n', directive.Children.OfType<ProseSyntax>().Select(syntax => html.Write(CheckedProse(syntax))));
    }

    /// <summary>A raw body without the blank lines around it.</summary>
    public string RawBody(DirectiveSyntax directive)
    {
        var lines = lesson.Source.Text[directive.BodyStart..directive.BodyEnd].Split('\n').ToList();
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[0]))
            lines.RemoveAt(0);
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
            lines.RemoveAt(lines.Count - 1);
        return string.Join('\n', lines);
    }

    /// <summary>Reports a finding about a directive's opening line.</summary>
    public void Report(Rule rule, DirectiveSyntax directive, string message) =>
        Diagnostics.Report(rule, directive.Start, directive.HeaderLength, message);
}
