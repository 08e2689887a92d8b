namespace LlmCourse.Lessons.Blocks;

/// <summary>Something to do, with help that stays folded until it is wanted.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Children">The task, without its hints and solution.</param>
/// <param name="Hints">Hints in the order in which they should be opened; may be empty.</param>
/// <param name="Solution">A solution; null when the author gave none.</param>
/// <param name="Outcome">Which outcome of the front matter it is about, from 1; null when it is about none in particular.</param>
/// <param name="Id">Anchor within the lesson; also names the learner's work.</param>
public sealed record ExerciseBlock(
    string Title,
    IReadOnlyList<LessonBlock> Children,
    IReadOnlyList<HintBlock> Hints,
    SolutionBlock? Solution,
    int? Outcome,
    string Id) : LessonBlock(Id);

/// <summary>A folded hint, in an exercise or by itself.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Children">What it says.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record HintBlock(string Title, IReadOnlyList<LessonBlock> Children, string? Id) : LessonBlock(Id);

/// <summary>A folded solution, in an exercise or by itself.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Children">What it says.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record SolutionBlock(string Title, IReadOnlyList<LessonBlock> Children, string? Id) : LessonBlock(Id);

/// <summary>“You can now …”: the place where a learner ticks an outcome.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Outcome">Which outcome of the front matter is reached here, from 1.</param>
/// <param name="OutcomeText">The outcome as the front matter words it, plain text.</param>
/// <param name="Html">What the author says about it; empty when that is nothing.</param>
/// <param name="Id">Anchor within the lesson; also names the learner's tick.</param>
public sealed record CheckpointBlock(string Title, int Outcome, string OutcomeText, string Html, string Id) : LessonBlock(Id);

/// <summary>A numbered table.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Html">The <c>&lt;table&gt;</c>.</param>
/// <param name="Caption">What stands around it; may be empty.</param>
/// <param name="Number">Number within the lesson, from 1.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record TableBlock(string Title, string Html, IReadOnlyList<LessonBlock> Caption, int Number, string? Id) : LessonBlock(Id);
