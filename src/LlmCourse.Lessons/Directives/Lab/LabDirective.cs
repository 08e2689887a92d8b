using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Lab;

/// <summary>A live lab: <c>:lab:</c> names it, and the other options are that lab's own parameters.</summary>
internal sealed class LabDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["lab"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override string Explanation => "A live lab; its further options depend on which lab it is.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("lab", "Which lab.", IsRequired: true, Values: [.. LabCatalog.Names]),
    ];

    public override string Template => ":::lab TITLE {#ID}\n:lab: tokenizer\n:text: TEXT\n\nWHAT TO TRY\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        if (options.Require("lab") is not { } name)
            return null;
        if (LabCatalog.Read(name, options) is not { } parameters)
        {
            options.ReportValue(Rules.UnknownLab, "lab", $"There is no lab “{name}”. {Suggestion.For(name, LabCatalog.Names)}");
            return null;
        }

        if (parameters is FilterDuelParameters { Run: var run } && (run.Length == 0 || context.FindRun(run, options, directive => directive.Name == "train") is null))
            return null;
        options.Finish();
        if (syntax.Id is not { } id)
            return null;
        return new LabBlock(name, syntax.Title, parameters, await context.RenderBodyAsync(syntax, cancellationToken), id);
    }
}
