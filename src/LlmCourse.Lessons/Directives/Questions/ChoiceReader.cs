using System.Security.Cryptography;
using System.Text;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Syntax;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;

namespace LlmCourse.Lessons.Directives.Questions;

/// <summary>Reads a list of choices: a mark, the words, and an indented quote with what to say to whoever chose it.</summary>
internal sealed class ChoiceReader(DirectiveSyntax syntax, DirectiveContext context, ProseDocument prose, ChoiceMarks marks)
{
    /// <summary>Choices of a question, at least.</summary>
    private const int MinChoices = 2;

    private readonly List<QuizChoice> _choices = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The choices of a question, or null after reporting that it has too few.</summary>
    public static IReadOnlyList<QuizChoice>? Read(DirectiveSyntax syntax, DirectiveContext context, QuestionBody body, ChoiceMarks marks)
    {
        if (body.Choices is not { Count: >= MinChoices } list)
        {
            context.Report(Rules.MissingChoices, syntax, $"This question has {(body.Choices is null ? "no choices" : "only one choice")}.");
            return null;
        }

        var reader = new ChoiceReader(syntax, context, body.Prose!, marks);
        foreach (var item in list.OfType<ListItemBlock>())
            reader.ReadItem(item);
        return reader._choices;
    }

    private void ReadItem(ListItemBlock item)
    {
        var mark = (item.FirstOrDefault() as ParagraphBlock)?.Inline?.FirstChild as TaskList;
        if (marks == ChoiceMarks.Required && mark is null)
            Report(Rules.UnmarkedChoice, item, "This choice does not say whether it is right.");
        if (marks == ChoiceMarks.None && mark is not null)
            Report(Rules.MarkedChoice, item, $"In this “{syntax.Name}” nobody marks what is right: {(syntax.Name == "quiz" ? "the order of the lines says it" : "the run decides")}.");
        mark?.Remove();

        var quotes = item.OfType<QuoteBlock>().ToList();
        foreach (var second in quotes.Skip(1))
            Report(Rules.StrayQuestionPart, second, "This choice has feedback already.");
        var html = context.Html.WriteItem([.. item.Where(block => block is not QuoteBlock)]);
        if (html.Length == 0)
        {
            Report(Rules.EmptyChoice, item, "This choice says nothing.");
            return;
        }

        var key = KeyOf(html);
        if (_keys.Add(key))
            _choices.Add(new QuizChoice(key, html, marks == ChoiceMarks.None ? syntax.Name == "quiz" : mark is { Checked: true }, quotes is [var quote, ..] ? context.Html.Write(quote) : null));
        else
            Report(Rules.DuplicateChoice, item, "Another choice has the same words.");
    }

    /// <summary>Thirty-two bits of the words: enough to tell the choices of one question apart.</summary>
    private static string KeyOf(string html) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)).AsSpan(0, 4));

    private void Report(Rule rule, Block place, string message) =>
        context.Diagnostics.Report(rule, prose.Offset + place.Span.Start, place.Span.Length, message);
}
