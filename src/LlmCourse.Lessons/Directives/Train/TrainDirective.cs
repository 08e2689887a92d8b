using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Syntax;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Directives.Train;

/// <summary>A training run: <c>:spec:</c> a run file beside the lesson, <c>:knobs:</c> and <c>:watch:</c>.</summary>
internal sealed class TrainDirective : Directive
{
    private static readonly string[] Extensions = [".run.yaml", ".run.yml", ".run.json"];

    public override IReadOnlyList<string> Names { get; } = ["train"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override string Explanation => "A training run that the learner starts from the lesson.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("spec", "A run file beside the lesson; its name ends in .run.yaml or .run.json.", IsRequired: true),
        new("knobs", "What the learner may change, separated by commas; nothing without it.", Values: TrainKnobs.Knobs),
        new("watch", "What to show, separated by commas; everything without it.", Values: TrainKnobs.Watch),
    ];

    public override string Template => ":::train TITLE {#ID}\n:spec: FILE.run.yaml\n:knobs: learningRate, steps\n:watch: loss, samples\n:::";

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var name = options.Require("spec");
        var knobs = options.Words("knobs", TrainKnobs.Knobs, []);
        var watch = options.Words("watch", TrainKnobs.Watch, TrainKnobs.Watch);
        options.Finish();
        if (name is null || syntax.Id is not { } id)
            return null;
        if (await ReadSpecAsync(name, options, context, cancellationToken) is not { } spec)
            return null;

        var body = await context.RenderBodyAsync(syntax, cancellationToken);
        return new TrainBlock(syntax.Title, context.ContentPath(name), spec.Text, spec.Json, knobs, watch, body, id);
    }

    private static async ValueTask<RunSettings?> ReadSpecAsync(
        string name, OptionReader options, DirectiveContext context, CancellationToken cancellationToken)
    {
        if (!Extensions.Any(extension => name.EndsWith(extension, StringComparison.Ordinal)))
        {
            options.ReportValue(Rules.MissingSpec, "spec", $"“{name}” is not a run file: its name ends in {string.Join(" or ", Extensions)}.");
            return null;
        }

        if (context.Folder.Resolve(name) is not { } path)
        {
            options.ReportValue(Rules.OutsideRepository, "spec", $"“{name}” leads out of the lesson's folder.");
            return null;
        }

        var limits = context.Options.Limits;
        var (text, fault) = await TextFile.ReadAsync(path, limits.MaxSpecBytes, cancellationToken);
        if (fault != TextFileFault.None)
        {
            var reason = fault switch
            {
                TextFileFault.TooLarge => $"is larger than {limits.MaxSpecBytes / 1024} KB",
                TextFileFault.NotUtf8 => "is not UTF-8",
                _ => "does not exist beside the lesson, or cannot be read",
            };
            options.ReportValue(Rules.MissingSpec, "spec", $"The run file “{name}” {reason}.");
            return null;
        }

        // Findings about the run file carry its own name and lines.
        var json = SettingsFile.ToJson(context.ContentPath(name), text, context.Options.CheckRunSpec, out var findings);
        foreach (var finding in findings)
            context.Diagnostics.Add(finding);
        if (json is not null)
            return new RunSettings(text, json);
        options.ReportValue(Rules.InvalidSpec, "spec", $"The run file “{name}” has a mistake in line {findings[0].Line}: {findings[0].Message}");
        return null;
    }

    private sealed record RunSettings(string Text, string Json);
}
