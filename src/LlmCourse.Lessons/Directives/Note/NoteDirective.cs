using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Note;

/// <summary>Call-outs: <c>note</c>, <c>tip</c>, <c>warning</c>, <c>aside</c>.</summary>
internal sealed class NoteDirective : Directive
{
    private static readonly Dictionary<string, NoteKind> Kinds = new(StringComparer.Ordinal)
    {
        ["note"] = NoteKind.Note,
        ["tip"] = NoteKind.Tip,
        ["warning"] = NoteKind.Warning,
        ["aside"] = NoteKind.Aside,
    };

    public override IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    public override BodyKind Body => BodyKind.Markdown;

    public override string Explanation => "A call-out: something to keep in mind, to make life easier, to beware of, or beside the path.";

    public override string ExplanationOf(string name) => Kinds[name] switch
    {
        NoteKind.Note => "A call-out: something to keep in mind.",
        NoteKind.Tip => "A call-out: something that makes life easier.",
        NoteKind.Warning => "A call-out: something that goes wrong easily.",
        _ => "A call-out: something interesting beside the path.",
    };

    public override string Template => ":::note TITLE\nTEXT\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        new OptionReader(syntax, context.Diagnostics).Finish();
        if (syntax.Children.Count == 0)
        {
            context.Report(Rules.MissingBody, syntax, $"This {syntax.Name} says nothing.");
            return null;
        }

        return new NoteBlock(Kinds[syntax.Name], syntax.Title, await context.RenderBodyAsync(syntax, cancellationToken), syntax.Id);
    }
}
