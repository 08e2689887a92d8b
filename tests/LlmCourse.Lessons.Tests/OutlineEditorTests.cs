using LlmCourse.Lessons.Authoring;

namespace LlmCourse.Lessons.Tests;

public class OutlineEditorTests
{
    [Theory]
    [InlineData("modules:\n  - id: a\n    lessons:\n      - 01-one # first\n  - id: b\n    lessons: [02-two]\n", "a",
        "modules:\n  - id: a\n    lessons:\n      - 01-one # first\n      - 03-new\n  - id: b\n    lessons: [02-two]\n")]
    [InlineData("modules:\n  - id: a\n    lessons: [ 01-one ] # all\n", "a", "modules:\n  - id: a\n    lessons: [ 01-one, 03-new ] # all\n")]
    [InlineData("modules:\n- id: a\n  lessons:\n  - 01-one", "a", "modules:\n- id: a\n  lessons:\n  - 01-one\n  - 03-new\n")]
    [InlineData("modules:\r\n- id: a\r\n  lessons:\r\n  - 01-one\r\n", "a", "modules:\r\n- id: a\r\n  lessons:\r\n  - 01-one\r\n  - 03-new\r\n")]
    [InlineData("modules:\n  - id: a\n    lessons: []\n", "a", "modules:\n  - id: a\n    lessons: [03-new]\n")]
    [InlineData("modules:\n  - id: a\n    lessons:\n  - id: b\n    lessons: []\n", "a", "modules:\n  - id: a\n    lessons:\n      - 03-new\n  - id: b\n    lessons: []\n")]
    public void AddLesson_ChangesOneLine(string outline, string module, string expected) =>
        OutlineEditor.AddLesson(outline, module, "03-new").ShouldBe(expected);

    [Theory]
    [InlineData("modules:\n  - id: a\n    lessons: 01-one\n", "a")]
    [InlineData("modules:\n  - id: a\n", "a")]
    [InlineData("modules:\n  - id: a\n    lessons: [01-one]\n", "b")]
    [InlineData("modules: [", "a")]
    [InlineData("", "a")]
    public void AddLesson_GivesNothing_WhenTheModuleTakesNone(string outline, string module) =>
        OutlineEditor.AddLesson(outline, module, "03-new").ShouldBeNull();

    [Theory]
    [InlineData("modules:\n  - id: a\n    lessons:\n      - 01-one # first\n      - 02-two\n", "modules:\n  - id: a\n    lessons:\n      - 02-two\n")]
    [InlineData("modules:\n  - id: a\n    lessons:\n      - 02-two\n      - \"01-one\"", "modules:\n  - id: a\n    lessons:\n      - 02-two\n")]
    [InlineData("modules:\n  - id: a\n    lessons:\n      - 01-one # first\nx: y\n", "modules:\n  - id: a\n    lessons: [] # first\nx: y\n")]
    [InlineData("modules:\n  - id: a\n    lessons: [01-one, 02-two] # all\n", "modules:\n  - id: a\n    lessons: [02-two] # all\n")]
    [InlineData("modules:\n  - id: a\n    lessons: [02-two, 01-one]\n", "modules:\n  - id: a\n    lessons: [02-two]\n")]
    [InlineData("modules:\n  - id: a\n    lessons: [01-one]\n", "modules:\n  - id: a\n    lessons: []\n")]
    [InlineData("# 01-one\nmodules:\n  - id: a\n    lessons: [02-two]\n", "# 01-one\nmodules:\n  - id: a\n    lessons: [02-two]\n")]
    public void RemoveLesson_TakesOffThatLessonOnly(string outline, string expected) =>
        OutlineEditor.RemoveLesson(outline, "01-one").ShouldBe(expected);
}
