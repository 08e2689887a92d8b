using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Lessons.Courses;

/// <summary>A lesson's place in the course while it is being loaded, whatever becomes of it.</summary>
internal sealed class LessonSlot(string folder, string? language, int number, DiagnosticBag diagnostics)
{
    private string? _substituteId;
    private IReadOnlyList<Diagnostic>? _findings;

    public string Folder => folder;

    /// <summary>Position in the course, from 1.</summary>
    public int Number => number;

    /// <summary>Language of a translation; null for the original.</summary>
    public string? Language => language;

    public DiagnosticBag Diagnostics => diagnostics;

    public LessonDraft? Draft { get; set; }

    public Diagnostic? Refusal { get; private set; }

    /// <summary>Time spent on the lesson so far, counted against its limit.</summary>
    public TimeSpan TimeTaken { get; set; }

    /// <summary>Whether a translation may stand in for its original.</summary>
    public bool IsUsable { get; set; } = true;

    public string Id => _substituteId ?? Draft?.FrontMatter.Id ?? LessonFolders.FallbackId(folder);

    public void Refuse(Diagnostic diagnostic) => Refusal = diagnostic;

    public void Refuse(Rule rule, string message) => Refusal = diagnostics.Report(rule, 0, 1, message);

    /// <summary>Refuses a lesson whose work may still go on elsewhere: what that work finds is not waited for.</summary>
    public void Abandon(Rule rule, string message)
    {
        Refusal = new Diagnostic(rule.Id, rule.Severity, diagnostics.File, 1, 1, 1, message, rule.Help);
        _findings = [Refusal];
    }

    /// <summary>Refuses a lesson whose identifier is taken, and gives it one that is free.</summary>
    public void RefuseDuplicate(string substituteId)
    {
        Refuse(Rules.DuplicateLesson, $"Another lesson has the identifier “{Id}”.");
        _substituteId = substituteId;
    }

    public Lesson ToLesson(IReadOnlyList<LessonBlock> blocks) => new()
    {
        Id = Id,
        Folder = folder,
        Number = Number,
        IsUsableTranslation = IsUsable,
        Language = language ?? Draft?.FrontMatter.Language ?? FrontMatter.DefaultLanguage,
        Title = Draft?.FrontMatter.Title ?? folder,
        FrontMatter = Draft?.FrontMatter,
        Sections = Refusal is null && Draft is not null ? Draft.Sections : [],
        ReadingMinutes = ReadingTime.Minutes(Draft?.Words ?? 0),
        Blocks = Refusal is null ? blocks : [],
        Diagnostics = _findings ?? [.. diagnostics.Items.OrderBy(item => item.File != diagnostics.File).ThenBy(item => item.Line).ThenBy(item => item.Column)],
        Refusal = Refusal,
    };
}
