using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives.Lab;

namespace LlmCourse.Lessons.Blocks;

/// <summary>A piece of a lesson in reading order. Every HTML string in the model is safe to put into a page as it is.</summary>
/// <param name="Id">Anchor within the lesson; null when nothing can refer to the block.</param>
public abstract record LessonBlock(string? Id);

/// <summary>Running text: headings, paragraphs, lists, tables, pictures.</summary>
/// <param name="Html">
/// Sanitised HTML. Inline maths stands in <c>&lt;span class="math-inline"&gt;LaTeX&lt;/span&gt;</c>, typed code in
/// <c>&lt;pre class="code" tabindex="0"&gt;&lt;code&gt;</c>.
/// </param>
public sealed record ProseBlock(string Html) : LessonBlock((string?)null);

/// <summary>What kind of call-out a note is.</summary>
public enum NoteKind
{
    /// <summary>Something to keep in mind.</summary>
    Note,

    /// <summary>Something that makes life easier.</summary>
    Tip,

    /// <summary>Something that goes wrong easily.</summary>
    Warning,

    /// <summary>Something interesting beside the path.</summary>
    Aside,
}

/// <summary>A call-out.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Children">What it holds.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record NoteBlock(NoteKind Kind, string Title, IReadOnlyList<LessonBlock> Children, string? Id) : LessonBlock(Id);

/// <summary>A displayed formula.</summary>
/// <param name="Latex">LaTeX for KaTeX's display mode.</param>
/// <param name="Number">Number within the lesson, from 1.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record MathBlock(string Latex, int Number, string? Id) : LessonBlock(Id);

/// <summary>Code, from the product's own sources or typed into the lesson.</summary>
/// <param name="Language">Name of the language, e.g. <c>csharp</c>; <c>text</c> when it is not code.</param>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Text">The code itself, dedented, lines separated by <c>\n</c>.</param>
/// <param name="Html">
/// The code as HTML: one <c>&lt;span class="line"&gt;</c> a line (with <c>focus</c> as a second class where the reader should
/// look), inside it <c>&lt;span class="tok-…"&gt;</c>; see <see cref="Sources.TokenClasses"/> for the names.
/// </param>
/// <param name="SourcePath">Path of the file within the repository; null for typed code.</param>
/// <param name="Region">Name of the region in that file; null for typed code.</param>
/// <param name="FirstLine">Line of the file, from 1, that the first shown line has; 1 for typed code.</param>
/// <param name="FocusLines">Shown lines, from 0, that the reader should look at; empty means all.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record CodeBlock(
    string Language,
    string Title,
    string Text,
    string Html,
    string? SourcePath,
    string? Region,
    int FirstLine,
    IReadOnlyList<int> FocusLines,
    string? Id) : LessonBlock(Id);

/// <summary>A live lab.</summary>
/// <param name="Name">Which lab, e.g. <c>tokenizer</c>.</param>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Parameters">The lab's own parameters, one record type a lab.</param>
/// <param name="Children">What the author says above the lab; may be empty.</param>
/// <param name="Id">Anchor within the lesson; also names the learner's state of this lab.</param>
public sealed record LabBlock(
    string Name,
    string Title,
    LabParameters Parameters,
    IReadOnlyList<LessonBlock> Children,
    string Id) : LessonBlock(Id);

/// <summary>A training run that the learner starts from the lesson.</summary>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="SpecPath">Path of the run file relative to the content folder.</param>
/// <param name="SpecText">The run file as it is on disk (YAML, of which JSON is a part).</param>
/// <param name="SpecJson">The run file as JSON, property names unchanged.</param>
/// <param name="Knobs">What the learner may change, in display order; see <see cref="Directives.Train.TrainKnobs"/>.</param>
/// <param name="Watch">What to show, in display order.</param>
/// <param name="Children">What the author says above the run; may be empty.</param>
/// <param name="Id">Anchor within the lesson; also names the run of a learner.</param>
public sealed record TrainBlock(
    string Title,
    string SpecPath,
    string SpecText,
    string SpecJson,
    IReadOnlyList<string> Knobs,
    IReadOnlyList<string> Watch,
    IReadOnlyList<LessonBlock> Children,
    string Id) : LessonBlock(Id);

/// <summary>A numbered picture.</summary>
/// <param name="Source">Address of the picture within the site.</param>
/// <param name="Alternative">What it shows, for those who do not see it.</param>
/// <param name="Caption">What stands below it; may be empty.</param>
/// <param name="Title">Plain text; empty when the author gave none.</param>
/// <param name="Number">Number within the lesson, from 1.</param>
/// <param name="Id">Anchor within the lesson.</param>
public sealed record FigureBlock(
    string Source,
    string Alternative,
    IReadOnlyList<LessonBlock> Caption,
    string Title,
    int Number,
    string? Id) : LessonBlock(Id);

/// <summary>Stands where something could not be shown and says why.</summary>
/// <param name="Diagnostics">The reasons, at least one.</param>
public sealed record DiagnosticBlock(IReadOnlyList<Diagnostic> Diagnostics) : LessonBlock((string?)null);
