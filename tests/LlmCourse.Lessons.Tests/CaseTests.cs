using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>Runs the examples of the authoring reference: a lesson, and what must be found and shown.</summary>
public class CaseTests
{
    // These need more than text: bytes, sizes, time, links on disk. They have tests of their own.
    private static readonly string[] Elsewhere = ["not-utf8", "unreadable-file", "lesson-too-large", "render-too-slow", "render-failed", "code-too-long"];

    private static readonly Dictionary<string, ReferenceExample> All = AuthoringReference.Topics
        .SelectMany(topic => topic.Examples.Select(example => (Name: $"{topic.Id}: {example.Title}", Example: example)))
        .ToDictionary(pair => pair.Name, pair => pair.Example);

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
        var found = library.Diagnostics;
        found.Count.ShouldBe(item.Findings.Count, string.Join('\n', found));
        foreach (var (expected, actual) in item.Findings.Zip(found))
        {
            var isLesson = actual.File == TemporaryCourse.CaseFile;
            var place = $"{actual.Line - (isLesson ? firstLine : 0)}:{actual.Column}";
            (isLesson ? null : actual.File, place, actual.RuleId).ShouldBe((expected.File, expected.Place, expected.RuleId), actual.Message);
            actual.Message.ShouldContain(expected.Message);
        }

        if (item.Blocks is { } blocks)
            BlockDump.Write(library.Course.Lessons.First().Blocks).ShouldBe(blocks);
    }

    [Fact]
    public void Rules_AllHaveAFailingCaseAndAPassingOne()
    {
        var rules = Rules.All.Select(rule => rule.Id).Except(Elsewhere).ToList();
        var failing = All.Values.SelectMany(item => item.Findings).Select(finding => finding.RuleId).ToHashSet();
        var passing = All.Values.Where(item => item.Findings.Count == 0).SelectMany(item => item.Keeps).ToHashSet();

        rules.Count.ShouldBeGreaterThanOrEqualTo(50);
        rules.Except(failing).ShouldBeEmpty();
        rules.Except(passing).ShouldBeEmpty();
        All.Values.SelectMany(item => item.Keeps).Except(rules).ShouldBeEmpty();
    }

    [Fact]
    public void Topics_SayWhatTheyAreAbout()
    {
        AuthoringReference.Topics[0].Id.ShouldBe("structure");
        AuthoringReference.Topics.ShouldAllBe(topic => topic.Title.Length > 0 && topic.ExplanationHtml.Length > 0 && topic.Examples.Count > 0);
        AuthoringReference.Topics.SelectMany(topic => topic.Examples).SelectMany(example => example.Findings).ShouldAllBe(finding => finding.Rule.Help.Length > 0);
    }

    [Fact]
    public void Rules_HaveDistinctIdsAndHelp()
    {
        Rules.All.Select(rule => rule.Id).ShouldBeUnique();
        Rules.All.ShouldAllBe(rule => rule.Help.EndsWith('.'));
    }
}
