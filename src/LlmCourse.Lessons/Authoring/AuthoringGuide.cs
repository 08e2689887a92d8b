using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Prose;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Authoring;

/// <summary>The authoring guide of the repository's <c>docs/</c>, whose examples the tests run, for those who write in the app.</summary>
public static class AuthoringGuide
{
    private const string Resource = "guide/authoring.md";

    /// <summary>The chapters in their order.</summary>
    public static IReadOnlyList<GuideChapter> Chapters { get; } = Read(EmbeddedText.Load(Resource));

    private static List<GuideChapter> Read(string text)
    {
        var document = Markdown.Parse(text, ProsePipeline.Instance);
        var writer = new ProseWriter();
        var chapters = new List<GuideChapter>();
        var (title, sections, blocks) = ("", new List<LessonSection>(), new List<Block>());
        foreach (var block in document.ToArray())
        {
            document.Remove(block); // a block has one parent, and the writer reads them in groups
            if (block is HeadingBlock { Level: 2 } heading)
            {
                End();
                (title, sections, blocks) = (TextOf(heading), [], []);
                continue;
            }

            if (block is HeadingBlock { Level: 3 } inner)
            {
                var name = TextOf(inner);
                var id = HeadingIdentifier.Slug(name);
                inner.GetAttributes().Id = id;
                sections.Add(new LessonSection(id, name, inner.Level));
            }

            blocks.Add(block);
        }

        End();
        return chapters;

        void End()
        {
            if (title.Length > 0)
                chapters.Add(new GuideChapter(HeadingIdentifier.Slug(title), title, sections, writer.Write(blocks)));
        }
    }

    private static string TextOf(HeadingBlock heading) =>
        string.Concat(heading.Inline!.Select(inline => inline is CodeInline code ? code.Content : inline.ToString()));
}

/// <summary>A chapter of the guide.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Sections">Its sections; their anchors stand in the HTML.</param>
/// <param name="Html">What it says below its title, safe to put into a page as it is.</param>
public sealed record GuideChapter(string Id, string Title, IReadOnlyList<LessonSection> Sections, string Html);
