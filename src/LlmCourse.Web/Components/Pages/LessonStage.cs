using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Web.Components.Pages;

/// <summary>A stretch of a lesson with at most one bench: beside the text on a wide screen, between its parts on a narrow one.</summary>
/// <param name="Before">Text above the bench.</param>
/// <param name="Bench">The lab or run; null when the lesson has none.</param>
/// <param name="After">Text below the bench, up to the section that leads to the next bench.</param>
internal sealed record LessonStage(IReadOnlyList<LessonBlock> Before, LessonBlock? Bench, IReadOnlyList<LessonBlock> After)
{
    private const string SectionStart = "<h2";

    /// <summary>Title of the bench.</summary>
    public string Title => Bench switch { LabBlock lab => lab.Title, TrainBlock train => train.Title, _ => "" };

    /// <summary>Cuts a lesson into stages. A section whose text leads to a bench begins that bench's stage.</summary>
    public static IReadOnlyList<LessonStage> Arrange(IReadOnlyList<LessonBlock> blocks)
    {
        var stages = new List<LessonStage>();
        var before = new List<LessonBlock>();
        LessonBlock? bench = null;
        var after = new List<LessonBlock>();
        foreach (var block in blocks)
        {
            if (block is not (LabBlock or TrainBlock))
            {
                (bench is null ? before : after).Add(block);
                continue;
            }

            if (bench is not null)
            {
                var lead = TakeLastSection(after);
                stages.Add(new LessonStage(before, bench, after));
                (before, after) = (lead, []);
            }

            bench = block;
        }

        stages.Add(new LessonStage(before, bench, after));
        return stages;
    }

    /// <summary>Removes the last section (from its heading on) from a list of blocks and returns it.</summary>
    private static List<LessonBlock> TakeLastSection(List<LessonBlock> blocks)
    {
        var index = blocks.FindLastIndex(block => block is ProseBlock prose && prose.Html.Contains(SectionStart, StringComparison.Ordinal));
        if (index < 0) return [];
        var html = ((ProseBlock)blocks[index]).Html;
        var at = html.LastIndexOf(SectionStart, StringComparison.Ordinal);
        var section = new List<LessonBlock> { new ProseBlock(html[at..]) };
        section.AddRange(blocks.Skip(index + 1));
        blocks.RemoveRange(index, blocks.Count - index);
        if (at > 0) blocks.Add(new ProseBlock(html[..at]));
        return section;
    }
}
