namespace LlmCourse.Lessons;

/// <summary>
/// What a lesson may cost. A lesson that breaks a limit is refused with its reason; the others are not touched by it.
/// </summary>
public sealed record LessonLimits
{
    /// <summary>
    /// Largest lesson file in bytes of UTF-8. Reading Markdown takes time that grows with the square of some inputs
    /// (64 KB of opening brackets: about four seconds), and an hour's reading is 60 KB.
    /// </summary>
    public int MaxBytes { get; init; } = 64 * 1024;

    /// <summary>Deepest nesting of directives. Three levels are the most a reader follows; each level costs stack.</summary>
    public int MaxNesting { get; init; } = 8;

    /// <summary>
    /// Longest time to read and render one lesson. Only time in which this process worked counts: on a machine that is busy
    /// with other things a sound lesson takes longer, and must not be refused for it. A Markdown parse cannot be cancelled,
    /// so one that exceeds this is left behind on its thread, where the size limit ends it.
    /// </summary>
    public TimeSpan MaxRenderTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for one lesson, whatever the machine does meanwhile: a disk that does not answer must not stop the course.</summary>
    public TimeSpan MaxRenderWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Largest run file in bytes: a page of settings, far above any honest one.</summary>
    public int MaxSpecBytes { get; init; } = 16 * 1024;

    /// <summary>Largest source file that a region is taken from, in bytes; source files of this product are far smaller.</summary>
    public int MaxSourceBytes { get; init; } = 256 * 1024;

    /// <summary>Largest glossary in bytes: some hundred terms, and small enough to stand on one page.</summary>
    public int MaxGlossaryBytes { get; init; } = 64 * 1024;

    /// <summary>Longest piece of code typed into a lesson or taken as a region, in lines: more than this, nobody reads.</summary>
    public int MaxCodeLines { get; init; } = 120;
}
