using System.Text.RegularExpressions;
using LlmCourse.Lessons.Diagnostics;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Prose;

/// <summary>Checks a stretch of prose before it is written: links, pictures, HTML that will be shown as text, formulas.</summary>
internal sealed partial class ProseChecker(DiagnosticBag diagnostics, LinkChecker links)
{
    public void Check(ProseDocument prose)
    {
        links.Check(prose);
        foreach (var math in prose.Markdown.Descendants<MathInline>())
        {
            if (math.DelimiterCount != 1)
                Report(Rules.DisplayMath, prose, math, "Formulas between double dollars are not displayed.");
        }

        foreach (var literal in prose.Markdown.Descendants<LiteralInline>())
        {
            var tag = HtmlTag().Match(literal.Content.ToString());
            if (tag.Success)
                diagnostics.Report(Rules.RawHtml, prose.Offset + literal.Span.Start + tag.Index, tag.Length, $"“{tag.Value}” is shown as text: raw HTML is switched off.");
        }
    }

    private void Report(Rule rule, ProseDocument prose, MarkdownObject place, string message) =>
        diagnostics.Report(rule, prose.Offset + place.Span.Start, place.Span.Length, message);

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex HtmlTag();
}
