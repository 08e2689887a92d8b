using LlmCourse.Llm.Corpora.DirtyWeb;

namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>A text on its way into a corpus: found somewhere, not yet judged.</summary>
/// <param name="Id">Name that is unique in its source: a path, a path with a line number, or an id of the file's own.</param>
/// <param name="Text">The text as it stands now; a stage that changes it makes a new document with the same id.</param>
public sealed record RawDocument(string Id, string Text)
{
    /// <summary>What the generator planted in it; null for text from anywhere else. Filters never look at it.</summary>
    public DocumentTruth? Truth { get; init; }
}
