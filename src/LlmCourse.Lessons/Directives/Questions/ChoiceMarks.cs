namespace LlmCourse.Lessons.Directives.Questions;

/// <summary>What may stand before a choice.</summary>
internal enum ChoiceMarks
{
    /// <summary><c>[x]</c> or <c>[ ]</c>: the author says what is right.</summary>
    Required,

    /// <summary>Nothing: the order, or a run, says what is right.</summary>
    None,
}
