using System.Text.RegularExpressions;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives.Lab;
using LlmCourse.Lessons.Directives.Train;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>Every example of the authoring guide does what the guide says.</summary>
public sealed partial class AuthoringGuideTests : IDisposable
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "authoring.md"));

    private readonly TemporaryCourse _course = new();

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Match example in ExamplePattern().Matches(Guide))
                data.Add(example.Groups["rules"].Value.Trim(), example.Groups["text"].Value);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task LoadAsync_FindsWhatTheGuideSays_InItsExamples(string rules, string text)
    {
        _course.Write("content/lessons/01-case/first.run.yaml", RunFile());
        _course.Write($"content/{TemporaryCourse.CaseFile}", text.StartsWith("---", StringComparison.Ordinal) ? text : TemporaryCourse.FrontMatter + text);
        var options = _course.Options with { RepositoryRoot = RepositoryPaths.Root };

        var library = await CourseLibrary.LoadAsync(options, TestContext.Current.CancellationToken);

        library.Diagnostics.Select(finding => finding.RuleId).Distinct().Order()
            .ShouldBe(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), string.Join('\n', library.Diagnostics));
        library.Course.Lessons.First().Blocks.ShouldNotBeEmpty();
    }

    [Fact]
    public void Guide_IsTheSame_InTheApp()
    {
        var chapters = AuthoringGuide.Chapters;

        chapters.Select(chapter => $"## {chapter.Title}").ShouldBe(ChapterPattern().Matches(FencePattern().Replace(Guide, "")).Select(match => match.Value));
        chapters.SelectMany(chapter => chapter.Sections).ShouldContain(section => section.Id == "exercise-hint-solution" && section.Title == "exercise, hint, solution");
        chapters.Single(chapter => chapter.Id == "directives").Html.ShouldContain("""<h3 id="quiz"><code>quiz</code></h3>""");
    }

    [Fact]
    public void Guide_NamesEverything_ThatAnAuthorMayWrite()
    {
        var names = Rules.All.Select(rule => rule.Id).Concat(LabCatalog.Names).Concat(TrainKnobs.Knobs).Concat(TrainKnobs.Watch);

        names = names.Concat(AuthoringCompletions.Directives.Select(directive => directive.Name));
        var options = AuthoringCompletions.Directives.SelectMany(directive => directive.Options).Concat(AuthoringCompletions.Labs.SelectMany(lab => lab.Options));

        names.Where(name => !Guide.Contains($"`{name}`")).ShouldBeEmpty();
        options.Select(option => option.Name).Where(name => !Guide.Contains($"\n:{name}: ") && !Guide.Contains($"`:{name}:`")).ShouldBeEmpty();
        AuthoringCompletions.FrontMatter.Select(key => key.Name).Where(key => !Guide.Contains($"`{key}`")).ShouldBeEmpty();
    }

    public void Dispose() => _course.Dispose();

    /// <summary>The run file that the guide shows.</summary>
    private static string RunFile() => RunFilePattern().Match(Guide).Groups["text"].Value;

    [GeneratedRegex(@"(?<=\n)````markdown(?<rules>[^\n]*)\n(?<text>.*?)````\n", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex(@"```yaml\n(?<text>title: A first run\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex RunFilePattern();

    [GeneratedRegex(@"^(?<fence>`{3,})[^\n]*\n.*?^\k<fence>\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencePattern();

    [GeneratedRegex("^## .*$", RegexOptions.Multiline)]
    private static partial Regex ChapterPattern();
}
