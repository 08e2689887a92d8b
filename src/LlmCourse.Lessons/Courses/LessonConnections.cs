using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Courses;

/// <summary>Checks what one lesson says about others: its module, the lessons it requires, and the original it translates.</summary>
internal static class LessonConnections
{
    /// <summary>Checks the module and the required lessons of a draft.</summary>
    /// <param name="draft">The lesson.</param>
    /// <param name="module">The module that lists it; null when none does.</param>
    /// <param name="requirements">What every lesson requires, this one as it is here.</param>
    public static void Check(LessonDraft draft, string? module, RequirementGraph requirements)
    {
        var about = draft.FrontMatter;
        if (module is not null && about.Module != module)
            draft.Settings.Report(Rules.WrongModule, "module", $"course.yaml puts this lesson into “{module}”, not “{about.Module}”.");
        for (var i = 0; i < about.Requires.Count; i++)
        {
            var required = about.Requires[i];
            if (!requirements.Knows(required))
                draft.Settings.ReportEntry(Rules.UnknownRequirement, "requires", i, $"There is no lesson “{required}”.");
            else if (requirements.Circle(about.Id, required) is { } circle)
                draft.Settings.ReportEntry(Rules.CircularRequirement, "requires", i, RequirementGraph.Words(circle));
        }
    }

    /// <summary>Checks that a translation is the same lesson as its original.</summary>
    /// <returns>Whether it can stand in for the original: it has the same identifier and language as its file.</returns>
    public static bool CheckTranslation(LessonDraft draft, LessonDraft original)
    {
        var (about, first) = (draft.FrontMatter, original.FrontMatter);
        var isUsable = true;
        if (about.Language != draft.Language)
        {
            draft.Settings.Report(Rules.TranslationLanguage, "language", $"The file is named for “{draft.Language}”, but its language is “{about.Language}”.");
            isUsable = false;
        }

        if (about.Id != first.Id)
        {
            draft.Settings.Report(Rules.TranslationId, "id", $"The original has the id “{first.Id}”, not “{about.Id}”.");
            isUsable = false;
        }

        if (about.Outcomes.Count != first.Outcomes.Count)
            draft.Settings.Report(Rules.TranslationId, "outcomes", $"The original has {first.Outcomes.Count} outcomes, the translation {about.Outcomes.Count}.");
        CheckDirectives(draft, original);
        if (!draft.Sections.Select(section => section.Level).SequenceEqual(original.Sections.Select(section => section.Level)))
            draft.Settings.Report(Rules.TranslationSections, "id", $"The original has {original.Sections.Count} headings, the translation {draft.Sections.Count}, or their levels differ.");
        return isUsable;
    }

    private static void CheckDirectives(LessonDraft draft, LessonDraft original)
    {
        foreach (var (id, directive) in original.Identified)
        {
            if (!draft.Identified.ContainsKey(id))
                draft.Settings.Report(Rules.TranslationIds, "id", $"The {directive.Name} “{id}” of the original is missing.");
        }

        foreach (var (id, directive) in draft.Identified)
        {
            if (original.Identified.GetValueOrDefault(id) is not { } first)
                Report(draft, directive, $"The original has no “{id}”. {Suggestion.For(id, original.Identified.Keys)}");
            else if (first.Name != directive.Name)
                Report(draft, directive, $"In the original, “{id}” is a {first.Name}.");
        }
    }

    private static void Report(LessonDraft draft, DirectiveSyntax directive, string message) =>
        draft.Diagnostics.Report(Rules.TranslationIds, directive.IdStart, directive.Id!.Length, message);
}
