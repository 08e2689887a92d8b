namespace LlmCourse.Lessons.Courses;

/// <summary>The lessons of a course with their translations.</summary>
internal sealed class LessonShelf
{
    private readonly Dictionary<string, Lesson> _byId;
    private readonly Dictionary<string, Lesson> _byFolder;
    private readonly ILookup<string, Lesson> _translations;

    public LessonShelf(IReadOnlyList<Lesson> lessons, IReadOnlyList<Lesson> translations)
    {
        _translations = translations
            .Where(translation => translation is { Refusal: null, IsUsableTranslation: true })
            .ToLookup(translation => translation.Folder, StringComparer.Ordinal);
        _byFolder = lessons.Select(WithLanguages).ToDictionary(lesson => lesson.Folder, StringComparer.Ordinal);
        _byId = _byFolder.Values.ToDictionary(lesson => lesson.Id, StringComparer.Ordinal);
    }

    /// <summary>The original in a folder.</summary>
    public Lesson InFolder(string folder) => _byFolder[folder];

    /// <summary>The original of an identifier; null when there is none.</summary>
    public Lesson? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>A lesson in a language, in the language without its region, or as the original.</summary>
    public Lesson Translated(Lesson original, string language) =>
        Translation(original, language) ?? (language.IndexOf('-') is > 0 and var dash ? Translation(original, language[..dash]) : null) ?? original;

    private Lesson? Translation(Lesson original, string language) =>
        _translations[original.Folder]
            .Where(lesson => lesson.Language.Equals(language, StringComparison.OrdinalIgnoreCase))
            .Select(lesson => lesson with { Languages = original.Languages })
            .FirstOrDefault();

    private Lesson WithLanguages(Lesson original) =>
        original with { Languages = [original.Language, .. _translations[original.Folder].Select(lesson => lesson.Language)] };
}
