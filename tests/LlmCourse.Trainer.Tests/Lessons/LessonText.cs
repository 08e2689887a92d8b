using System.Runtime.CompilerServices;

namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>
/// The words of a lesson, to hold them against what the code measures now: a test writes a sentence around the measured
/// numbers, and the lesson must have that very sentence.
/// </summary>
internal sealed class LessonText
{
    private readonly string text;

    private LessonText(string text) => this.text = text;

    /// <summary>Where the lessons of the course lie.</summary>
    public static string Folder { get; } = Lessons();

    /// <summary>Reads a lesson of the course.</summary>
    /// <param name="slug">Its folder.</param>
    public static LessonText Read(string slug) => new(OneLine(File.ReadAllText(Path.Combine(Folder, slug, "lesson.md"))));

    /// <summary>Fails when the lesson does not say this.</summary>
    /// <param name="sentence">Words of the lesson around measured numbers, which are written with a point and a comma for thousands.</param>
    public void ShouldSay(FormattableString sentence) => text.ShouldContain(OneLine(FormattableString.Invariant(sentence)), Case.Sensitive);

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Lessons([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "content", "lessons"));
}
