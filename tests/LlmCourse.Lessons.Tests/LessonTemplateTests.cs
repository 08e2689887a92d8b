using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class LessonTemplateTests : IDisposable
{
    private readonly TemporaryCourse _course = new();

    public static TheoryData<string> Templates => [.. LessonTemplate.All.Select(template => template.Id)];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Write_MakesALesson_WithoutFindings(string id)
    {
        var template = LessonTemplate.All.Single(item => item.Id == id);
        foreach (var file in template.Companions)
            _course.Write($"content/lessons/01-case/{file.Path}", file.Text);
        _course.Write($"content/{TemporaryCourse.CaseFile}", template.Write("case", "Why: \"a # title\" \\ with\nsigns", "first"));

        var library = await _course.LoadAsync();

        library.Diagnostics.ShouldBeEmpty();
        library.Find("case").ShouldNotBeNull().Title.ShouldBe("Why: \"a # title\" \\ withsigns");
    }

    [Theory]
    [MemberData(nameof(Directives))]
    public async Task Directives_HaveATemplate_ThatReadsAsTheDirective(string name)
    {
        var shape = AuthoringCompletions.Directives.Single(directive => directive.Name == name);

        var lesson = await _course.LoadBodyAsync(shape.Template.Replace("{#ID}", "{#id}") + "\n");

        string[] structure = ["unknown-directive", "unclosed-directive", "stray-fence", "unknown-option", "misplaced-option", "missing-id", "bad-id", "missing-question", "missing-choices", "missing-table", "missing-body"];
        lesson.Diagnostics.Where(finding => structure.Contains(finding.RuleId)).ShouldBeEmpty();
    }

    public static TheoryData<string> Directives => [.. AuthoringCompletions.Directives.Select(directive => directive.Name)];

    public void Dispose() => _course.Dispose();
}
