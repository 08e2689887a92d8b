using System.Net;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Sources;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Code;

/// <summary>
/// Code: either a region of the product's own sources (<c>:src:</c>, <c>:region:</c>), or typed into the lesson
/// (<c>:language:</c>, and the code as its body). <c>:focus:</c> names texts whose lines the reader should look at.
/// </summary>
internal sealed class CodeDirective : Directive
{
    public override IReadOnlyList<string> Names { get; } = ["code"];

    public override BodyKind Body => BodyKind.Raw;

    public override string Explanation => "Code: a region of the product's own sources, or code that is typed into the lesson.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("src", "A C# file by its path in the repository, such as src/LlmCourse.Llm/Models/Gpt.cs."),
        new("region", "Name of a #region in that file."),
        new("focus", "Texts whose lines the reader should look at, separated by bars."),
        new("language", "Language of typed code, such as text or python; instead of src and region."),
    ];

    public override string Template => ":::code TITLE {#ID}\n:src: src/FILE.cs\n:region: REGION\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var isTyped = syntax.Options.Exists(option => option.Key == "language");
        var code = isTyped
            ? ReadTyped(syntax, options, context)
            : await ReadRegionAsync(syntax, options, context, cancellationToken);
        var focus = options.Text("focus");
        options.Finish();
        if (code is null)
            return null;

        if (code.Lines.Count > context.Options.Limits.MaxCodeLines)
        {
            context.Report(
                Rules.CodeTooLong, syntax, $"This code has {code.Lines.Count} lines; at most {context.Options.Limits.MaxCodeLines} are shown.");
            return null;
        }

        var focused = FocusLines(code.Lines, focus, options);
        return new CodeBlock(
            code.Language, syntax.Title, string.Join('\n', code.Lines.Select(line => line.Text)), CodeHtml.Write(code.Lines, focused),
            code.Path, code.Region, code.Lines[0].Number, focused, syntax.Id);
    }

    private static ShownCode? ReadTyped(DirectiveSyntax syntax, OptionReader options, DirectiveContext context)
    {
        var language = options.Require("language");
        var text = context.RawBody(syntax);
        if (text.Length == 0)
            context.Report(Rules.MissingBody, syntax, "There is no code here.");
        if (language is null || text.Length == 0)
            return null;
        var lines = text.Split('\n').Select((line, i) => new CodeLine(i + 1, line, WebUtility.HtmlEncode(line)));
        return new ShownCode(language, null, null, [.. lines]);
    }

    private static async ValueTask<ShownCode?> ReadRegionAsync(
        DirectiveSyntax syntax, OptionReader options, DirectiveContext context, CancellationToken cancellationToken)
    {
        var path = options.Require("src");
        var region = options.Require("region");
        if (context.RawBody(syntax).Length > 0)
            context.Report(Rules.UnexpectedBody, syntax, "Code from the sources is not typed into the lesson as well.");
        if (path is null || region is null)
            return null;

        if (await context.Sources.FindAsync(path, cancellationToken) is not { } source)
        {
            options.ReportValue(Rules.MissingSource, "src", $"There is no C# source “{path}” below “{SourceLibrary.Folder}”.");
            return null;
        }

        switch (source.CountRegions(region))
        {
            case 0:
                options.ReportValue(Rules.MissingRegion, "region", $"“{path}” has no region “{region}”. {Suggestion.For(region, source.RegionNames)}");
                return null;
            case > 1:
                options.ReportValue(Rules.AmbiguousRegion, "region", $"“{path}” has more than one region “{region}”.");
                return null;
        }

        var lines = source.Region(region);
        if (lines.Count > 0)
            return new ShownCode("csharp", path, region, lines);
        options.ReportValue(Rules.MissingRegion, "region", $"The region “{region}” is empty.");
        return null;
    }

    /// <summary>Lines (from 0) that hold one of the texts, which are separated by <c> | </c>.</summary>
    private static List<int> FocusLines(IReadOnlyList<CodeLine> lines, string? focus, OptionReader options)
    {
        var focused = new SortedSet<int>();
        foreach (var text in focus?.Split(" | ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var found = Enumerable.Range(0, lines.Count).Where(i => lines[i].Text.Contains(text, StringComparison.Ordinal)).ToList();
            if (found.Count == 0)
                options.ReportValue(Rules.MissingFocus, "focus", $"No line of this code holds “{text}”.");
            focused.UnionWith(found);
        }

        return [.. focused];
    }

    private sealed record ShownCode(string Language, string? Path, string? Region, IReadOnlyList<CodeLine> Lines);
}
