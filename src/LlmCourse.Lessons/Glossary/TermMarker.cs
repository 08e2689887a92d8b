using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Prose;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Glossary;

/// <summary>
/// Links terms of the glossary in a lesson's prose: each at its first use in a section, never in headings, links or code,
/// because a page full of marks is read by nobody.
/// </summary>
internal sealed class TermMarker(TermIndex terms)
{
    /// <summary>Headings down to this level start a section in which terms are marked again.</summary>
    private const int SectionLevel = 2;

    private readonly HashSet<string> _marked = new(StringComparer.Ordinal);

    /// <summary>Marks a stretch of prose; <paramref name="isTop"/> when it stands outside of directives, where sections begin.</summary>
    public void Mark(ProseDocument prose, bool isTop)
    {
        if (!terms.IsEmpty)
            Mark(prose.Markdown, isTop);
    }

    private void Mark(ContainerBlock container, bool isTop)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading when isTop && heading.Level <= SectionLevel:
                    _marked.Clear();
                    break;
                case HeadingBlock:
                    break;
                case ContainerBlock inner:
                    Mark(inner, isTop: false);
                    break;
                case LeafBlock { Inline: { } inline }:
                    Mark(inline);
                    break;
            }
        }
    }

    private void Mark(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null;)
        {
            var next = inline.NextSibling;
            if (inline is LiteralInline literal)
                Mark(literal);
            else if (inline is ContainerInline inner and not LinkInline)
                Mark(inner);
            inline = next;
        }
    }

    private void Mark(LiteralInline literal)
    {
        var text = literal.Content.ToString();
        var position = 0;
        Inline last = literal;
        while (terms.Next(text, position, _marked) is { } term)
        {
            _marked.Add(term.Id);
            var mark = Link(text.Substring(term.Start, term.Length), term.Id);
            var before = new StringSlice(text, position, term.Start - 1);
            if (position == 0)
            {
                literal.Content = before;
                literal.InsertAfter(mark);
            }
            else
            {
                last.InsertAfter(new LiteralInline(before));
                last.NextSibling!.InsertAfter(mark);
            }

            last = mark;
            position = term.Start + term.Length;
        }

        if (position > 0 && position < text.Length)
            last.InsertAfter(new LiteralInline(new StringSlice(text, position, text.Length - 1)));
    }

    private static LinkInline Link(string text, string id)
    {
        var link = new LinkInline(LessonAddresses.Term(id), "") { IsClosed = true };
        link.AppendChild(new LiteralInline(text));
        var attributes = link.GetAttributes();
        attributes.AddClass("term");
        attributes.AddProperty("data-term", id);
        return link;
    }
}
