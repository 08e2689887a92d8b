using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>
/// Inputs that make Markdown readers slow or deep, as large as a lesson may be or as large as makes the point. Each is
/// shown or refused with a reason, and the lesson beside it is always there.
/// </summary>
public sealed class PathologicalTests : IDisposable
{
    private readonly TemporaryCourse _course = new();

    public static TheoryData<string, string, int> Inputs => new()
    {
        { "opening brackets", "[", 60_000 },
        { "opening links", "[a](", 4_000 },
        { "opening pictures", "![", 20_000 },
        { "nested links", "[a](<b", 4_000 },
        { "parentheses in links", "[ (](", 3_000 },
        { "stars", "*", 60_000 },
        { "opening stars", "**a *", 10_000 },
        { "underscores", "_a__", 12_000 },
        { "backticks", "`a``b", 10_000 },
        { "growing backticks", "` `` ``` ", 5_000 },
        { "quotes", "> ", 25_000 },
        { "list items", "- ", 25_000 },
        { "numbered items", "1. ", 15_000 },
        { "open tags", "<a ", 15_000 },
        { "entities", "&a", 25_000 },
        { "dollars", "$a ", 15_000 },
        { "pipes", "|a", 10_000 },
        { "pipes over lines", "|a|\n|-|\n", 7_000 },
        { "escapes", "\\", 60_000 },
        { "references", "[a]: b\n", 8_000 },
        { "colons", ":", 60_000 },
        { "stray fences", ":::\n", 8_000 },
        { "open directives", ":::note\n", 7_000 },
        { "colon options", ":::note\n:a: b\n", 4_000 },
        { "tabs", "\t- ", 12_000 },
        { "zero characters", "\0", 30_000 },
        { "headings", "# a\n", 12_000 },
        { "braces", "{#", 25_000 },
        { "braces in a title", ":::note {#a} ", 4_000 },
        { "choices", "- [x] a\n", 7_000 },
        { "questions", ":::quiz a {#q}\n- [x] a\n- [ ] b\n:::\n", 1_500 },
        { "predictions", ":::predict a {#p}\n:run: r\n:bounds: 1\n- a\n- b\n:::\n", 1_200 },
        { "tables", ":::table\n|a|\n|-|\n|b|\n:::\n", 2_500 },
        { "code fences", "```\n", 12_000 },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task LoadAsync_ShowsOrRefuses_WhateverComes(string name, string piece, int count)
    {
        _course.WriteBody("Text.\n\n" + string.Concat(Enumerable.Repeat(piece, count)));

        var library = await _course.LoadAsync();

        var lesson = library.Find("case").ShouldNotBeNull(name);
        (lesson.Refusal is not null || lesson.Blocks.Count > 0).ShouldBeTrue(name);
        library.Find("other").ShouldNotBeNull(name).Blocks.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("opening links", "[a](", 16_000)]
    [InlineData("terms", "## a\n\nb\n\n", 5_000)]
    [InlineData("forms", "a, ", 20_000)]
    [InlineData("quotes", "> ", 30_000)]
    public async Task LoadAsync_KeepsItsLessons_WhateverTheGlossaryHolds(string name, string piece, int count)
    {
        _course.Write("content/glossary.md", "## Term\n\nText.\n\n## " + string.Concat(Enumerable.Repeat(piece, count)));

        var library = await _course.LoadAsync();

        library.Find("case").ShouldNotBeNull(name).Blocks.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_MarksTerms_AmongThousandsThatBeginAlike()
    {
        _course.Write("content/glossary.md", string.Concat(Enumerable.Range(0, 3_000).Select(i => $"## a t{i}\n\nb\n\n")));
        _course.WriteBody(string.Concat(Enumerable.Repeat("a ", 15_000)) + "a t7\n");

        var library = await _course.LoadAsync();

        library.Find("case").ShouldNotBeNull().Refusal.ShouldBeNull();
        library.Find("case")!.Blocks.OfType<Blocks.ProseBlock>().Single().Html.ShouldEndWith("<a href=\"/glossary#a-t7\" class=\"term\" data-term=\"a-t7\">a t7</a></p>");
    }

    public void Dispose() => _course.Dispose();
}
