using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Directives;
using LlmCourse.Lessons.Directives.Lab;
using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Authoring;

/// <summary>What an editor can offer while an author types.</summary>
public sealed class AuthoringCompletions
{
    private readonly Course _course;
    private readonly SourceLibrary _sources;

    internal AuthoringCompletions(Course course, SourceLibrary sources)
    {
        _course = course;
        _sources = sources;
    }

    /// <summary>Every directive with its options.</summary>
    public static IReadOnlyList<DirectiveShape> Directives { get; } =
        [.. DirectiveCatalog.All.SelectMany(directive => directive.Names.Select(name => DirectiveShape.Of(name, directive)))];

    /// <summary>Every lab with its options; they stand in a <c>lab</c> directive.</summary>
    public static IReadOnlyList<LabShape> Labs { get; } = [.. LabCatalog.Shapes];

    /// <summary>Keys of the front matter.</summary>
    public static IReadOnlyList<OptionShape> FrontMatter { get; } =
    [
        new("id", "Small letters, digits and hyphens; part of the address, so it should not change.", IsRequired: true),
        new("title", "Plain text.", IsRequired: true),
        new("module", "The module of course.yaml that lists the lesson.", IsRequired: true),
        new("minutes", "How long a learner needs, labs included.", IsRequired: true),
        new("outcomes", "What a learner can do afterwards, one sentence each.", IsRequired: true),
        new("requires", "Ids of lessons to do first."),
        new("status", "Whether learners see the lesson.", Values: ["draft", "published"]),
        new("summary", "A sentence or two for the outline."),
        new("authors", "Who wrote it."),
        new("language", "A language tag; “en” without it."),
    ];

    /// <summary>Every lesson that can be linked to, in the order of the course.</summary>
    public IEnumerable<LinkTarget> Lessons => _course.Lessons.Select(
        lesson => new LinkTarget(lesson.Id, lesson.Title, $"../{lesson.Folder}/{LessonFolders.FileName}", lesson.Sections));

    /// <summary>Paths of the sources that have regions, for <c>:src:</c>. Walks the folder of the sources.</summary>
    public IReadOnlyList<string> SourcePaths() => [.. _sources.PathsWithRegions()];

    /// <summary>Names of the regions of a source, for <c>:region:</c>; empty when it cannot be shown.</summary>
    /// <param name="path">Its path in the repository, such as <c>src/LlmCourse.Llm/Models/Gpt.cs</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<string>> RegionsAsync(string path, CancellationToken cancellationToken = default) =>
        await _sources.FindAsync(path, cancellationToken) is { } source ? [.. source.RegionNames] : [];
}

/// <summary>A directive as an author sees it.</summary>
/// <param name="Name">The word behind the colons.</param>
/// <param name="Explanation">What it is for, in one sentence.</param>
/// <param name="NeedsId">Whether it must have an identifier in <c>{#…}</c>.</param>
/// <param name="Options">Its options.</param>
/// <param name="Template">What an editor puts in for it; words in capitals are for the author to replace.</param>
public sealed record DirectiveShape(string Name, string Explanation, bool NeedsId, IReadOnlyList<OptionShape> Options, string Template)
{
    internal static DirectiveShape Of(string name, Directive directive) => new(
        name, directive.ExplanationOf(name), directive.NeedsId, directive.Options,
        name == directive.Names[0] ? directive.Template : directive.Template.Replace($":::{directive.Names[0]}", $":::{name}"));
}

/// <summary>A lesson that can be linked to.</summary>
/// <param name="Id">Its identifier, for <c>requires</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Link">The address to write in another lesson's Markdown.</param>
/// <param name="Sections">Its sections, whose ids follow a <c>#</c>.</param>
public sealed record LinkTarget(string Id, string Title, string Link, IReadOnlyList<LessonSection> Sections);
