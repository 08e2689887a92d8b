using System.Text;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Directives;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;
using Markdig.Syntax;

namespace LlmCourse.Lessons.Search;

/// <summary>What a search can find: a section of a lesson, as plain text.</summary>
internal sealed record SearchSection(
    string Folder, string LessonId, string LessonTitle, string Language, bool IsFirst, string? SectionId, string SectionTitle, string Text)
{
    /// <summary>The sections of a rendered lesson; what a learner should find out by thinking is left out.</summary>
    public static IEnumerable<SearchSection> Of(LessonSlot slot)
    {
        if (slot is not { Refusal: null, IsUsable: true, Draft: { } draft })
            return [];
        var collector = new Collector(draft);
        collector.Visit(draft.Nodes, isTop: true);
        collector.EndSection();
        return collector.Sections;
    }

    private sealed class Collector(LessonDraft draft)
    {
        private readonly StringBuilder _text = new();
        private readonly string _language = draft.Language ?? draft.FrontMatter.Language;
        private string? _sectionId;
        private string _sectionTitle = "";

        public List<SearchSection> Sections { get; } = [];

        public void EndSection()
        {
            if (Sections.Count == 0 && _text.Length == 0)
                _text.Append(draft.FrontMatter.Summary);
            Sections.Add(new SearchSection(
                draft.Folder, draft.FrontMatter.Id, draft.FrontMatter.Title, _language, Sections.Count == 0, _sectionId, _sectionTitle, _text.ToString().Trim()));
            _text.Clear();
        }

        public void Visit(IReadOnlyList<SyntaxNode> nodes, bool isTop)
        {
            foreach (var node in nodes)
            {
                if (node is ProseSyntax prose)
                    Visit(draft.Prose[prose].Markdown, isTop);
                else if (node is DirectiveSyntax directive)
                    Visit(directive);
            }
        }

        private void Visit(DirectiveSyntax directive)
        {
            Append(directive.Title);
            if (DirectiveCatalog.Find(directive.Name) is { HidesAnswers: false })
                Visit(directive.Children, isTop: false);
        }

        private void Visit(ContainerBlock container, bool isTop)
        {
            foreach (var block in container)
            {
                if (block is HeadingBlock heading && isTop)
                {
                    EndSection();
                    _sectionId = Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(heading).Id;
                    _sectionTitle = ProseDocument.PlainText(heading.Inline);
                }
                else if (block is ContainerBlock inner)
                {
                    Visit(inner, isTop: false);
                }
                else if (block is LeafBlock { Inline: { } inline })
                {
                    Append(ProseDocument.PlainText(inline));
                }
            }
        }

        private void Append(string text)
        {
            if (text.Length > 0)
                _text.Append(text).Append('\n');
        }
    }
}
