using System.Net;
using System.Text.RegularExpressions;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Runs;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Learning.Classroom;

/// <summary>The tables of the instructor's view.</summary>
public sealed partial class ClassReport(ClassStore store, CourseShelf shelf, IRunService runs, IOptions<LearningOptions> options)
{
    /// <summary>Names of all tables with their headings, in display order.</summary>
    public static IReadOnlyList<(string Name, string Title)> Tables { get; } =
        [("roster", "Learners"), ("stuck", "Who is stuck"), ("lessons", "Progress by lesson"), ("quizzes", "Questions"), ("runs", "Runs")];

    /// <summary>A table by its name; null when there is none of that name.</summary>
    public async Task<ClassTable?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var library = await shelf.ReadAsync(cancellationToken);
        return name switch
        {
            "roster" => await RosterAsync(library.Course, cancellationToken),
            "stuck" => await StuckAsync(library, cancellationToken),
            "lessons" => await LessonsAsync(library.Course, cancellationToken),
            "quizzes" => await QuizzesAsync(library, cancellationToken),
            "runs" => await RunsAsync(cancellationToken),
            _ => null,
        };
    }

    private async Task<ClassTable> RosterAsync(Course course, CancellationToken cancellationToken)
    {
        var learners = await store.LearnersAsync(cancellationToken);
        var read = await CountReadAsync(course, cancellationToken);
        var points = (await store.PointsAsync(cancellationToken)).ToDictionary(row => row.Learner, row => row.Points);
        var all = course.Lessons.Where(lesson => !lesson.IsDraft()).Sum(lesson => lesson.TickedSections().Count);
        return new ClassTable(
            "roster",
            "Learners",
            $"Everybody who has opened a lesson, guests too, those seen last first. The course has {all} sections.",
            "Nobody has opened a lesson yet.",
            ["Learner", "Last seen", "First seen", "Sections read", "Points", "Is in"],
            [.. learners.Select(learner => (IReadOnlyList<ClassCell>)
            [
                new(learner.Name), ClassCell.At(learner.LastSeen), ClassCell.At(learner.FirstSeen),
                ClassCell.Of(course.Lessons.Sum(lesson => read.GetValueOrDefault((learner.Learner, lesson.Id)))),
                ClassCell.Of(points.GetValueOrDefault(learner.Learner)), new(Place(course, learner)),
            ])]);
    }

    private async Task<ClassTable> StuckAsync(CourseLibrary library, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var learners = await store.LearnersAsync(cancellationToken);
        var byId = learners.ToDictionary(learner => learner.Learner);
        var stalled = learners.Where(learner => learner.Stalled >= TimeSpan.FromMinutes(limits.StuckMinutes))
            .Select(learner => (learner, Why: $"{learner.Stalled.TotalMinutes:0} minutes at work without progress", Where: Place(library.Course, learner)));
        var failing = (await store.FailingAsync(cancellationToken))
            .Where(row => byId.ContainsKey(row.Learner)) // the list of learners ends at its limit, and somebody may answer before they were seen
            .Select(row => (learner: byId[row.Learner], Why: $"{row.Failed} failed tries", Where: QuizTitle(library, row.Lesson, row.Quiz)));
        return new ClassTable(
            "stuck",
            "Who is stuck",
            $"A learner is listed after {limits.StuckAttempts} failed tries at a question that they have not got right, or after {limits.StuckMinutes} minutes at work without progress (no section read, no right answer, no outcome, no scored prediction). Time with the page closed or hidden does not count.",
            "Nobody is stuck by the rule above.",
            ["Learner", "Why", "Where", "Last seen"],
            [.. failing.Concat(stalled).OrderByDescending(row => row.learner.LastSeen).Take(ClassTable.MaxRows)
                .Select(row => (IReadOnlyList<ClassCell>)[new(row.learner.Name), new(row.Why), new(row.Where), ClassCell.At(row.learner.LastSeen)])]);
    }

    private async Task<ClassTable> LessonsAsync(Course course, CancellationToken cancellationToken)
    {
        var read = await CountReadAsync(course, cancellationToken);
        var lessons = course.Lessons.Where(lesson => !lesson.IsDraft() && lesson.TickedSections().Count > 0).ToList();
        return new ClassTable(
            "lessons",
            "Progress by lesson",
            "Share of each lesson's sections that are ticked.",
            "Nobody has opened a lesson yet.",
            ["Learner", .. lessons.Select(lesson => lesson.Title)],
            [.. (await store.LearnersAsync(cancellationToken)).Select(learner => (IReadOnlyList<ClassCell>)
            [
                new(learner.Name),
                .. lessons.Select(lesson => ClassCell.Share(read.GetValueOrDefault((learner.Learner, lesson.Id)) / (double)lesson.TickedSections().Count)),
            ])]);
    }

    private async Task<ClassTable> QuizzesAsync(CourseLibrary library, CancellationToken cancellationToken)
    {
        var wrong = await store.WrongAnswersAsync(cancellationToken);
        return new ClassTable(
            "quizzes",
            "Questions",
            "The hardest first: the smallest share of learners who were right at the first try.",
            "No question has been answered yet.",
            ["Question", "Lesson", "Learners", "Right at once", "Right in the end", "Tries a learner", "Commonest wrong answer", "Times"],
            [.. (await store.QuizzesAsync(cancellationToken)).Select(quiz =>
            {
                var common = wrong.GetValueOrDefault((quiz.Lesson, quiz.Quiz));
                return (IReadOnlyList<ClassCell>)
                [
                    new(QuizTitle(library, quiz.Lesson, quiz.Quiz), Address: $"{LessonAddresses.Anchor(quiz.Lesson, quiz.Quiz)[1..]}"),
                    new(library.Find(quiz.Lesson)?.Title ?? quiz.Lesson),
                    ClassCell.Of(quiz.Learners), ClassCell.Share(quiz.RightAtOnce / (double)quiz.Learners), ClassCell.Share(quiz.RightAtLast / (double)quiz.Learners),
                    ClassCell.Of(quiz.Tries / (double)quiz.Learners, "0.0"),
                    new(common.Answer is null ? "" : AnswerWords(FindQuiz(library, quiz.Lesson, quiz.Quiz), common.Answer)), ClassCell.Of(common.Times),
                ];
            })]);
    }

    private async Task<ClassTable> RunsAsync(CancellationToken cancellationToken)
    {
        var page = await runs.ListAsync(new RunQuery(Take: ClassTable.MaxRows), cancellationToken);
        return new ClassTable(
            "runs",
            "Runs",
            $"By learner, from the newest {page.Runs.Count} runs of {page.Total}. The best loss is the lowest validation loss in nats per token; losses of different texts do not compare.",
            "Nobody has started a run yet.",
            ["Learner", "Runs", "Finished", "Failed", "Best validation loss", "Newest run", "Submitted"],
            [.. page.Runs.GroupBy(run => run.OwnerId ?? run.Owner).Select(group =>
            {
                var newest = group.First();
                return (IReadOnlyList<ClassCell>)
                [
                    new(newest.Owner), ClassCell.Of(group.Count()), ClassCell.Of(group.Count(run => run.State == RunState.Completed)), ClassCell.Of(group.Count(run => run.State == RunState.Failed)),
                    ClassCell.Of(group.Min(run => run.BestValidationLoss), "0.000"), new(newest.Name, Address: $"runs/{newest.Id}"), ClassCell.At(newest.SubmittedAt),
                ];
            })]);
    }

    /// <summary>Ticked sections that the lessons still have, by learner and lesson.</summary>
    private async Task<Dictionary<(string Learner, string Lesson), int>> CountReadAsync(Course course, CancellationToken cancellationToken)
    {
        var present = course.Lessons.SelectMany(lesson => lesson.TickedSections().Select(section => (lesson.Id, section.Id))).ToHashSet();
        return (await store.ReadSectionsAsync(cancellationToken))
            .Where(row => present.Contains((row.Lesson, row.Section)))
            .GroupBy(row => (row.Learner, row.Lesson))
            .ToDictionary(group => group.Key, group => group.Count());
    }

    private static string Place(Course course, ClassLearner learner) => learner.PlaceLesson is null
        ? ""
        : course.Lessons.FirstOrDefault(lesson => lesson.Id == learner.PlaceLesson)?.PlaceTitle(new LearningPlace(learner.PlaceLesson, learner.PlaceSection ?? "", "", learner.LastSeen)) ?? learner.PlaceLesson;

    private static QuizBlock? FindQuiz(CourseLibrary library, string lesson, string quiz) => library.Find(lesson)?.AllBlocks().OfType<QuizBlock>().FirstOrDefault(block => block.Id == quiz);

    // A question that was since removed keeps its row under its identifier.
    private static string QuizTitle(CourseLibrary library, string lesson, string quiz) => FindQuiz(library, lesson, quiz)?.Title ?? $"{lesson} · {quiz}";

    private static string AnswerWords(QuizBlock? quiz, IReadOnlyList<string> answer) => quiz?.Kind switch
    {
        null or QuizKind.Number => string.Join(" ", answer),
        QuizKind.Order => string.Join(" → ", answer.Select(key => ChoiceWords(quiz, key))),
        _ => string.Join(" + ", answer.Select(key => ChoiceWords(quiz, key))),
    };

    private static string ChoiceWords(QuizBlock quiz, string key) =>
        quiz.Choices.FirstOrDefault(choice => choice.Key == key) is { } choice ? WebUtility.HtmlDecode(Tag().Replace(choice.Html, "")).Trim() : "(removed)";

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tag();
}
