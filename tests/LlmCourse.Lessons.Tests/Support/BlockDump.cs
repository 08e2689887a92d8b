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
        QuizBlock quiz => [.. ChoiceHtml(quiz.Choices), quiz.ExplanationHtml ?? "", .. Html(quiz.Children)],
        PredictBlock predict => [.. ChoiceHtml(predict.Choices), predict.ExplanationHtml ?? "", .. Html(predict.Children)],
        CheckpointBlock checkpoint => [checkpoint.Html],
        TableBlock table => [table.Html, .. Html(table.Caption)],
        _ => Html(Children(block)),
    });

    private static IEnumerable<string> ChoiceHtml(IEnumerable<QuizChoice> choices) =>
        choices.SelectMany(choice => new[] { choice.Html, choice.FeedbackHtml ?? "" });

    private static IReadOnlyList<LessonBlock> Children(LessonBlock block) => block switch
    {
        NoteBlock note => note.Children,
        LabBlock lab => lab.Children,
        TrainBlock train => train.Children,
        FigureBlock figure => figure.Caption,
        QuizBlock quiz => quiz.Children,
        PredictBlock predict => predict.Children,
        ExerciseBlock exercise => [.. exercise.Children, .. exercise.Hints, .. exercise.Solution is { } solution ? [solution] : Array.Empty<LessonBlock>()],
        HintBlock hint => hint.Children,
        SolutionBlock solution => solution.Children,
        TableBlock table => table.Caption,
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
                QuizBlock quiz => Lines(quiz.Choices, quiz.ExplanationHtml),
                PredictBlock predict => Lines(predict.Choices, predict.ExplanationHtml),
                CheckpointBlock checkpoint => checkpoint.Html,
                TableBlock table => table.Html,
                _ => "",
            };
            foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                text.Append(indent).Append("  ").Append(line).Append('\n');
            Write(text, Children(block), indent + "  ");
        }
    }

    private static string Lines(IEnumerable<QuizChoice> choices, string? explanation)
    {
        var lines = choices.Select(choice => $"({(choice.IsRight ? "x" : " ")}) {choice.Html}{(choice.FeedbackHtml is { } html ? $" > {html}" : "")}");
        return string.Join('\n', explanation is null ? lines : [.. lines, $"> {explanation}"]);
    }

    private static string Head(LessonBlock block) => block switch
    {
        ProseBlock => "prose",
        NoteBlock note => $"{note.Kind.ToString().ToLowerInvariant()} “{note.Title}”",
        MathBlock math => $"math {math.Number}",
        CodeBlock code => $"code {code.Language} “{code.Title}” {code.SourcePath}#{code.Region} from {code.FirstLine} focus [{string.Join(", ", code.FocusLines)}]",
        LabBlock lab => $"lab {lab.Name} “{lab.Title}” {lab.Parameters}",
        TrainBlock train => $"train “{train.Title}” {train.SpecPath} knobs [{string.Join(", ", train.Knobs)}] watch [{string.Join(", ", train.Watch)}]",
        QuizBlock quiz => $"quiz {quiz.Kind.ToString().ToLowerInvariant()} “{quiz.Title}” points {quiz.Points}"
            + (quiz.Answer is { } answer ? FormattableString.Invariant($" answer {answer} ± {quiz.Tolerance}") : "")
            + (quiz.Outcome is { } outcome ? $" outcome {outcome}" : ""),
        PredictBlock predict => FormattableString.Invariant($"predict {predict.Kind.ToString().ToLowerInvariant()} “{predict.Title}” {predict.Metric} of {predict.Run} bounds [{string.Join(", ", predict.Bounds)}]"),
        ExerciseBlock exercise => $"exercise “{exercise.Title}”{(exercise.Outcome is { } outcome ? $" outcome {outcome}" : "")}",
        HintBlock hint => $"hint “{hint.Title}”",
        SolutionBlock solution => $"solution “{solution.Title}”",
        CheckpointBlock checkpoint => $"checkpoint “{checkpoint.Title}” outcome {checkpoint.Outcome} “{checkpoint.OutcomeText}”",
        TableBlock table => $"table {table.Number} “{table.Title}”",
        FigureBlock figure => $"figure {figure.Number} “{figure.Title}” {figure.Source} “{figure.Alternative}”",
        DiagnosticBlock diagnostics => $"diagnostics {string.Join(", ", diagnostics.Diagnostics.Select(item => item.RuleId))}",
        _ => throw new InvalidOperationException($"No dump for {block.GetType().Name}."),
    };
}
