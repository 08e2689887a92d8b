using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Directives.Lab;
using LlmCourse.Web.Components.Pages;

namespace LlmCourse.Web.Tests;

public sealed class BlockKeyTests
{
    private const string Html = "<p>one<br />two &lt;p&gt;</p>\n<ul>\n<li><p>a</p></li>\n<li>b</li>\n</ul>\n<h2 id=\"x\">X</h2>\n<p><img src=\"a.png\" alt=\"b\" /></p>";

    [Fact]
    public void Split_GivesTheTopElements_AndLosesNothing()
    {
        var pieces = ProsePieces.Split(Html);

        pieces.Count.ShouldBe(4);
        pieces[2].ShouldBe("\n<h2 id=\"x\">X</h2>");
        string.Concat(pieces).ShouldBe(Html);
    }

    [Theory]
    [InlineData("</p><p>a</p>")]
    [InlineData("<p>a")]
    public void Split_LeavesTextWhole_WhenTagsDoNotMatch(string html) => ProsePieces.Split(html).ShouldBe([html]);

    [Fact]
    public void Keys_StayForWhatDidNotChange_WhenOneParagraphIsEdited()
    {
        var before = BlockKeys.Of([new ProseBlock(Html), new MathBlock("x", 1, "e")]).Select(keyed => keyed.Key).ToList();

        var after = BlockKeys.Of([new ProseBlock(Html.Replace("one", "none", StringComparison.Ordinal)), new MathBlock("x", 1, "e")]).Select(keyed => keyed.Key).ToList();

        after.Except(before).ShouldHaveSingleItem().ShouldContain("none");
        after.Intersect(before).Count().ShouldBe(4);
    }

    [Fact]
    public void Keys_AreUnique_WhenTextsRepeat() =>
        BlockKeys.Of([new ProseBlock("<p>a</p><p>a</p>"), new ProseBlock("<p>a</p>")]).Select(keyed => keyed.Key).Distinct().Count().ShouldBe(3);

    [Fact]
    public void LabKey_Changes_WithItsParametersOnly()
    {
        static LabBlock Lab(string title, params string[] show) => new("tokenizer", title, new TokenizerLabParameters("text", show), [], "cut");

        BlockKeys.Of(Lab("A", "bpe")).ShouldBe(BlockKeys.Of(Lab("B", "bpe")));
        BlockKeys.Of(Lab("A", "bpe")).ShouldNotBe(BlockKeys.Of(Lab("A", "bpe", "word")));
    }
}
