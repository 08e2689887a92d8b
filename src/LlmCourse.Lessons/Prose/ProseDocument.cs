using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Prose;

/// <summary>One stretch of Markdown, read.</summary>
internal sealed class ProseDocument
{
    private ProseDocument(int offset, MarkdownDocument markdown)
    {
        Offset = offset;
        Markdown = markdown;
    }

    /// <summary>Where in the file the stretch starts; spans inside count from here.</summary>
    public int Offset { get; }

    /// <summary>Its syntax tree.</summary>
    public MarkdownDocument Markdown { get; }

    /// <summary>Its headings in order.</summary>
    public IEnumerable<HeadingBlock> Headings => Markdown.Descendants<HeadingBlock>();

    /// <summary>Reads a stretch of Markdown.</summary>
    /// <exception cref="ArgumentException">Markdig's own limit on nesting (128) is exceeded.</exception>
    public static ProseDocument Read(string text, int offset)
    {
        var markdown = Markdig.Markdown.Parse(text, ProsePipeline.Instance);
        if (text.Contains('|'))
        {
            foreach (var table in markdown.Descendants<Table>())
                AlignByClass(table);
        }

        return new ProseDocument(offset, markdown);
    }

    /// <summary>Says by class how the cells of a table are aligned: a page with a strict policy has no styles in its tags.</summary>
    private static void AlignByClass(Table table)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            for (var i = 0; i < row.Count && i < table.ColumnDefinitions.Count; i++)
            {
                if (table.ColumnDefinitions[i].Alignment is { } alignment and not TableColumnAlign.Left)
                    row[i].GetAttributes().AddClass(alignment == TableColumnAlign.Right ? "align-right" : "align-center");
            }
        }

        foreach (var column in table.ColumnDefinitions)
            column.Alignment = null;
    }

    /// <summary>The text that a reader sees of an inline, without any formatting.</summary>
    public static string PlainText(Inline? inline)
    {
        var text = new StringBuilder();
        Append(text, inline);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, Inline? inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case MathInline math:
                text.Append(FormulaText.Of(math.Content.AsSpan()));
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case ContainerInline container:
                foreach (var child in container)
                    Append(text, child);
                break;
        }
    }
}
