namespace LlmCourse.Lessons.Blocks;

/// <summary>How a quiz is answered.</summary>
public enum QuizKind
{
    /// <summary>One choice is right.</summary>
    Single,

    /// <summary>Any number of choices are right, and all of them are asked for.</summary>
    Multiple,

    /// <summary>A number within a tolerance.</summary>
    Number,

    /// <summary>All choices, put in order.</summary>
    Order,
}

/// <summary>A question. Which answer is right must not reach a learner's browser before the learner has answered.</summary>
/// <param name="Title">The question itself, plain text.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Children">What stands between the question and its choices; may be empty.</param>
/// <param name="Choices">The choices as written, in the right order for <see cref="QuizKind.Order"/>; empty for a number. Shuffle before showing.</param>
/// <param name="Answer">The right number; null unless the kind is <see cref="QuizKind.Number"/>.</param>
/// <param name="Tolerance">How far a number may be off, both ways; null unless the kind is <see cref="QuizKind.Number"/>.</param>
/// <param name="ExplanationHtml">What to show once the question is answered, whatever was chosen; null when there is nothing.</param>
/// <param name="Points">What a right answer counts, from 1.</param>
/// <param name="Outcome">Which outcome of the front matter it is about, from 1; null when it is about none in particular.</param>
/// <param name="Id">Anchor within the lesson; also names the learner's attempts.</param>
public sealed record QuizBlock(
    string Title,
    QuizKind Kind,
    IReadOnlyList<LessonBlock> Children,
    IReadOnlyList<QuizChoice> Choices,
    double? Answer,
    double? Tolerance,
    string? ExplanationHtml,
    int Points,
    int? Outcome,
    string Id) : LessonBlock(Id);

/// <summary>One choice of a question.</summary>
/// <param name="Key">
/// Names the choice within its question: it follows from the words alone, so it gives away neither place nor rightness, and
/// stays when choices are added or moved.
/// </param>
/// <param name="Html">What the choice says.</param>
/// <param name="IsRight">Whether it is right; true for every choice of an order.</param>
/// <param name="FeedbackHtml">What to say to whoever chose it; null when there is nothing.</param>
public sealed record QuizChoice(string Key, string Html, bool IsRight, string? FeedbackHtml);
