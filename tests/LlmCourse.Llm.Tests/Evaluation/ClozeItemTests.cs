using LlmCourse.Llm.Evaluation;

namespace LlmCourse.Llm.Tests.Evaluation;

public sealed class ClozeItemTests
{
    private static readonly string[] Sentences = ["Anna sells 3 red boats today.", "Bruno sells 7 old hats today.", "Clara sells 9 big clocks today.", "David sells 4 tiny lamps today."];

    [Fact]
    public void From_LeavesAGap_ThatTheRightChoiceFills()
    {
        var items = ClozeItem.From(Sentences, seed: 5);

        items.Select(item => item.With(item.Right)).ShouldBe(Sentences);
        foreach (var item in items)
        {
            item.Choices.Distinct().Count().ShouldBe(ClozeItem.ChoiceCount);
            item.Choices.ShouldNotContain("sells");
        }

        ClozeItem.From(Sentences, seed: 5).Select(item => string.Join(' ', item.Choices)).ShouldBe(items.Select(item => string.Join(' ', item.Choices)));
    }

    [Fact]
    public void Pick_TakesTheLikeliestText()
    {
        var item = new ClozeItem("a ", ["x", "yyy", "zz"], 0, " b");

        item.Pick(text => text.Length).ShouldBe(1);
        item.Pick(text => -text.Length).ShouldBe(0);
    }

    [Fact]
    public void From_Refuses_SentencesWithoutAPattern() =>
        Should.Throw<ArgumentException>(() => ClozeItem.From(["one two", "one two three"], seed: 1)).Message.ShouldContain("equally many words");
}
