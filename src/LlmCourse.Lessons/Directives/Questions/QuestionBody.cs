using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;
using Markdig.Syntax;

namespace LlmCourse.Lessons.Directives.Questions;

/// <summary>
/// The body of a question: what leads to the choices, a list of choices, and a quote at the left margin that explains the
/// answer. Each part may be missing; who reads the body says what its kind of question needs.
/// </summary>
internal sealed class QuestionBody
{
    private readonly List<LessonBlock> _lead = [];
    private readonly DirectiveSyntax _syntax;
    private readonly DirectiveContext _context;

    private QuestionBody(DirectiveSyntax syntax, DirectiveContext context)
    {
        _syntax = syntax;
        _context = context;
    }

    /// <summary>What stands before the choices.</summary>
    public IReadOnlyList<LessonBlock> Lead => _lead;

    /// <summary>The list of choices; null when there is none.</summary>
    public ListBlock? Choices { get; private set; }

    /// <summary>The stretch of text that holds the choices.</summary>
    public ProseDocument? Prose { get; private set; }

    /// <summary>The quote at the left margin; null when there is none.</summary>
    public string? ExplanationHtml { get; private set; }

    /// <summary>Reads the body and reports what has no place in it.</summary>
    public static async ValueTask<QuestionBody> ReadAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var body = new QuestionBody(syntax, context);
        foreach (var node in syntax.Children)
        {
            if (node is ProseSyntax prose)
                body.Read(context.CheckedProse(prose));
            else if (body.Choices is null)
                body._lead.AddRange(await context.RenderAsync([node], cancellationToken));
            else if (node is DirectiveSyntax directive)
                context.Report(Rules.StrayQuestionPart, directive, $"“{directive.Name}” stands behind the choices.");
        }

        return body;
    }

    private void Read(ProseDocument prose)
    {
        var lead = new List<Block>();
        foreach (var block in prose.Markdown)
        {
            switch (block)
            {
                case LinkReferenceDefinitionGroup:
                    break;
                case ListBlock list when Choices is null:
                    Choices = list;
                    Prose = prose;
                    break;
                case ListBlock:
                    Report(Rules.SplitChoices, prose, block, "These choices are cut off from the ones above.");
                    break;
                case QuoteBlock quote when ExplanationHtml is null:
                    ExplanationHtml = _context.Html.Write(quote);
                    break;
                default:
                    if (Choices is null && ExplanationHtml is null)
                        lead.Add(block);
                    else
                        Report(Rules.StrayQuestionPart, prose, block, "This stands behind the choices or the explanation.");
                    break;
            }
        }

        var html = _context.Html.Write(lead);
        if (html.Length > 0)
            _lead.Add(new ProseBlock(html));
    }

    private void Report(Rule rule, ProseDocument prose, Block place, string message) =>
        _context.Diagnostics.Report(rule, prose.Offset + place.Span.Start, place.Span.Length, message);

    /// <summary>Reports choices in a question that takes none.</summary>
    public void RefuseChoices(string kind)
    {
        if (Choices is { } list)
            Report(Rules.UnexpectedChoices, Prose!, list, $"“{_syntax.Name}” of the kind “{kind}” has no choices.");
    }
}
