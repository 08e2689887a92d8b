using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Math;

/// <summary>A displayed, numbered formula in LaTeX.</summary>
internal sealed class MathDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["math"];

    public override BodyKind Body => BodyKind.Raw;

    public override string Series => "equation";

    public override string Explanation => "A displayed, numbered formula in LaTeX.";

    public override string Template => ":::math {#ID}\nLATEX\n:::";

    public override ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        new OptionReader(syntax, context.Diagnostics).Finish();
        var latex = context.RawBody(syntax);
        if (latex.Length > 0)
            return new(new MathBlock(latex, context.NumberOf(syntax), syntax.Id));
        context.Report(Rules.MissingBody, syntax, "This formula is empty.");
        return new((LessonBlock?)null);
    }
}
