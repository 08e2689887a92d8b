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
        outcome.Output.ShouldContain("lessons/01-first/small.run.yaml(1,1): error");
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

    private void WriteCourse(string run)
    {
        Directory.CreateDirectory(runner.PathOf("lessons/01-first"));
        runner.Write("course.yaml", "title: A course\nsummary: Short.\nmodules:\n  - id: start\n    title: Start\n    summary: First.\n    lessons: [01-first]\n");
        runner.Write("lessons/01-first/small.run.yaml", run);
        runner.Write("lessons/01-first/lesson.md",
            "---\nid: first\ntitle: First\nmodule: start\nminutes: 5\noutcomes: [Know it]\nstatus: draft\n---\nText.\n\n:::train Watch {#run}\n:spec: small.run.yaml\n:::\n");
    }
}
