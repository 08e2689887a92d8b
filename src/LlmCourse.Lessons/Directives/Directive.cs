using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives;

/// <summary>One kind of directive: what it takes, and the block that it makes.</summary>
internal abstract class Directive
{
    /// <summary>The names it is written with.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What its body may hold.</summary>
    public abstract BodyKind Body { get; }

    /// <summary>What it is counted as, such as <c>figure</c>; null when it has no number.</summary>
    public virtual string? Series => null;

    /// <summary>Whether it must have an identifier, because a learner's work is kept under it.</summary>
    public virtual bool NeedsId => false;

    /// <summary>Whether its body holds what a learner should find out, so that a search must not show it.</summary>
    public virtual bool HidesAnswers => false;

    /// <summary>What it is for, in one sentence.</summary>
    public abstract string Explanation { get; }

    /// <summary>What it is for when it is written with one of its names.</summary>
    public virtual string ExplanationOf(string name) => Explanation;

    /// <summary>The options that it takes.</summary>
    public virtual IReadOnlyList<OptionShape> Options => [];

    /// <summary>What an editor puts in for it; words in capitals are for the author to replace.</summary>
    public abstract string Template { get; }

    /// <summary>The text that an empty link to it borrows.</summary>
    public string Label(DirectiveSyntax syntax, int number) =>
        Series is not null ? $"{Series} {number}" : syntax.Title.Length > 0 ? syntax.Title : syntax.Id!;

    /// <summary>The block, or null after reporting why there is none.</summary>
    public abstract ValueTask<LessonBlock?> BuildAsync(DirectiveSyntax syntax, DirectiveContext context, CancellationToken cancellationToken);
}
