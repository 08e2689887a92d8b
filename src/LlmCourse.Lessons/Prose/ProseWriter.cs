using System.Globalization;
using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using MarkdownCodeBlock = Markdig.Syntax.CodeBlock;

namespace LlmCourse.Lessons.Prose;

/// <summary>
/// Writes prose as HTML. A writer serves one lesson and one thread: it is kept for the lesson's many short pieces, because
/// setting one up takes longer than most of them.
/// </summary>
internal sealed class ProseWriter
{
    private readonly StringBuilder _html = new();
    private readonly HtmlRenderer _renderer;

    public ProseWriter()
    {
        _renderer = new HtmlRenderer(new StringWriter(_html, CultureInfo.InvariantCulture) { NewLine = "\n" });
        ProsePipeline.Instance.Setup(_renderer);
        _renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new TypedCodeRenderer());
        _renderer.ObjectRenderers.Insert(0, new InlineMathRenderer());
        _renderer.ObjectRenderers.Insert(0, new TaskMarkRenderer());
    }

    /// <summary>A stretch of text, whole.</summary>
    public string Write(ProseDocument prose) => Write(prose.Markdown);

    /// <summary>Blocks one after the other.</summary>
    public string Write(IEnumerable<Block> blocks) => Write(blocks, isItem: false);

    /// <summary>What stands in one item of a list; a single paragraph is written without its tags.</summary>
    public string WriteItem(IReadOnlyCollection<Block> blocks) => Write(blocks, isItem: blocks.Count == 1);

    private string Write(IEnumerable<Block> blocks, bool isItem)
    {
        _html.Clear();
        _renderer.ImplicitParagraph = isItem;
        foreach (var block in blocks)
            _renderer.Render(block);
        return _html.ToString().Trim();
    }

    /// <summary>Fenced or indented code: plain text that the keyboard can scroll.</summary>
    private sealed class TypedCodeRenderer : HtmlObjectRenderer<MarkdownCodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, MarkdownCodeBlock block)
        {
            renderer.EnsureLine();
            renderer.Write("<pre class=\"code\" tabindex=\"0\"><code>");
            renderer.WriteLeafRawLines(block, writeEndOfLines: true, escape: true);
            renderer.WriteLine("</code></pre>");
        }
    }

    /// <summary>Marks of choices outside of questions are text, as CommonMark has them.</summary>
    private sealed class TaskMarkRenderer : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList mark) => renderer.Write(mark.Checked ? "[x]" : "[ ]");
    }

    /// <summary>LaTeX as text, for KaTeX to replace; without it, the formula's source is what a reader sees.</summary>
    private sealed class InlineMathRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline math)
        {
            // In the description of a picture there is no room for tags.
            if (renderer.EnableHtmlForInline)
                renderer.Write("<span class=\"math-inline\">");
            renderer.WriteEscape(math.Content);
            if (renderer.EnableHtmlForInline)
                renderer.Write("</span>");
        }
    }
}
