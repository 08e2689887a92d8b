using LlmCourse.Lessons.Directives.Checkpoint;
using LlmCourse.Lessons.Directives.Code;
using LlmCourse.Lessons.Directives.Exercise;
using LlmCourse.Lessons.Directives.Figure;
using LlmCourse.Lessons.Directives.Lab;
using LlmCourse.Lessons.Directives.Math;
using LlmCourse.Lessons.Directives.Note;
using LlmCourse.Lessons.Directives.Predict;
using LlmCourse.Lessons.Directives.Quiz;
using LlmCourse.Lessons.Directives.Table;
using LlmCourse.Lessons.Directives.Train;

namespace LlmCourse.Lessons.Directives;

/// <summary>The directives that exist.</summary>
internal static class DirectiveCatalog
{
    /// <summary>All of them, in the order in which the guide explains them.</summary>
    public static IReadOnlyList<Directive> All { get; } =
    [
        new NoteDirective(), new MathDirective(), new CodeDirective(), new FigureDirective(), new TableDirective(),
        new LabDirective(), new TrainDirective(), new PredictDirective(), new QuizDirective(),
        new ExerciseDirective(), new HintDirective(), new SolutionDirective(), new CheckpointDirective(),
    ];

    private static readonly Dictionary<string, Directive> ByName = All
        .SelectMany(directive => directive.Names.Select(name => (Name: name, Directive: directive)))
        .ToDictionary(pair => pair.Name, pair => pair.Directive, StringComparer.Ordinal);

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The directive of a name; null when there is none.</summary>
    public static Directive? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>How the body of a directive is read; an unknown one may hold others, so that these are still checked.</summary>
    public static BodyKind BodyOf(string name) => Find(name)?.Body ?? BodyKind.Markdown;
}
