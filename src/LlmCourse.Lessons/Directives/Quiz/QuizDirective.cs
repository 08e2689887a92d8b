using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives.Questions;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives.Quiz;

/// <summary>
/// A question. Its title asks; a list of <c>- [x]</c> and <c>- [ ]</c> answers, each with an indented quote for whoever
/// chose it; a quote at the left margin explains. <c>:kind:</c> says how it is answered.
/// </summary>
internal sealed class QuizDirective : Directive
{
    /// <summary>More than this for one question, and the others count for nothing.</summary>
    private const int MaxPoints = 100;

    private static readonly string[] Kinds = ["single", "multiple", "number", "order"];

    public override IReadOnlyList<string> Names { get; } = ["quiz"];

    public override BodyKind Body => BodyKind.Markdown;

    public override bool NeedsId => true;

    public override bool HidesAnswers => true;

    public override string Explanation => "A question with its answers, and what to say about each of them.";

    public override IReadOnlyList<OptionShape> Options { get; } =
    [
        new("kind", "How it is answered; without it, one marked choice makes it “single” and several make it “multiple”.", Values: Kinds),
        new("answer", "The right number, for the kind “number”."),
        new("tolerance", "How far the number may be off, both ways; 0 without it."),
        new("points", "What a right answer counts; 1 without it."),
        new("outcome", "Which outcome of the front matter it is about; the first is 1."),
    ];

    public override string Template => """
        :::quiz QUESTION {#ID}
        - [x] RIGHT
          > WHY IT IS RIGHT
        - [ ] WRONG
          > WHY IT IS WRONG

        > WHAT TO REMEMBER
        :::
        """;

    public override async ValueTask<LessonBlock?> BuildAsync(
        DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken)
    {
        var options = new OptionReader(syntax, context.Diagnostics);
        var kind = options.ChoiceOrNull("kind", Kinds);
        var answer = ReadAnswer(options, kind);
        var points = options.Integer("points", 1, MaxPoints, 1);
        var outcome = options.Outcome(context.FrontMatter);
        options.Finish();
        if (syntax.Title.Length == 0)
            context.Report(Rules.MissingQuestion, syntax, "This quiz asks nothing.");

        var body = await QuestionBody.ReadAsync(syntax, context, cancellationToken);
        if (kind == "number")
            body.RefuseChoices(kind);
        var choices = kind == "number"
            ? []
            : ChoiceReader.Read(syntax, context, body, kind == "order" ? ChoiceMarks.None : ChoiceMarks.Required);
        if (syntax.Id is not { } id || syntax.Title.Length == 0 || choices is null)
            return null;

        var readKind = KindOf(kind, choices);
        if (!CheckMarks(readKind, choices, syntax, context) || (readKind == QuizKind.Number && answer.Value is null))
            return null;
        return new QuizBlock(syntax.Title, readKind, body.Lead, choices, answer.Value, answer.Tolerance, body.ExplanationHtml, points, outcome, id);
    }

    private static (double? Value, double? Tolerance) ReadAnswer(OptionReader options, string? kind)
    {
        if (kind != "number")
        {
            options.Refuse("answer", $"Only a quiz of the kind “number” has an answer here; this one's is marked with [x].");
            options.Refuse("tolerance", "Only a quiz of the kind “number” has a tolerance.");
            return (null, null);
        }

        var text = options.Require("answer");
        var value = text is null ? null : options.Number("answer", double.MinValue, double.MaxValue);
        return (value, options.Number("tolerance", 0, double.MaxValue) ?? 0);
    }

    private static QuizKind KindOf(string? kind, IReadOnlyList<QuizChoice> choices) => kind switch
    {
        "single" => QuizKind.Single,
        "multiple" => QuizKind.Multiple,
        "number" => QuizKind.Number,
        "order" => QuizKind.Order,
        _ => choices.Count(choice => choice.IsRight) > 1 ? QuizKind.Multiple : QuizKind.Single,
    };

    private static bool CheckMarks(QuizKind kind, IReadOnlyList<QuizChoice> choices, DirectiveSyntax syntax, DirectiveContext context)
    {
        if (kind is QuizKind.Number or QuizKind.Order)
            return true;
        var right = choices.Count(choice => choice.IsRight);
        if (right == 0)
            context.Report(Rules.NoRightChoice, syntax, "No choice of this quiz is marked as right.");
        if (right > 1 && kind == QuizKind.Single)
            context.Report(Rules.SeveralRightChoices, syntax, $"{right} choices are marked as right, but this quiz takes one answer.");
        return right == 1 || (right > 1 && kind == QuizKind.Multiple);
    }
}
