using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;
using Markdig.Syntax;

namespace LlmCourse.Lessons.Courses;

/// <summary>Reads a lesson's text as far as that is possible without the other lessons.</summary>
internal sealed class LessonDraftReader
{
    private readonly LessonDraft _draft;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slugs = new(StringComparer.Ordinal);
    private int _headingLevel = 1;

    private readonly List<LessonSection> _original;

    private LessonDraftReader(LessonDraft draft, LessonDraft? original)
    {
        _draft = draft;
        _original = original?.Sections ?? [];
    }

    /// <summary>Reads a lesson; a translation of <paramref name="original"/> when that is given.</summary>
    /// <exception cref="LessonRefusedException">It cannot be shown at all.</exception>
    public static LessonDraft Read(LessonSlot slot, SourceText source, LessonLimits limits, LessonDraft? original)
    {
        var (frontMatter, mapping, nextLine) = FrontMatterReader.Read(source, slot.Diagnostics);
        var draft = new LessonDraft
        {
            Folder = slot.Folder,
            Language = slot.Language,
            Source = source,
            Diagnostics = slot.Diagnostics,
            FrontMatter = frontMatter,
            Settings = mapping,
            Nodes = LessonSyntaxReader.Read(source, nextLine, slot.Diagnostics, limits),
        };
        new LessonDraftReader(draft, original).Visit(draft.Nodes, isTop: true);
        return draft;
    }

    private void Visit(IReadOnlyList<SyntaxNode> nodes, bool isTop)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ProseSyntax prose:
                    VisitProse(prose, isTop);
                    break;
                case DirectiveSyntax directive:
                    VisitDirective(directive);
                    break;
            }
        }
    }

    private void VisitDirective(DirectiveSyntax syntax)
    {
        var directive = DirectiveCatalog.Find(syntax.Name);
        var number = 0;
        if (directive?.Series is { } series)
        {
            number = _numbers[series] = _numbers.GetValueOrDefault(series) + 1;
            _draft.Numbers.Add(syntax, number);
        }

        if (syntax.Id is { } id && directive is not null)
        {
            if (_draft.Anchors.TryAdd(id, directive.Label(syntax, number)))
                _draft.Identified.Add(id, syntax);
            else
                _draft.Diagnostics.Report(Rules.DuplicateId, syntax.IdStart, id.Length, $"The identifier “{id}” is taken in this lesson.");
        }

        Visit(syntax.Children, isTop: false);
    }

    private void VisitProse(ProseSyntax syntax, bool isTop)
    {
        ProseDocument prose;
        try
        {
            prose = ProseDocument.Read(_draft.Source.Text[syntax.Start..syntax.End], syntax.Start);
        }
        catch (ArgumentException)
        {
            throw new LessonRefusedException(_draft.Diagnostics.Report(
                Rules.MarkdownTooDeep, syntax.Start, 1, "Somewhere in this stretch of text, Markdown is nested too deeply to be read."));
        }

        _draft.Prose.Add(syntax, prose);
        _draft.Words += ReadingTime.CountWords(_draft.Source.Text.AsSpan(syntax.Start, syntax.End - syntax.Start));
        foreach (var heading in prose.Headings)
            VisitHeading(prose, heading, isTop && heading.Parent is MarkdownDocument);
    }

    private void VisitHeading(ProseDocument prose, HeadingBlock heading, bool isTop)
    {
        var offset = prose.Offset + heading.Span.Start;
        var explicitId = HeadingIdentifier.Take(heading, prose, _draft.Diagnostics);
        var title = ProseDocument.PlainText(heading.Inline);
        var id = explicitId ?? (isTop ? OriginalId(heading.Level) : null) ?? UniqueSlug(title);
        if (!_draft.Anchors.TryAdd(id, title))
            _draft.Diagnostics.Report(Rules.DuplicateId, offset, heading.Span.Length, $"The identifier “{id}” is taken in this lesson.");
        Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(heading).Id = id;
        if (!isTop)
            return;

        if (heading.Level == 1 || heading.Level > _headingLevel + 1)
            _draft.Diagnostics.Report(Rules.HeadingLevel, offset, heading.Span.Length, $"A heading of level {heading.Level} cannot stand here.");
        _headingLevel = Math.Max(2, heading.Level);
        _draft.Sections.Add(new LessonSection(id, title, heading.Level));
    }

    /// <summary>In a translation, the identifier of the heading that stands at this place in the original.</summary>
    private string? OriginalId(int level)
    {
        var index = _draft.Sections.Count;
        var id = index < _original.Count && _original[index].Level == level ? _original[index].Id : null;
        return id is null || _draft.Anchors.ContainsKey(id) ? null : id;
    }

    /// <summary>An anchor made from a heading that nothing else in the lesson has.</summary>
    private string UniqueSlug(string title)
    {
        var stem = HeadingIdentifier.Slug(title);
        var id = stem;
        while (_draft.Anchors.ContainsKey(id))
        {
            var count = _slugs[stem] = _slugs.GetValueOrDefault(stem, 1) + 1;
            id = $"{stem}-{count}";
        }

        return id;
    }
}
