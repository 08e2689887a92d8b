using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>What is wrong with a <c>course.yaml</c> that is being typed, found before it is saved.</summary>
public sealed class OutlinePreviewTests : IDisposable
{
    private const string Sound = "title: A course\nmodules:\n  - id: first\n    title: First\n    lessons:\n      - 01-case\n      - 02-other\n";

    private readonly TemporaryCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public async Task PreviewOutlineAsync_FindsNothing_InTheOutlineOnDisk() => (await FindAsync(Sound)).ShouldBeEmpty();

    [Fact]
    public async Task PreviewOutlineAsync_UnderlinesEachMistake_WhereItIsTyped()
    {
        var found = await FindAsync("""
            title: A course
            sumary: Mistyped
            modules:
              - id: first
                title: First
                lessons:
                  - 01-case
                  - 01-cases
                  - 7
                  - "01-case"
                  - ../02-other
              - id: first
                title: Second
                lessons: [02-other]
            """);

        found.ShouldBe(
        [
            "2:1+6 unknown-key",
            "8:9+8 missing-lesson",
            "9:9+1 wrong-type",
            "10:9+9 duplicate-lesson",
            "11:9+11 missing-lesson",
            "12:9+5 duplicate-module",
        ]);
        (await MessagesAsync(Sound.Replace("01-case", "01-cases"))).ShouldContain("There is no lesson in “lessons/01-cases”. Did you mean “01-case”?");
    }

    [Fact]
    public async Task PreviewOutlineAsync_NamesTheLesson_ThatSaysOtherwise()
    {
        _course.Write("content/lessons/02-other/lesson.md", Lesson("other", requires: "case"));
        _course.Write($"content/{TemporaryCourse.CaseFile}", Lesson("case"));

        (await FindAsync(Sound.Replace("id: first", "id: second"))).ShouldBe(["6:9+7 wrong-module", "7:9+8 wrong-module"]);
        (await FindAsync(Sound.Replace("      - 01-case\n", ""))).ShouldBe(["6:9+8 unknown-requirement", "lessons/01-case/lesson.md 1:1 unlisted-lesson"]);
    }

    [Fact]
    public async Task PreviewOutlineAsync_FindsACircle_AndALessonThatIsNotPartOfTheCourseYet()
    {
        _course.Write("content/lessons/02-other/lesson.md", Lesson("other", requires: "third"));
        _course.Write("content/lessons/03-third/lesson.md", Lesson("third", requires: "other"));
        _course.Write("content/lessons/04-twin/lesson.md", Lesson("third"));

        (await FindAsync(Sound)).ShouldBe(["7:9+8 unknown-requirement", "lessons/03-third/lesson.md 1:1 unlisted-lesson", "lessons/04-twin/lesson.md 1:1 unlisted-lesson"]);
        (await FindAsync(Sound + "      - 03-third\n      - 04-twin\n")).ShouldBe(["7:9+8 circular-requirement", "8:9+8 circular-requirement", "9:9+7 duplicate-lesson"]);
        (await MessagesAsync(Sound + "      - 03-third\n      - 04-twin\n")).ShouldContain("Nobody could begin: “other” requires “third”, which requires “other”.");
    }

    [Theory]
    [InlineData("title: [\n", "2:1+1 yaml-syntax")]
    [InlineData("", "1:1+1 yaml-syntax")]
    public async Task PreviewOutlineAsync_SaysOnlyThat_WhenItCannotBeRead(string text, string finding) => (await FindAsync(text)).ShouldBe([finding]);

    [Fact]
    public async Task PreviewOutlineAsync_RefusesWhatWouldNotBeRead() =>
        (await FindAsync(Sound + new string('#', 300_000))).ShouldBe(["1:1+1 unreadable-file"]);

    private static string Lesson(string id, string? requires = null) =>
        $"---\nid: {id}\ntitle: Of {id}\nmodule: first\nminutes: 5\noutcomes: [One]\n{(requires is null ? "" : $"requires: [{requires}]\n")}---\nText.\n";

    private async Task<string[]> FindAsync(string outline)
    {
        var found = await (await _course.LoadAsync()).PreviewOutlineAsync(outline, TestContext.Current.CancellationToken);
        return [.. found.Select(finding => finding.File == "course.yaml"
            ? $"{finding.Line}:{finding.Column}+{finding.Length} {finding.RuleId}"
            : $"{finding.File} {finding.Line}:{finding.Column} {finding.RuleId}")];
    }

    private async Task<string[]> MessagesAsync(string outline) =>
        [.. (await (await _course.LoadAsync()).PreviewOutlineAsync(outline, TestContext.Current.CancellationToken)).Select(finding => finding.Message)];
}
