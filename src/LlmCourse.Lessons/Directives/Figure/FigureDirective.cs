using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Figure;

/// <summary>A numbered picture beside the lesson: <c>:src:</c>, <c>:alt:</c>, and a caption as its body.</summary>
internal sealed class FigureDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["figure"];

    public override BodyKind Body => BodyKind.Markdown;

    public override string Series => "figure";

    public override string Explanation => "A numbered picture beside the lesson, with a caption.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("src", "The picture, beside the lesson.", IsRequired: true),
        new("alt", "What it shows, for those who do not see it.", IsRequired: true),
    ];

    public override string Template => ":::figure TITLE {#ID}\n:src: PICTURE.png\n:alt: WHAT IT SHOWS\nCAPTION\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var path = options.Require("src");
        var alternative = options.Require("alt");
        options.Finish();
        if (path is null || alternative is null)
            return null;

        var place = syntax.Options.Find(option => option.Key == "src")!;
        if (context.Links.PictureAddress(path, place.ValueStart, place.Value.Length) is not { } address)
            return null;
        var caption = await context.RenderBodyAsync(syntax, cancellationToken);
        return new FigureBlock(address, alternative, caption, syntax.Title, context.NumberOf(syntax), syntax.Id);
    }
}
