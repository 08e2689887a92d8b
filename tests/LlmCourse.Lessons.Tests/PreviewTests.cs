using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class PreviewTests : IDisposable
{
    private readonly TemporaryCourse _course = new();

    [Fact]
    public async Task PreviewAsync_ShowsTheText_AsIfItWereOnDisk()
    {
        var library = await _course.LoadAsync();
        var text = TemporaryCourse.FrontMatter + "## New\n\nSee [](../02-other/lesson.md#a-place) and [](#new).\n\n![A](picture.png)\n";

        var preview = await library.PreviewAsync(TemporaryCourse.CaseFile, text, TestContext.Current.CancellationToken);

        preview.Diagnostics.ShouldBeEmpty();
        preview.Number.ShouldBe(1);
        BlockDump.Write(preview.Blocks).ShouldContain("<a href=\"/lessons/other#a-place\">A place</a> and <a href=\"/lessons/case#new\">New</a>");
        library.Find("case")!.Blocks.ShouldHaveSingleItem().ShouldBeOfType<ProseBlock>().Html.ShouldBe("<p>Text.</p>");
    }

    [Fact]
    public async Task PreviewAsync_FindsWhatACheckFinds()
    {
        var body = "[](#nowhere)\n\n:::nota\n:::\n\n:::quiz {#q}\n- [ ] a\n:::\n";
        var library = await _course.LoadAsync();

        var preview = await library.PreviewAsync(TemporaryCourse.CaseFile, TemporaryCourse.FrontMatter + body, TestContext.Current.CancellationToken);

        var loaded = await _course.LoadBodyAsync(body);
        preview.Diagnostics.ShouldNotBeEmpty();
        preview.Diagnostics.ShouldBe(loaded.Diagnostics);
    }

    [Fact]
    public async Task PreviewAsync_ShowsALesson_ThatIsNotThereYet()
    {
        var library = await _course.LoadAsync();
        var text = TemporaryCourse.FrontMatter.Replace("id: case", "id: new");

        var preview = await library.PreviewAsync("lessons/03-new/lesson.md", text + "Text [](../01-case/lesson.md).\n", TestContext.Current.CancellationToken);

        preview.Diagnostics.ShouldHaveSingleItem().RuleId.ShouldBe("unlisted-lesson");
        preview.Blocks.ShouldHaveSingleItem();
        preview.Number.ShouldBe(3);
    }

    [Fact]
    public async Task PreviewAsync_RefusesAnIdentifier_ThatAnotherLessonHas()
    {
        var library = await _course.LoadAsync();

        var preview = await library.PreviewAsync(
            TemporaryCourse.CaseFile, TemporaryCourse.FrontMatter.Replace("id: case", "id: other") + "Text.\n", TestContext.Current.CancellationToken);

        preview.Refusal.ShouldNotBeNull().RuleId.ShouldBe("duplicate-lesson");
    }

    [Fact]
    public async Task PreviewAsync_RefusesALesson_ThatIsTooLarge()
    {
        var library = await _course.LoadAsync();

        var preview = await library.PreviewAsync(
            TemporaryCourse.CaseFile, TemporaryCourse.FrontMatter + new string('é', 40_000), TestContext.Current.CancellationToken);

        preview.Refusal.ShouldNotBeNull().RuleId.ShouldBe("lesson-too-large");
    }

    [Fact]
    public async Task PreviewAsync_ComparesATranslation_WithItsOriginal()
    {
        _course.WriteBody("## Start\n");
        var library = await _course.LoadAsync();
        var text = TemporaryCourse.FrontMatter.Replace("minutes: 5", "minutes: 5\nlanguage: de") + "## Anfang\n\n## Ende\n";

        var preview = await library.PreviewAsync("lessons/01-case/lesson.de.md", text, TestContext.Current.CancellationToken);

        preview.Sections.Select(section => section.Id).ShouldBe(["start", "ende"]);
        preview.Diagnostics.ShouldHaveSingleItem().RuleId.ShouldBe("translation-sections");
    }

    [Theory]
    [InlineData("lesson.md")]
    [InlineData("lessons/../../etc/lesson.md")]
    [InlineData("lessons/01-case/other.md")]
    [InlineData("/lessons/01-case/lesson.md")]
    public async Task PreviewAsync_Throws_WhenThePathIsNoLesson(string path)
    {
        var library = await _course.LoadAsync();

        await Should.ThrowAsync<ArgumentException>(() => library.PreviewAsync(path, "", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PreviewAsync_ServesManyAtOnce()
    {
        var library = await _course.LoadAsync();
        var text = TemporaryCourse.FrontMatter + ":::code\n:src: src/Sample/Adder.cs\n:region: add\n:::\n\n[](../02-other/lesson.md)\n";

        var previews = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => library.PreviewAsync(TemporaryCourse.CaseFile, text, TestContext.Current.CancellationToken)));

        previews.Select(preview => BlockDump.Write(preview.Blocks)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task PreviewGlossary_TellsEntriesAndFindings()
    {
        var library = await _course.LoadAsync();

        var findings = library.PreviewGlossary("## Token\n\nSee [](lessons/01-case/lesson.md).\n\n## Model\n", out var entries);

        findings.ShouldHaveSingleItem().RuleId.ShouldBe("missing-definition");
        entries.ShouldHaveSingleItem().Html.ShouldBe("<p>See <a href=\"/lessons/case\">The case</a>.</p>");
    }

    [Fact]
    public async Task Completions_OfferWhatALessonCanName()
    {
        var library = await _course.LoadAsync();

        AuthoringCompletions.Directives.Select(directive => directive.Name).ShouldContain("checkpoint");
        AuthoringCompletions.Labs.Single(lab => lab.Name == "tokenizer").Options.Select(option => option.Name).ShouldBe(["view", "text", "show"]);
        library.Completions.Lessons.Single(lesson => lesson.Id == "other").ShouldSatisfyAllConditions(
            lesson => lesson.Link.ShouldBe("../02-other/lesson.md"),
            lesson => lesson.Sections.ShouldHaveSingleItem().Id.ShouldBe("a-place"));
        library.Completions.SourcePaths().ShouldBe(["src/Sample/Adder.cs"]);
        (await library.Completions.RegionsAsync("src/Sample/Adder.cs", TestContext.Current.CancellationToken)).ShouldBe(["sum", "add", "twice", "nothing"]);
        (await library.Completions.RegionsAsync("src/../content/course.yaml", TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    public void Dispose() => _course.Dispose();
}
