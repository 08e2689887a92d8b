using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Exercise;

/// <summary>Folded help: <c>hint</c> and <c>solution</c>, in an exercise or by themselves.</summary>
internal abstract class FoldDirective(string name, Func<string, IReadOnlyList<LessonBlock>, string?, LessonBlock> create) : Directive
{
    public override IReadOnlyList<string> Names { get; } = [name];

    public override BodyKind Body => BodyKind.Markdown;

    public override string Template => $":::{name}\nTEXT\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        new OptionReader(syntax, context.Diagnostics).Finish();
        if (syntax.Children.Count > 0)
            return create(syntax.Title, await context.RenderBodyAsync(syntax, cancellationToken), syntax.Id);
        context.Report(Rules.MissingBody, syntax, $"This {name} says nothing.");
        return null;
    }
}

/// <summary>A first help.</summary>
internal sealed class HintDirective() : FoldDirective("hint", (title, children, id) => new HintBlock(title, children, id))
{
    public override string Explanation => "A help that stays folded until it is wanted.";
}

/// <summary>How it is done.</summary>
internal sealed class SolutionDirective() : FoldDirective("solution", (title, children, id) => new SolutionBlock(title, children, id))
{
    public override bool HidesAnswers => true;

    public override string Explanation => "A solution that stays folded until it is wanted.";
}
