using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Tests.Support;
using LlmCourse.Lessons.Yaml;

namespace LlmCourse.Lessons.Tests;

public sealed class CourseLibraryTests : IDisposable
{
    private readonly TemporaryCourse _course = new();

    [Fact]
    public async Task LoadAsync_KnowsEveryLesson_ByIdAndOrder()
    {
        var library = await _course.LoadAsync();

        var first = library.Find("case").ShouldNotBeNull();
        var second = library.Find("other").ShouldNotBeNull();
        (first.Number, second.Number).ShouldBe((1, 2));
        library.Next(first).ShouldBe(second);
        library.Previous(second).ShouldBe(first);
        library.Previous(first).ShouldBeNull();
        library.Next(second).ShouldBeNull();
        library.Find("nothing").ShouldBeNull();
        second.Sections.ShouldBe([new LessonSection("a-place", "A place", 2)]);
        second.Address.ShouldBe("/lessons/other");
    }

    [Fact]
    public async Task LoadAsync_RefusesOneLesson_WhenItIsTooLarge()
    {
        _course.WriteBody(new string('a', 64 * 1024));

        await ShouldRefuseOnlyTheCase("lesson-too-large");
    }

    [Fact]
    public async Task LoadAsync_RefusesOneLesson_WhenItIsNotUtf8()
    {
        _course.Write($"content/{TemporaryCourse.CaseFile}", [0x61, 0xC3, 0x28]);

        await ShouldRefuseOnlyTheCase("not-utf8");
    }

    [Fact]
    public async Task LoadAsync_RefusesOneLesson_WhenItTakesTooLong()
    {
        var limits = new LessonLimits { MaxRenderTime = TimeSpan.FromMilliseconds(1) };

        (await RefusalOfEndlessCaseAsync(limits, step: () => Thread.SpinWait(100))).ShouldBe("render-too-slow");
    }

    [Fact]
    public async Task LoadAsync_RefusesOneLesson_WhenItIsWaitedForTooLong()
    {
        var limits = new LessonLimits { MaxRenderTime = TimeSpan.FromHours(1), MaxRenderWait = TimeSpan.FromMilliseconds(1) };

        (await RefusalOfEndlessCaseAsync(limits, step: () => Thread.Sleep(1))).ShouldBe("render-too-slow");
    }

    [Fact]
    public async Task LoadAsync_RefusesOneLesson_WhenACheckThrows()
    {
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        var options = _course.Options with { CheckRunSpec = _ => throw new InvalidOperationException("out of order") };

        var library = await CourseLibrary.LoadAsync(options, TestContext.Current.CancellationToken);

        library.Find("case")!.Refusal.ShouldNotBeNull().Message.ShouldContain("out of order");
        library.Find("other")!.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task LoadAsync_ReportsRunFile_WhenItsCheckFails()
    {
        string? json = null;
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        var options = _course.Options with
        {
            CheckRunSpec = text =>
            {
                json = text;
                return [new SettingProblem("corpus.kind", "Stories are told."), new SettingProblem("model.heads", "Three heads do not divide a width of 64.")];
            },
        };

        var library = await CourseLibrary.LoadAsync(options, TestContext.Current.CancellationToken);

        json.ShouldNotBeNull().ReplaceLineEndings("").Replace(" ", "").ShouldBe("""{"seed":7,"corpus":{"kind":"stories"}}""");
        library.Diagnostics.Where(finding => finding.File == "lessons/01-case/small.run.yaml").Select(finding => $"{finding.Line}:{finding.Column}+{finding.Length} {finding.Message}")
            .ShouldBe(["1:1+1 Three heads do not divide a width of 64.", "2:11+13 Stories are told."]);
        library.Find("case")!.Blocks.ShouldAllBe(block => block is DiagnosticBlock);
    }

    [Fact]
    public async Task LoadAsync_GivesAnEmptyCourse_WhenThereIsNoOutline()
    {
        File.Delete(Path.Combine(_course.Root, "content", "course.yaml"));

        var library = await _course.LoadAsync();

        library.Course.Modules.ShouldBeEmpty();
        library.Diagnostics.ShouldContain(finding => finding.RuleId == "unreadable-file" && finding.File == "course.yaml");
    }

    [Fact]
    public async Task LoadAsync_RefusesCode_WhenItIsTooLong()
    {
        var lesson = await _course.LoadBodyAsync(":::code\n:language: text\n" + string.Concat(Enumerable.Repeat("line\n", 121)) + ":::\n");

        lesson.Diagnostics.ShouldHaveSingleItem().RuleId.ShouldBe("code-too-long");
    }

    [Fact]
    public async Task LoadAsync_TakesNothingThroughALink_ThatLeavesTheRepository()
    {
        var outside = Directory.CreateTempSubdirectory("outside-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "Secret.cs"), "#region secret\nclass Secret;\n#endregion\n");
            File.WriteAllText(Path.Combine(outside, "secret.png"), "");
            Directory.CreateSymbolicLink(Path.Combine(_course.Root, "src", "Linked"), outside);
            File.CreateSymbolicLink(Path.Combine(_course.Root, "content/lessons/01-case/linked.png"), Path.Combine(outside, "secret.png"));

            var lesson = await _course.LoadBodyAsync(":::code\n:src: src/Linked/Secret.cs\n:region: secret\n:::\n\n![A](linked.png)\n");

            lesson.Diagnostics.Select(finding => finding.RuleId).ShouldBe(["missing-source", "outside-repository"]);
            (await _course.LoadAsync()).FindPicture("case", "linked.png").ShouldBeNull();
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task FindPicture_GivesOnlyPictures_BesideTheLesson()
    {
        var library = await _course.LoadAsync();

        library.FindPicture("case", "picture.png").ShouldNotBeNull();
        library.FindPicture("other", "picture.png").ShouldBeNull();
        library.FindPicture("other", "../01-case/picture.png").ShouldBeNull();
        library.FindPicture("case", "lesson.md").ShouldBeNull();
        library.FindPicture("case", "").ShouldBeNull();
    }

    public void Dispose() => _course.Dispose();

    /// <summary>Loads a course whose case is not done before it was refused, and gives the rule.</summary>
    private async Task<string> RefusalOfEndlessCaseAsync(LessonLimits limits, Action step)
    {
        var isRefused = false;
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        var options = _course.Options with
        {
            Limits = limits,
            CheckRunSpec = _ =>
            {
                while (!Volatile.Read(ref isRefused)) step();
                return [];
            },
        };

        var library = await CourseLibrary.LoadAsync(options, TestContext.Current.CancellationToken);
        Volatile.Write(ref isRefused, true);

        return library.Find("case")!.Refusal.ShouldNotBeNull().RuleId;
    }

    private async Task ShouldRefuseOnlyTheCase(string ruleId)
    {
        var library = await _course.LoadAsync();

        var refused = library.Find("case").ShouldNotBeNull();
        refused.Refusal.ShouldNotBeNull().RuleId.ShouldBe(ruleId);
        refused.Blocks.ShouldBeEmpty();
        library.Find("other").ShouldNotBeNull().Blocks.ShouldNotBeEmpty();
    }
}
