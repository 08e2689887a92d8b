using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using LlmCourse.Lessons.Glossary;
using LlmCourse.Lessons.Search;
using LlmCourse.Lessons.Sources;

namespace LlmCourse.Lessons.Courses;

/// <summary>
/// The course as it was on disk at one moment: immutable, safe for concurrent use, and whole even when some of its lessons
/// are broken.
/// </summary>
public sealed class CourseLibrary
{
    private readonly LessonShelf _shelf;
    private readonly SearchIndex _search;
    private readonly LessonPreviewer _previewer;

    internal CourseLibrary(
        Course course, LessonShelf shelf, IReadOnlyList<GlossaryEntry> glossary, IReadOnlyList<Diagnostic> diagnostics,
        SearchIndex search, LessonPreviewer previewer)
    {
        Course = course;
        Glossary = glossary;
        Diagnostics = diagnostics;
        _shelf = shelf;
        _search = search;
        _previewer = previewer;
        Completions = new AuthoringCompletions(course, previewer.Surroundings.Sources);
    }

    /// <summary>Modules and lessons in order, in their original languages.</summary>
    public Course Course { get; }

    /// <summary>The terms of the course in the order of the alphabet; empty when there is no glossary.</summary>
    public IReadOnlyList<GlossaryEntry> Glossary { get; }

    /// <summary>All findings: about <c>course.yaml</c> first, then lesson by lesson, then about the glossary.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether the time of a lesson ran out, so that reading the course again may show more of it.</summary>
    internal bool HasTooSlowLessons => Diagnostics.Any(finding => finding.RuleId == Rules.RenderTooSlow.Id);

    /// <summary>What an editor can offer while an author types.</summary>
    public AuthoringCompletions Completions { get; }

    /// <summary>Reads the course. Broken lessons are refused one by one; only a cancelled token throws.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<CourseLibrary> LoadAsync(CourseOptions options, CancellationToken cancellationToken = default) =>
        new CourseLoader(options, new SourceLibrary(options.RepositoryRoot, options.Limits.MaxSourceBytes)).LoadAsync(cancellationToken);

    /// <summary>Reads the course again, and keeps what need not be read again of the sources that it shows.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<CourseLibrary> ReloadAsync(CancellationToken cancellationToken = default) =>
        new CourseLoader(_previewer.Surroundings.Options, _previewer.Surroundings.Sources).LoadAsync(cancellationToken);

    /// <summary>A lesson by its identifier, in its original language; null when there is none.</summary>
    public Lesson? Find(string lessonId) => _shelf.Find(lessonId);

    /// <summary>A lesson in a language where it has been translated into it, and in its original language otherwise.</summary>
    /// <param name="lessonId">Its identifier.</param>
    /// <param name="language">BCP 47 tag, such as <c>de</c>; for <c>de-AT</c>, a translation into <c>de</c> serves too.</param>
    public Lesson? Find(string lessonId, string language) => Find(lessonId) is { } lesson ? _shelf.Translated(lesson, language) : null;

    /// <summary>Modules and lessons in order, each lesson in a language as <see cref="Find(string, string)"/> picks it.</summary>
    public Course InLanguage(string language) => Course with
    {
        Modules = [.. Course.Modules.Select(module => module with { Lessons = [.. module.Lessons.Select(lesson => _shelf.Translated(lesson, language))] })],
    };

    /// <summary>The lesson before another in the order of the course; null before the first.</summary>
    public Lesson? Previous(Lesson lesson) => Course.Lessons.LastOrDefault(other => other.Number < lesson.Number);

    /// <summary>The lesson after another in the order of the course; null behind the last.</summary>
    public Lesson? Next(Lesson lesson) => Course.Lessons.FirstOrDefault(other => other.Number > lesson.Number);

    /// <summary>
    /// Sections that hold all words of a query, best first: words in a lesson's title count most, then in a heading, then in
    /// the text. Case and accents do not matter, and each word may be the beginning of a longer one.
    /// </summary>
    /// <param name="query">What somebody typed.</param>
    /// <param name="limit">Hits, at most.</param>
    /// <param name="language">BCP 47 tag; lessons are searched in this language where they have been translated into it.</param>
    public IReadOnlyList<SearchHit> Search(string query, int limit, string language = FrontMatter.DefaultLanguage) =>
        _search.Find(query, limit, (folder, of) => _shelf.Translated(_shelf.InFolder(folder), language).Language == of);

    /// <summary>
    /// Checks and renders a text as if it were the lesson at a path, with the rest of the course as it is on disk. The
    /// findings are in <see cref="Lesson.Diagnostics"/>.
    /// </summary>
    /// <param name="path">Path of the lesson relative to the content folder: <c>lessons/NN-slug/lesson.md</c>, or <c>lesson.de.md</c> for a translation. Nothing need be there.</param>
    /// <param name="text">The whole file, front matter included.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The path is not that of a lesson.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Lesson> PreviewAsync(string path, string text, CancellationToken cancellationToken = default) =>
        _previewer.RenderAsync(path, text, cancellationToken);

    /// <summary>
    /// Checks a text as if it were <c>course.yaml</c>, with the lessons as they are on disk. What is wrong between the text and
    /// a lesson is reported where the text lists the lesson; a lesson that it does not list, at the lesson.
    /// </summary>
    /// <param name="text">The whole file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The findings, in the order of the file.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<IReadOnlyList<Diagnostic>> PreviewOutlineAsync(string text, CancellationToken cancellationToken = default) =>
        _previewer.CheckOutlineAsync(text, cancellationToken);

    /// <summary>Checks and renders a text as if it were the glossary.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="entries">What it defines.</param>
    /// <returns>The findings.</returns>
    public IReadOnlyList<Diagnostic> PreviewGlossary(string text, out IReadOnlyList<GlossaryEntry> entries) =>
        _previewer.CheckGlossary(text, out entries);

    /// <summary>Full path of a picture beside a lesson, to serve at <see cref="LessonAddresses.File"/>; null when there is none.</summary>
    public string? FindPicture(string lessonId, string name)
    {
        if (Find(lessonId) is not { } lesson || !LessonPictures.IsPicture(name))
            return null;
        var folder = new ConfinedFolder(Path.Combine(_previewer.Surroundings.Options.ContentFolder, LessonFolders.Parent, lesson.Folder));
        return folder.Resolve(name) is { } path && File.Exists(path) ? path : null;
    }
}
