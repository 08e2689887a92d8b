using LlmCourse.Lessons.Prose;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData(@"V = 49", "V = 49")]
    [InlineData(@"-\ln p", "-ln p")]
    [InlineData(@"\tau \approx 0{,}8", "τ ≈ 0,8")]
    [InlineData(@"\frac{1}{V}", "1 / V")]
    [InlineData(@"\frac{a + b}{c \cdot d} \le 1", "(a + b) / (c · d) ≤ 1")]
    [InlineData(@"\frac{\frac{1}{2}}{3}", "(1 / 2) / 3")]
    [InlineData(@"\sqrt{d_k}", "√d_k")]
    [InlineData(@"\text{loss} \neq 0", "loss ≠ 0")]
    [InlineData(@"50\,\%", "50 %")]
    [InlineData(@"\unheard{of}", "unheardof")]
    [InlineData(@"}}{{\frac\", "")]
    [InlineData("", "")]
    public void Of_ReadsAsALineOfText(string latex, string text) => FormulaText.Of(latex).ShouldBe(text);

    [Fact]
    public async Task Search_ShowsNoCommandsOfFormulas_InItsExcerpts()
    {
        using var course = new TemporaryCourse();
        course.WriteBody("The temperature $\\tau$ divides the logits.\n");

        var hit = (await course.LoadAsync()).Search("temperature", 10).ShouldHaveSingleItem();

        hit.Excerpt.ShouldContain("The temperature τ divides the logits.");
    }
}
