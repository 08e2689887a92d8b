using System.Text.RegularExpressions;
using LlmCourse.Lessons.Diagnostics;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Prose;

/// <summary>
/// Checks a stretch of prose before it is written: links, pictures, HTML that will be shown as text, formulas. The tree is
/// walked once.
/// </summary>
internal sealed partial class ProseChecker(DiagnosticBag diagnostics, LinkChecker links)
{
    public void Check(ProseDocument prose)
    {
        // The list is made first, because links that lead nowhere are taken out of the tree.
        foreach (var inline in prose.Markdown.Descendants<Inline>().ToList())
        {
            switch (inline)
            {
                case LinkInline { IsImage: true } image:
                    links.CheckImage(prose, image);
                    break;
                case LinkInline link:
                    links.CheckLink(prose, link);
                    break;
                case AutolinkInline link:
                    links.CheckAutolink(prose, link);
                    break;
                case MathInline { DelimiterCount: not 1 } math:
                    diagnostics.Report(Rules.DisplayMath, prose.Offset + math.Span.Start, math.Span.Length, "Formulas between double dollars are not displayed.");
                    break;
                case LiteralInline literal when literal.Content.AsSpan().Contains('<'):
                    CheckTags(prose, literal);
                    break;
            }
        }
    }

    private void CheckTags(ProseDocument prose, LiteralInline literal)
    {
        var tag = HtmlTag().Match(literal.Content.ToString());
        if (tag.Success)
            diagnostics.Report(Rules.RawHtml, prose.Offset + literal.Span.Start + tag.Index, tag.Length, $"“{tag.Value}” is shown as text: raw HTML is switched off.");
    }

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex HtmlTag();
}
