using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Directives.Lab;
using LlmCourse.Web.Components.Pages;

namespace LlmCourse.Web.Tests;

public sealed class LessonStageTests
{
    private static LabBlock Lab(string id) => new("tokenizer", id, new TokenizerLabParameters("", []), [], id);

    [Fact]
    public void Arrange_KeepsEveryWordInOrder_WhenALessonHasTwoBenches()
    {
        LessonBlock[] blocks =
        [
            new ProseBlock("<p>a</p>"), Lab("one"), new ProseBlock("<p>b</p><h2 id=\"x\">X</h2><p>c</p>"), new MathBlock("x", 1, null), Lab("two"), new ProseBlock("<p>d</p>"),
        ];

        var stages = LessonStage.Arrange(blocks);

        stages.Select(stage => stage.Title).ShouldBe(["one", "two"]);
        string.Concat(stages.SelectMany(stage => stage.Before.Append(stage.Bench!).Concat(stage.After)).OfType<ProseBlock>().Select(prose => prose.Html))
            .ShouldBe("<p>a</p><p>b</p><h2 id=\"x\">X</h2><p>c</p><p>d</p>");
        ((ProseBlock)stages[0].After.ShouldHaveSingleItem()).Html.ShouldBe("<p>b</p>");
        stages[1].Before.Count.ShouldBe(2);
    }

    [Fact]
    public void Arrange_GivesOneStage_WhenALessonHasNoBench()
    {
        var stage = LessonStage.Arrange([new ProseBlock("<p>a</p>")]).ShouldHaveSingleItem();

        stage.Bench.ShouldBeNull();
        stage.Before.ShouldHaveSingleItem();
    }
}
