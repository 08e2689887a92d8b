using System.Text;
using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Lessons.Tests.Support;

/// <summary>Writes blocks as indented text, for cases to compare with.</summary>
internal static class BlockDump
{
    public static string Write(IReadOnlyList<LessonBlock> blocks)
    {
        var text = new StringBuilder();
        Write(text, blocks, "");
        return text.ToString().TrimEnd();
    }

    /// <summary>Every HTML string of the blocks, at any depth.</summary>
    public static IEnumerable<string> Html(IEnumerable<LessonBlock> blocks) => blocks.SelectMany(block => block switch
    {
        ProseBlock prose => [prose.Html],
        CodeBlock code => [code.Html],
        _ => Html(Children(block)),
    });

    private static IReadOnlyList<LessonBlock> Children(LessonBlock block) => block switch
    {
        NoteBlock note => note.Children,
        LabBlock lab => lab.Children,
        TrainBlock train => train.Children,
        FigureBlock figure => figure.Caption,
        _ => [],
    };

    private static void Write(StringBuilder text, IReadOnlyList<LessonBlock> blocks, string indent)
    {
        foreach (var block in blocks)
        {
            text.Append(indent).Append(Head(block)).Append(block.Id is { } id ? $" #{id}" : "").Append('\n');
            var lines = block switch
            {
                ProseBlock prose => prose.Html,
                MathBlock math => math.Latex,
                CodeBlock code => code.Html.TrimEnd(),
                _ => "",
            };
            foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                text.Append(indent).Append("  ").Append(line).Append('\n');
            Write(text, Children(block), indent + "  ");
        }
    }

    private static string Head(LessonBlock block) => block switch
    {
        ProseBlock => "prose",
        NoteBlock note => $"{note.Kind.ToString().ToLowerInvariant()} “{note.Title}”",
        MathBlock math => $"math {math.Number}",
        CodeBlock code => $"code {code.Language} “{code.Title}” {code.SourcePath}#{code.Region} from {code.FirstLine} focus [{string.Join(", ", code.FocusLines)}]",
        LabBlock lab => $"lab {lab.Name} “{lab.Title}” {lab.Parameters}",
        TrainBlock train => $"train “{train.Title}” {train.SpecPath} knobs [{string.Join(", ", train.Knobs)}] watch [{string.Join(", ", train.Watch)}]",
        FigureBlock figure => $"figure {figure.Number} “{figure.Title}” {figure.Source} “{figure.Alternative}”",
        DiagnosticBlock diagnostics => $"diagnostics {string.Join(", ", diagnostics.Diagnostics.Select(item => item.RuleId))}",
        _ => throw new InvalidOperationException($"No dump for {block.GetType().Name}."),
    };
}
