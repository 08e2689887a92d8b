using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;

namespace LlmCourse.Lessons.Prose;

/// <summary>
/// The Markdown that lessons are written in: CommonMark without raw HTML, pipe tables, marks of choices, and inline maths. Extensions are
/// chosen one by one, because Markdig's “advanced” bundle lets attributes and addresses through that run scripts.
/// </summary>
internal static class ProsePipeline
{
    public static MarkdownPipeline Instance { get; } = Build();

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .DisableHtml()
            .UsePreciseSourceLocation();
        builder.InlineParsers.Insert(0, new MathInlineParser());
        builder.InlineParsers.Insert(0, new TaskListInlineParser { ListClass = "", ListItemClass = "" });
        return builder.Build();
    }
}
