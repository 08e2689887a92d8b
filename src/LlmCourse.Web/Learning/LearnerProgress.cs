namespace LlmCourse.Web.Learning;

/// <summary>A section of a lesson, by the lesson's identifier and the section's anchor.</summary>
public readonly record struct SectionKey(string Lesson, string Section);

/// <summary>Where a learner was last.</summary>
/// <param name="Lesson">Identifier of the lesson.</param>
/// <param name="Section">Anchor of the section; empty above the first one.</param>
/// <param name="Address">Address of the page with the state of its labs; the section is not part of it.</param>
/// <param name="At">When.</param>
public sealed record LearningPlace(string Lesson, string Section, string Address, DateTimeOffset At)
{
    /// <summary>The address to go on at.</summary>
    public string Resume => Section.Length == 0 ? Address : $"{Address}#{Section}";
}

/// <summary>What a learner has read and reached, at one moment.</summary>
/// <param name="Read">Sections that are ticked.</param>
/// <param name="Place">Where they were last; null before the first lesson.</param>
/// <param name="Outcomes">Outcomes reached, by lesson and the outcome's text.</param>
public sealed record LearnerProgress(IReadOnlySet<SectionKey> Read, LearningPlace? Place, IReadOnlySet<(string Lesson, string Outcome)> Outcomes)
{
    /// <summary>A learner who has done nothing yet.</summary>
    public static LearnerProgress None { get; } = new(new HashSet<SectionKey>(), null, new HashSet<(string, string)>());

    /// <summary>Whether a section is ticked.</summary>
    public bool IsRead(string lesson, string section) => Read.Contains(new SectionKey(lesson, section));

    /// <summary>Whether an outcome was reached.</summary>
    public bool IsReached(string lesson, string outcome) => Outcomes.Contains((lesson, outcome));
}
