using System.Globalization;
using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Web.Learning.Quizzes;

/// <summary>What an answer is worth saying about.</summary>
/// <param name="IsRight">Whether all of it is right.</param>
/// <param name="Remark">What is off, without giving the answer away; null when it is right.</param>
public sealed record QuizMark(bool IsRight, string? Remark);

/// <summary>Tells right answers from wrong ones, on the server: the page holds no answers.</summary>
public static class QuizMarking
{
    /// <summary>
    /// Reads what was answered: keys of choices (in the chosen order, for an order), or the text of a number.
    /// </summary>
    /// <returns>What stands in the way of marking it, in a sentence; null when nothing does.</returns>
    public static string? Problem(QuizBlock quiz, IReadOnlyList<string> answer)
    {
        if (quiz.Kind == QuizKind.Number)
        {
            return answer is [{ } text] && ParseNumber(text) is not null ? null : "That is not a number. Type digits, such as 0.25 or 3e-4. Nothing was counted.";
        }

        if (answer.Count == 0) return "Nothing is chosen yet.";
        var known = answer.All(key => quiz.Choices.Any(choice => choice.Key == key)) && answer.Distinct().Count() == answer.Count;
        if (known && quiz.Kind == QuizKind.Order) known = answer.Count == quiz.Choices.Count;
        if (known && quiz.Kind == QuizKind.Single) known = answer.Count == 1;
        return known ? null : "The question has changed since you opened it. Look at it again; nothing was counted.";
    }

    /// <summary>Marks an answer that <see cref="Problem"/> has nothing against.</summary>
    public static QuizMark Mark(QuizBlock quiz, IReadOnlyList<string> answer) => quiz.Kind switch
    {
        QuizKind.Number => MarkNumber(quiz, ParseNumber(answer[0])!.Value),
        QuizKind.Order => MarkOrder(quiz, answer),
        QuizKind.Multiple => MarkChoices(quiz, answer),
        _ => new QuizMark(quiz.Choices.Single(choice => choice.Key == answer[0]).IsRight, null),
    };

    /// <summary>The right answer in the form that a learner's has.</summary>
    public static IReadOnlyList<string> RightAnswer(QuizBlock quiz) => quiz.Kind == QuizKind.Number
        ? [quiz.Answer!.Value.ToString(CultureInfo.InvariantCulture)]
        : [.. quiz.Choices.Where(choice => choice.IsRight).Select(choice => choice.Key)];

    /// <summary>A number as people type it: with a point or a comma; null when it is none.</summary>
    public static double? ParseNumber(string text)
    {
        var typed = text.Trim();
        if (!typed.Contains('.', StringComparison.Ordinal)) typed = typed.Replace(',', '.');
        return double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static QuizMark MarkNumber(QuizBlock quiz, double number)
    {
        var off = number - quiz.Answer!.Value;
        // A tolerance of 0.1 around 0.3 must take 0.4, which is a hair above 0.1 away in binary.
        var tolerance = (quiz.Tolerance ?? 0) + (1e-9 * Math.Max(1, Math.Abs(quiz.Answer.Value)));
        return Math.Abs(off) <= tolerance ? new QuizMark(true, null) : new QuizMark(false, off > 0 ? "That is too large." : "That is too small.");
    }

    private static QuizMark MarkOrder(QuizBlock quiz, IReadOnlyList<string> answer)
    {
        var inPlace = quiz.Choices.Where((choice, index) => answer[index] == choice.Key).Count();
        return inPlace == quiz.Choices.Count ? new QuizMark(true, null) : new QuizMark(false, $"{inPlace} of {quiz.Choices.Count} stand in their place.");
    }

    private static QuizMark MarkChoices(QuizBlock quiz, IReadOnlyList<string> answer)
    {
        var wrong = quiz.Choices.Count(choice => !choice.IsRight && answer.Contains(choice.Key));
        var missing = quiz.Choices.Count(choice => choice.IsRight && !answer.Contains(choice.Key));
        return (wrong, missing) switch
        {
            (0, 0) => new QuizMark(true, null),
            (0, _) => new QuizMark(false, "What you chose is right, and something is missing."),
            (_, 0) => new QuizMark(false, "All that is right is chosen, and something that is not."),
            _ => new QuizMark(false, "Something chosen is not right, and something is missing."),
        };
    }
}
