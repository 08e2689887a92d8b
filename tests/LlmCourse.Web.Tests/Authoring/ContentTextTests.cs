using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Authoring;

namespace LlmCourse.Web.Tests.Authoring;

public sealed class ContentTextTests
{
    [Theory]
    [InlineData("course.yaml", ContentKind.Outline)]
    [InlineData("glossary.md", ContentKind.Glossary)]
    [InlineData("lessons/01-a/lesson.md", ContentKind.Lesson)]
    [InlineData("lessons/01-a/lesson.de.md", ContentKind.Lesson)]
    [InlineData("lessons/01-a/first.run.yaml", ContentKind.RunFile)]
    public void KindOf_KnowsWhatAuthorsEdit(string path, ContentKind kind) => ContentPath.KindOf(path).ShouldBe(kind);

    [Theory]
    [InlineData("../course.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("lessons/../../course.yaml")]
    [InlineData("lessons/01-a/../../course.yaml")]
    [InlineData("lessons/01-a/lesson.md\n")]
    [InlineData("lessons/01-a/.run.yaml")]
    [InlineData("lessons\\01-a\\lesson.md")]
    [InlineData("corpora/stories.md")]
    [InlineData("")]
    public void KindOf_KnowsNothingElse(string path) => ContentPath.KindOf(path).ShouldBeNull();

    [Theory]
    [InlineData("Über uns: A & B", "uber-uns-a-b")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("東京", "")]
    public void Slug_KeepsLettersAndDigits(string text, string slug) => ContentPath.Slug(text).ShouldBe(slug);

    [Theory]
    [InlineData("---\nid: a\nstatus: draft\n---\nstatus: draft\n", "---\nid: a\nstatus: published\n---\nstatus: draft\n")]
    [InlineData("---\nid: a\n---\nText\n", "---\nid: a\nstatus: published\n---\nText\n")]
    public void WithStatus_ChangesTheFrontMatterOnly(string before, string after) => FrontMatterText.WithStatus(before, LessonStatus.Published).ShouldBe(after);

    [Fact]
    public void WithStatus_GivesNothing_WithoutFrontMatter() => FrontMatterText.WithStatus("Text\n", LessonStatus.Published).ShouldBeNull();
}
