using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Tests.Support;
using LlmCourse.Lessons.Yaml;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Lessons.Tests;

/// <summary>The course as it stands in the repository. A region that is gone from the sources fails here.</summary>
public class ContentTests
{
    [Fact]
    public async Task LoadAsync_FindsNothingWrong_InTheCourse()
    {
        var library = await LoadAsync();

        library.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_ShowsEveryLesson_OfTheCourse()
    {
        var library = await LoadAsync();

        library.Course.Lessons.ShouldNotBeEmpty();
        library.Course.Lessons.ShouldAllBe(lesson => lesson.Refusal == null && lesson.Blocks.Count > 0 && lesson.Sections.Count > 0);
    }

    [Fact]
    public async Task LoadAsync_OffersLabsAndARun_InTheCourse()
    {
        var library = await LoadAsync();

        var blocks = library.Course.Lessons.SelectMany(lesson => lesson.Blocks).ToList();
        blocks.OfType<LabBlock>().Select(lab => lab.Name).ShouldContain("tokenizer");
        blocks.OfType<LabBlock>().Select(lab => lab.Name).ShouldContain("bpe-trainer");
        var specs = blocks.OfType<TrainBlock>().Select(run => RunSpecJson.Read(run.SpecJson)).ToList();
        specs.ShouldContain(spec => spec.Corpus.Kind == CorpusKind.Stories);
    }

    [Fact]
    public async Task LoadAsync_AsksAndTicks_InEveryLesson()
    {
        var library = await LoadAsync();

        foreach (var lesson in library.Course.Lessons)
        {
            lesson.Blocks.OfType<QuizBlock>().Count().ShouldBeGreaterThanOrEqualTo(6, lesson.Id);
            lesson.Blocks.OfType<PredictBlock>().ShouldNotBeEmpty(lesson.Id);
            lesson.Blocks.OfType<ExerciseBlock>().ShouldAllBe(exercise => exercise.Hints.Count > 0 && exercise.Solution != null, lesson.Id);
            lesson.Blocks.OfType<CheckpointBlock>().Select(checkpoint => checkpoint.Outcome).Order()
                .ShouldBe(Enumerable.Range(1, lesson.FrontMatter!.Outcomes.Count), lesson.Id);
        }

        library.Glossary.Count.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void Lessons_AreReadInOneSitting()
    {
        var lessons = Directory.GetFiles(Path.Combine(RepositoryPaths.Content, "lessons"), "lesson.md", SearchOption.AllDirectories);

        lessons.ShouldNotBeEmpty();
        foreach (var lesson in lessons)
        {
            var words = File.ReadAllText(lesson).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            words.ShouldBeInRange(1_200, 2_500, $"{lesson}: all words count, those of questions, answers and settings too");
        }
    }

    private static Task<CourseLibrary> LoadAsync() => CourseLibrary.LoadAsync(
        new CourseOptions { ContentFolder = RepositoryPaths.Content, RepositoryRoot = RepositoryPaths.Root, CheckRunSpec = CheckRunSpec },
        TestContext.Current.CancellationToken);

    private static SettingProblem[] CheckRunSpec(string json)
    {
        try
        {
            return [.. new RunSpecValidator(new RunLimits()).Validate(RunSpecJson.Read(json)).Select(problem => new SettingProblem(problem.Field, problem.Message))];
        }
        catch (RunSpecException error)
        {
            return [.. error.Problems.Select(problem => new SettingProblem(problem.Field, problem.Message))];
        }
    }
}
