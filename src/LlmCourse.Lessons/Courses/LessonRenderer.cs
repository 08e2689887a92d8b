using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Glossary;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Courses;

/// <summary>Turns a draft into the blocks of a lesson.</summary>
internal sealed class LessonRenderer
{
    private readonly LessonDraft _draft;
    private readonly ProseChecker _prose;
    private readonly TermMarker _terms;
    private readonly ProseWriter _html = new();
    private readonly DirectiveContext _context;

    private LessonRenderer(LessonDraft draft, LessonSurroundings surroundings)
    {
        _draft = draft;
        var options = surroundings.Options;
        var folder = new ConfinedFolder(Path.Combine(options.ContentFolder, LessonFolders.Parent, draft.Folder));
        var links = new LinkChecker(draft.Document, draft.Diagnostics, surroundings.Index, folder);
        _prose = new ProseChecker(draft.Diagnostics, links);
        _terms = new TermMarker(draft.Language is null ? surroundings.Terms : TermIndex.Empty);
        _context = new DirectiveContext(draft, folder, surroundings.Sources, links, options, _prose, _html, RenderInnerAsync);
    }

    /// <summary>The blocks of a lesson; what cannot be shown is replaced by its reason.</summary>
    public static ValueTask<IReadOnlyList<LessonBlock>> RenderAsync(
        LessonDraft draft, LessonSurroundings surroundings, CancellationToken cancellationToken) =>
        new LessonRenderer(draft, surroundings).RenderAsync(draft.Nodes, isTop: true, cancellationToken);

    private ValueTask<IReadOnlyList<LessonBlock>> RenderInnerAsync(IReadOnlyList<SyntaxNode> nodes, CancellationToken cancellationToken) =>
        RenderAsync(nodes, isTop: false, cancellationToken);

    private async ValueTask<IReadOnlyList<LessonBlock>> RenderAsync(IReadOnlyList<SyntaxNode> nodes, bool isTop, CancellationToken cancellationToken)
    {
        var blocks = new List<LessonBlock>();
        foreach (var node in nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case ProseSyntax syntax:
                    var prose = _draft.Prose[syntax];
                    _prose.Check(prose);
                    _terms.Mark(prose, isTop);
                    var html = _html.Write(prose);
                    if (html.Length > 0)
                        blocks.Add(new ProseBlock(html));
                    break;
                case FaultSyntax fault:
                    blocks.Add(new DiagnosticBlock([fault.Diagnostic]));
                    break;
                case DirectiveSyntax syntax:
                    await RenderDirectiveAsync(syntax, blocks, cancellationToken);
                    break;
            }
        }

        return blocks;
    }

    private async ValueTask RenderDirectiveAsync(DirectiveSyntax syntax, List<LessonBlock> blocks, CancellationToken cancellationToken)
    {
        if (DirectiveCatalog.Find(syntax.Name) is not { } directive)
        {
            var diagnostic = _draft.Diagnostics.Report(
                Rules.UnknownDirective, syntax.NameStart, syntax.Name.Length,
                $"There is no directive “{syntax.Name}”. {Suggestion.For(syntax.Name, DirectiveCatalog.Names)}");
            blocks.Add(new DiagnosticBlock([diagnostic]));
            blocks.AddRange(await RenderInnerAsync(syntax.Children, cancellationToken));
            return;
        }

        var before = _draft.Diagnostics.Items.Count;
        if (directive.NeedsId && syntax.Id is null)
            _context.Report(Rules.MissingId, syntax, $"“{syntax.Name}” has no identifier.");
        var block = await directive.BuildAsync(syntax, _context, cancellationToken);

        // Findings inside the body have a block of their own there.
        var own = _draft.Diagnostics.Items.Skip(before).Where(finding => finding.Severity == Severity.Error && IsOwn(syntax, finding)).ToList();
        if (own.Count > 0)
            blocks.Add(new DiagnosticBlock(own));
        if (block is not null)
            blocks.Add(block);
    }

    private bool IsOwn(DirectiveSyntax syntax, Diagnostic finding)
    {
        if (finding.File != _draft.Source.File)
            return true;
        var (bodyLine, _) = _draft.Source.Place(syntax.BodyStart);
        var (headerLine, _) = _draft.Source.Place(syntax.Start);
        return finding.Line == headerLine || finding.Line < bodyLine;
    }
}
