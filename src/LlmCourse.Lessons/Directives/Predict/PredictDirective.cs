using System.Globalization;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives.Questions;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Predict;

/// <summary>
/// A commitment before a run may start: <c>:run:</c> names the run, <c>:metric:</c> what is predicted, and <c>:kind:</c>
/// whether the learner chooses or draws. With <c>:bounds:</c> the run itself says which choice was right.
/// </summary>
internal sealed class PredictDirective : Directive
{
    /// <summary>Bounds of one prediction, at most: nobody weighs more than a handful of choices.</summary>
    private const int MaxBounds = 9;

    private static readonly string[] Kinds = ["choice", "curve"];

    public override IReadOnlyList<string> Names { get; } = ["predict"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override bool HidesAnswers => true;

    public override string Explanation => "A prediction that the learner makes before a run may start, and that the run then scores.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("run", "Identifier of the train directive in this lesson that waits for the prediction, or of a tokenizer lab with the view “duel”.", IsRequired: true),
        new("kind", "Whether the learner chooses or draws the curve; “choice” without it.", Values: Kinds),
        new("metric", "What is predicted; “validationLoss” without it.", Values: PredictMetrics.All),
        new("bounds", "Values of the metric at the end of the run, rising, that part the choices; the run then says which was right."),
    ];

    public override string Template => """
        :::predict QUESTION {#ID}
        :run: RUN
        :bounds: 1, 2
        - Below 1
        - From 1 to 2
        - Above 2

        > WHAT TO REMEMBER
        :::
        """;

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var run = options.Require("run");
        var kind = options.ChoiceOrNull("kind", Kinds) == "curve" ? PredictKind.Curve : PredictKind.Choice;
        var metric = options.ChoiceOrNull("metric", PredictMetrics.All) ?? PredictMetrics.ValidationLoss;
        IReadOnlyList<double> bounds = [];
        if (kind == PredictKind.Choice)
            bounds = options.RisingNumbers("bounds", MaxBounds);
        else
            options.Refuse("bounds", "A curve is compared with the run's own, so it has no bounds.");
        if (run is not null && context.Identified.GetValueOrDefault(run) is { } waiting && IsDuel(waiting))
        {
            const string reason = "A duel is two runs, so no single curve or value can score the prediction; mark the right choice.";
            options.Refuse("bounds", reason);
            options.Refuse("kind", reason);
        }

        options.Finish();
        if (syntax.Title.Length == 0)
            context.Report(Rules.MissingQuestion, syntax, "This prediction asks nothing.");

        var body = await QuestionBody.ReadAsync(syntax, context, cancellationToken);
        var choices = ReadChoices(syntax, context, options, body, kind, bounds);
        if (syntax.Id is not { } id || syntax.Title.Length == 0 || choices is null || run is null || !CheckRun(run, syntax, options, context))
            return null;
        return new PredictBlock(syntax.Title, kind, body.Lead, choices, bounds, run, metric, body.ExplanationHtml, id);
    }

    private static IReadOnlyList<QuizChoice>? ReadChoices(
        DirectiveSyntax syntax, DirectiveContext context, OptionReader options, QuestionBody body, PredictKind kind, IReadOnlyList<double> bounds)
    {
        if (kind == PredictKind.Curve)
        {
            body.RefuseChoices("curve");
            return [];
        }

        var choices = ChoiceReader.Read(syntax, context, body, bounds.Count > 0 ? ChoiceMarks.None : ChoiceMarks.Required);
        if (choices is null)
            return null;
        if (bounds.Count > 0 && choices.Count != bounds.Count + 1)
        {
            options.ReportValue(
                Rules.BoundsMismatch, "bounds",
                $"{bounds.Count.ToString(CultureInfo.InvariantCulture)} bounds part {bounds.Count + 1} choices, but there are {choices.Count}.");
            return null;
        }

        if (bounds.Count > 0 || choices.Any(choice => choice.IsRight))
            return choices;
        context.Report(Rules.NoRightChoice, syntax, "No choice is marked as right, and no bounds let the run decide.");
        return null;
    }

    /// <summary>Whether a directive starts something that can wait for a prediction: a run, or the two runs of a duel.</summary>
    private static bool Starts(DirectiveSyntax directive) => directive.Name == "train" || IsDuel(directive);

    private static bool IsDuel(DirectiveSyntax directive) =>
        directive.Name == "lab" && directive.Options.Exists(option => option is { Key: "view", Value: "duel" });

    private static bool CheckRun(string run, DirectiveSyntax syntax, OptionReader options, DirectiveContext context)
    {
        if (context.FindRun(run, options, Starts) is not { } train)
            return false;
        if (syntax.Start > train.Start)
            context.Report(Rules.PredictionAfterRun, syntax, $"This prediction stands behind the run “{run}” that waits for it.");
        var first = context.Identified.Values
            .Where(other => other.Name == "predict" && other.Options.Exists(option => option.Key == "run" && option.Value == run))
            .MinBy(other => other.Start);
        if (first is null || first.Start == syntax.Start)
            return true;
        options.ReportValue(Rules.DuplicatePrediction, "run", $"The run “{run}” waits for the prediction “{first.Id}” already.");
        return false;
    }
}
