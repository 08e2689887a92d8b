using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class TranslationTests : IDisposable
{
    private const string German = "---\nid: case\ntitle: Der Fall\nmodule: first\nminutes: 5\noutcomes: [Prüfe ihn]\nlanguage: de\n---\n## Anfang\n\nText.\n";

    private readonly TemporaryCourse _course = new();

    public TranslationTests() => _course.WriteBody("## Start\n\nText.\n");

    [Theory]
    [InlineData("de", "Der Fall")]
    [InlineData("de-AT", "Der Fall")]
    [InlineData("DE", "Der Fall")]
    [InlineData("fr", "The case")]
    [InlineData("en", "The case")]
    public async Task Find_GivesTheTranslation_OrTheOriginal(string language, string title)
    {
        _course.Write("content/lessons/01-case/lesson.de.md", German);

        var library = await _course.LoadAsync();

        var lesson = library.Find("case", language).ShouldNotBeNull();
        lesson.Title.ShouldBe(title);
        lesson.Languages.ShouldBe(["en", "de"]);
        lesson.Sections.ShouldHaveSingleItem().Id.ShouldBe("start");
        library.InLanguage(language).Lessons.Select(item => item.Title).ShouldBe([title, "The other lesson"]);
        library.Find("case")!.Title.ShouldBe("The case");
    }

    [Theory]
    [InlineData("id: case", "id: fall")]
    [InlineData("language: de", "language: fr")]
    [InlineData("title: Der Fall", "titel: Der Fall")]
    public async Task Find_FallsBack_WhenTheTranslationIsBroken(string right, string wrong)
    {
        _course.Write("content/lessons/01-case/lesson.de.md", German.Replace(right, wrong));

        var library = await _course.LoadAsync();

        library.Find("case", "de")!.Title.ShouldBe("The case");
        library.Find("case", "fr")!.Title.ShouldBe("The case");
        library.Diagnostics.ShouldNotBeEmpty();
        library.Diagnostics.ShouldAllBe(finding => finding.File == "lessons/01-case/lesson.de.md");
    }

    public void Dispose() => _course.Dispose();
}
