using System.Globalization;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using MarkdownCodeBlock = Markdig.Syntax.CodeBlock;

namespace LlmCourse.Lessons.Prose;

/// <summary>Writes prose as HTML.</summary>
internal static class ProseHtml
{
    public static string Write(ProseDocument prose)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        ProsePipeline.Instance.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new TypedCodeRenderer());
        renderer.ObjectRenderers.Insert(0, new InlineMathRenderer());
        renderer.Render(prose.Markdown);
        return writer.ToString().Trim();
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

    /// <summary>LaTeX as text, for KaTeX to replace; without it, the formula's source is what a reader sees.</summary>
    private sealed class InlineMathRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline math)
        {
            renderer.Write("<span class=\"math-inline\">");
            renderer.WriteEscape(math.Content);
            renderer.Write("</span>");
        }
    }
}
