using System.Text;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Prose;

/// <summary>The anchor of a heading: written as <c>{#id}</c> at its end, or made from its words.</summary>
internal static class HeadingIdentifier
{
    /// <summary>Takes <c>{#id}</c> off the end of a heading; null when it has none, or after reporting that it cannot be one.</summary>
    public static string? Take(HeadingBlock heading, ProseDocument prose, DiagnosticBag diagnostics)
    {
        if (heading.Inline?.LastChild is not LiteralInline literal)
            return null;
        var text = literal.Content.ToString();
        var start = text.LastIndexOf("{#", StringComparison.Ordinal);
        if (start < 0 || !text.TrimEnd().EndsWith('}'))
            return null;
        var id = text[(start + 2)..].TrimEnd()[..^1];
        literal.Content = new StringSlice(text[..start].TrimEnd());
        return DirectiveHeader.CheckId(id, prose.Offset + literal.Span.Start + start + 2, diagnostics);
    }

    /// <summary>Small letters and digits, with a hyphen between words; <c>section</c> when there are none.</summary>
    public static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var character in title.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
                slug.Append(character);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var stem = slug.ToString().TrimEnd('-');
        return stem.Length == 0 ? "section" : stem;
    }
}
