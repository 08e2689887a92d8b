using System.Text.Json;

namespace LlmCourse.Cli.Tests;

public sealed class LessonsCommandTests : IDisposable
{
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Check_EndsWithSuccess_WhenNoLessonHasAnError()
    {
        WriteCourse(run: "version: 1");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--repository", runner.PathOf("."));
        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("1 lesson, 0 errors");
    }

    [Fact]
    public async Task Check_NamesThePlace_WhenARunFileIsWrong()
    {
        WriteCourse(run: "model:\n  heads: 3");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--repository", runner.PathOf("."));
        outcome.Code.ShouldBe(1);
        outcome.Output.ShouldContain("lessons/01-first/small.run.yaml(2,3): error");
        outcome.Output.ShouldContain("3 heads do not divide a width of 128");
    }

    [Fact]
    public async Task Check_WritesFindings_AsJsonLines()
    {
        WriteCourse(run: "model:\n  hats: 3");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--repository", runner.PathOf("."), "--json");
        outcome.Code.ShouldBe(1);
        var findings = outcome.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        findings.ShouldContain(finding => finding.GetProperty("message").GetString()!.Contains("model.hats") && finding.GetProperty("severity").GetString() == "error");
    }

    [Fact]
    public async Task Check_Fails_WhenNoSourcesCanBeFound()
    {
        WriteCourse(run: "version: 1");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("Name the root of the sources with --repository.");
    }

    [Fact]
    public async Task Check_WritesAnnotations_ThatGitHubCanRead()
    {
        WriteCourse(run: "version: 1");
        File.AppendAllText(runner.PathOf("lessons/01-first/lesson.md"), "\n[100 %: a, b](#nowhere)\n\n:::code\n:src: src/50%.cs\n:region: r\n:::\n");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--repository", runner.PathOf("."), "--github");
        outcome.Code.ShouldBe(1);
        outcome.Lines[0].ShouldStartWith("::error file=lessons/01-first/lesson.md,line=15,endLine=15,col=1,endColumn=24,title=broken-anchor::");
        outcome.Lines[1].ShouldContain(",title=missing-source::There is no C# source “src/50%25.cs”");
    }

    [Fact]
    public async Task Check_TakesOneFormOfOutput()
    {
        WriteCourse(run: "version: 1");
        var outcome = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--json", "--github");
        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain("choose one");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("quiz")]
    [InlineData("training")]
    public async Task New_MakesALesson_ThatTheCheckAccepts(string template)
    {
        WriteCourse(run: "version: 1");
        var made = await runner.RunAsync("lessons", "new", "dot-product", "--title", "Dots: a \"product\"", "--template", template, "--content", runner.PathOf("."));
        var check = await runner.RunAsync("lessons", "check", runner.PathOf("."), "--repository", runner.PathOf("."));
        made.Code.ShouldBe(0, made.Error);
        File.Exists(made.Lines[0]).ShouldBeTrue();
        check.Code.ShouldBe(0, check.Output);
        check.Output.ShouldBe("2 lessons, 0 errors, 0 other findings." + Environment.NewLine);
        File.ReadAllText(runner.PathOf("course.yaml")).ShouldContain("lessons: [01-first, 02-dot-product]");
    }

    [Theory]
    [InlineData(1, "There is a lesson '01-first' already", "first")]
    [InlineData(1, "There is no module 'end'", "next", "--module", "end")]
    [InlineData(2, "cannot name a lesson", "../up")]
    [InlineData(2, "cannot name a lesson", "Next")]
    public async Task New_ChangesNothing_WhenItCannotMakeTheLesson(int code, string message, params string[] arguments)
    {
        WriteCourse(run: "version: 1");
        var before = File.ReadAllText(runner.PathOf("course.yaml"));
        var outcome = await runner.RunAsync(["lessons", "new", .. arguments, "--content", runner.PathOf(".")]);
        outcome.Code.ShouldBe(code);
        outcome.Error.ShouldContain(message);
        File.ReadAllText(runner.PathOf("course.yaml")).ShouldBe(before);
        Directory.GetDirectories(runner.PathOf("lessons")).ShouldHaveSingleItem();
    }

    private void WriteCourse(string run)
    {
        Directory.CreateDirectory(runner.PathOf("lessons/01-first"));
        runner.Write("course.yaml", "title: A course\nsummary: Short.\nmodules:\n  - id: start\n    title: Start\n    summary: First.\n    lessons: [01-first]\n");
        runner.Write("lessons/01-first/small.run.yaml", run);
        runner.Write("lessons/01-first/lesson.md",
            "---\nid: first\ntitle: First\nmodule: start\nminutes: 5\noutcomes: [Know it]\nstatus: draft\n---\nText.\n\n:::train Watch {#run}\n:spec: small.run.yaml\n:::\n");
    }
}
