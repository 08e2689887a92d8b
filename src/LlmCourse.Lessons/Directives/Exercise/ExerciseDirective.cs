using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Exercise;

/// <summary>Something to do. The hints and the solution that stand in it are folded below the task.</summary>
internal sealed class ExerciseDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["exercise"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override string Explanation => "Something to do, with hints and a solution that stay folded until they are wanted.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("outcome", "Which outcome of the front matter it is about; the first is 1."),
    ];

    public override string Template => """
        ::::exercise TITLE {#ID}
        WHAT TO DO

        :::hint
        A FIRST HELP
        :::

        :::solution
        HOW IT IS DONE
        :::
        ::::
        """;

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var outcome = options.Outcome(context.FrontMatter);
        options.Finish();

        var blocks = await context.RenderBodyAsync(syntax, cancellationToken);
        var task = blocks.Where(block => block is not (HintBlock or SolutionBlock)).ToList();
        foreach (var second in syntax.Children.OfType<DirectiveSyntax>().Where(child => child.Name == "solution").Skip(1))
            context.Report(Rules.DuplicateSolution, second, "This exercise has a solution already.");
        if (!task.Exists(block => block is not DiagnosticBlock))
            context.Report(Rules.MissingBody, syntax, "This exercise asks for nothing.");
        if (syntax.Id is not { } id)
            return null;
        return new ExerciseBlock(
            syntax.Title, task, [.. blocks.OfType<HintBlock>()], blocks.OfType<SolutionBlock>().FirstOrDefault(), outcome, id);
    }
}
