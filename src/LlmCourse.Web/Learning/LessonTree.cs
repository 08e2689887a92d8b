using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;

namespace LlmCourse.Web.Learning;

/// <summary>All blocks of a lesson, those inside others too.</summary>
internal static class LessonTree
{
    /// <summary>Every block in reading order, each before what it holds.</summary>
    public static IEnumerable<LessonBlock> AllBlocks(this Lesson lesson) => lesson.Blocks.SelectMany(WithChildren);

    private static IEnumerable<LessonBlock> WithChildren(LessonBlock block) => Children(block).SelectMany(WithChildren).Prepend(block);

    private static IEnumerable<LessonBlock> Children(LessonBlock block) => block switch
    {
        NoteBlock note => note.Children,
        LabBlock lab => lab.Children,
        TrainBlock train => train.Children,
        QuizBlock quiz => quiz.Children,
        PredictBlock predict => predict.Children,
        ExerciseBlock exercise => [.. exercise.Children, .. exercise.Hints, .. exercise.Solution is { } solution ? [solution] : Array.Empty<LessonBlock>()],
        HintBlock hint => hint.Children,
        SolutionBlock solution => solution.Children,
        _ => [],
    };
}
