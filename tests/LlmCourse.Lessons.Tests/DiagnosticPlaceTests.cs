using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>Findings stand where the mistake is, however many there are and whatever is around them.</summary>
public sealed class DiagnosticPlaceTests : IDisposable
{
    private const string TenMistakes = """
        ## One

        [broken](#nowhere) and <b>bold</b>

        #### Too deep

        :::nota Title
        Text.
        :::

        :::lab Cut {#lab}
        :lab: tokenizr
        :::

        :::code
        :src: src/Sample/Adder.cs
        :region: minus
        :::

        :::math {#X}
        x
        :::

        :::

        ![alt](missing.png) $$y$$

        :::tip
        Never closed.

        """;

    private static readonly string[] Pieces =
    [
        ":::", "::::", ":::note ", ":::math", ":::code", ":::lab {#l}", ":::unknown", "\n", "\n\n", ":src: a", ":lab: tokenizer", "```", "~~~", "> ", "- ", "1. ",
        "text ", "[a](b)", "[](#x)", "![](y.png)", "$x$", "$$", "**", "`", "|a|b|\n|-|-|\n", "# ", "## h {#id}", "<b>", "{#", "}", "\t", "日本", "🙂", "\\", "&amp;", "\r\n",
    ];

    private readonly TemporaryCourse _course = new();

    [Fact]
    public async Task LoadAsync_ReportsEveryMistake_AtItsPlace()
    {
        var lesson = await _course.LoadBodyAsync(TenMistakes);

        var offset = TemporaryCourse.FrontMatter.Count(character => character == '\n');
        lesson.Diagnostics.Select(finding => (finding.Line - offset, finding.Column, finding.RuleId)).ShouldBe(
        [
            (3, 1, "broken-anchor"),
            (3, 24, "raw-html"),
            (5, 1, "heading-level"),
            (7, 4, "unknown-directive"),
            (12, 7, "unknown-lab"),
            (17, 10, "missing-region"),
            (20, 11, "bad-id"),
            (24, 1, "stray-fence"),
            (26, 1, "missing-file"),
            (26, 21, "display-math"),
            (28, 1, "unclosed-directive"),
        ]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task LoadAsync_PlacesEveryFinding_InsideTheFile(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            var lesson = await _course.LoadBodyAsync(body);

            var lines = (TemporaryCourse.FrontMatter + body).ReplaceLineEndings("\n").Split('\n');
            foreach (var finding in lesson.Diagnostics)
            {
                finding.RuleId.ShouldNotBe(Rules.RenderFailed.Id, $"{finding.Message}\n{body}");
                finding.Line.ShouldBeInRange(1, lines.Length, body);
                finding.Column.ShouldBeInRange(1, lines[finding.Line - 1].Length + 1, body);
                finding.Length.ShouldBeInRange(1, Math.Max(1, lines[finding.Line - 1].Length - finding.Column + 1), body);
            }
        }
    }

    public void Dispose() => _course.Dispose();
}
