using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Checkpoint;

/// <summary>“You can now …”: <c>:outcome:</c> names the outcome of the front matter that is reached here.</summary>
internal sealed class CheckpointDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["checkpoint"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override string Explanation => "The place where a learner ticks an outcome of the lesson.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("outcome", "Which outcome of the front matter is reached; the first is 1.", IsRequired: true),
    ];

    public override string Template => ":::checkpoint {#ID}\n:outcome: 1\n:::";

    public override ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var outcome = options.Require("outcome") is null ? null : options.Outcome(context.FrontMatter);
        options.Finish();
        var html = context.TextBody(syntax);
        if (outcome is not { } number || syntax.Id is not { } id || IsSecond(syntax, options, context))
            return new((LessonBlock?)null);
        return new(new CheckpointBlock(syntax.Title, number, context.FrontMatter.Outcomes[number - 1], html, id));
    }

    private static bool IsSecond(DirectiveSyntax syntax, OptionReader options, DirectiveContext context)
    {
        var value = syntax.Options.Find(option => option.Key == "outcome")!.Value;
        var earlier = context.Identified.Values.Any(other => other.Name == "checkpoint" && other.Start < syntax.Start
            && other.Options.Exists(option => option.Key == "outcome" && option.Value == value));
        if (earlier)
            options.ReportValue(Rules.DuplicateCheckpoint, "outcome", $"Another checkpoint ticks outcome {value} already.");
        return earlier;
    }
}
