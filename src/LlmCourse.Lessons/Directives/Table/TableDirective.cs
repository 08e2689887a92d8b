using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;
using Markdig.Syntax;
using MarkdownTable = Markdig.Extensions.Tables.Table;

namespace LlmCourse.Lessons.Directives.Table;

/// <summary>A numbered table: one Markdown table, and around it what the caption says.</summary>
internal sealed class TableDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["table"];

    public override BodyKind Body => BodyKind.Markdown;

    public override string Series => "table";

    public override string Explanation => "A numbered table that the text can refer to; what stands around it becomes its caption.";

    public override string Template => """
        :::table TITLE {#ID}
        | A | B |
        |---|--:|
        | x | 1 |

        CAPTION
        :::
        """;

    public override ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        new OptionReader(syntax, context.Diagnostics).Finish();
        var blocks = new List<Block>();
        foreach (var node in syntax.Children)
        {
            if (node is ProseSyntax prose)
                blocks.AddRange(context.CheckedProse(prose).Markdown);
            else if (node is DirectiveSyntax inner)
                context.Report(Rules.DirectiveNotHere, inner, $"“table” holds a table and its caption, so “{inner.Name}” cannot stand in it.");
        }

        var tables = blocks.OfType<MarkdownTable>().ToList();
        if (tables is not [var table])
        {
            context.Report(Rules.MissingTable, syntax, tables.Count == 0 ? "There is no table here." : $"There are {tables.Count} tables here.");
            return new((LessonBlock?)null);
        }

        var caption = context.Html.Write(blocks.Where(block => block != table));
        return new(new TableBlock(
            syntax.Title, context.Html.Write([table]), caption.Length > 0 ? [new ProseBlock(caption)] : [], context.NumberOf(syntax), syntax.Id));
    }
}
