using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>Runs the cases under <c>Cases</c>: a lesson, and what must be found and shown.</summary>
public class CaseTests
{
    private static readonly Dictionary<string, LessonCase> All = LessonCase.ReadAll().ToDictionary(item => item.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task LoadAsync_FindsAndShows_WhatTheCaseSays(string name)
    {
        var item = All[name];
        using var course = new TemporaryCourse();
        var ownFrontMatter = item.Markdown.StartsWith("---", StringComparison.Ordinal);
        course.Write($"content/{TemporaryCourse.CaseFile}", ownFrontMatter ? item.Markdown : TemporaryCourse.FrontMatter + item.Markdown);
        foreach (var (path, text) in item.Files)
            course.Write(path, text);

        var library = await course.LoadAsync();

        var firstLine = ownFrontMatter ? 0 : TemporaryCourse.FrontMatter.Count(character => character == '\n');
        var found = library.Diagnostics.Select(finding => Describe(finding, firstLine)).ToArray();
        found.Length.ShouldBe(item.Diagnostics.Length, string.Join('\n', library.Diagnostics));
        foreach (var (expected, actual) in item.Diagnostics.Zip(found))
            actual.ShouldStartWith(expected.Split(" … ")[0]);
        foreach (var (expected, actual) in item.Diagnostics.Zip(found))
            actual.ShouldContain(expected.Split(" … ")[^1]);
        if (item.Blocks is { } blocks)
            BlockDump.Write(library.Course.Lessons.First().Blocks).ShouldBe(blocks);
    }

    [Fact]
    public void Rules_AllHaveAFailingCase()
    {
        // These need more than text: bytes, sizes, time, links on disk. They have tests of their own.
        string[] elsewhere = ["not-utf8", "unreadable-file", "lesson-too-large", "render-too-slow", "render-failed", "code-too-long"];
        var covered = All.Values.SelectMany(item => item.Diagnostics).Select(line => line.Split(' ').First(word => word.Contains('-') && !word.Contains('/'))).Concat(elsewhere);

        Rules.All.Select(rule => rule.Id).Except(covered).ShouldBeEmpty();
    }

    [Fact]
    public void Rules_HaveDistinctIdsAndHelp()
    {
        Rules.All.Select(rule => rule.Id).ShouldBeUnique();
        Rules.All.ShouldAllBe(rule => rule.Help.EndsWith('.'));
    }

    /// <summary>“line:column rule message”, with the file before it when it is not the case's lesson.</summary>
    private static string Describe(Diagnostic finding, int firstLine) => finding.File == TemporaryCourse.CaseFile
        ? $"{finding.Line - firstLine}:{finding.Column} {finding.RuleId} {finding.Message}"
        : $"{finding.File} {finding.Line}:{finding.Column} {finding.RuleId} {finding.Message}";
}
