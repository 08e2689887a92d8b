namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>How much one file may ask for. A file beyond a limit is refused with the limit's name.</summary>
public sealed record SourceLimits
{
    /// <summary>
    /// Largest file that is one document, in bytes (plain text, Markdown, HTML), as it must be held whole. 64 MB is ten
    /// times the longest novel.
    /// </summary>
    public long MaxDocumentBytes { get; init; } = 64L << 20;

    /// <summary>Longest line of a JSON lines file, in characters, because a line is held whole. The file itself may have any length.</summary>
    public int MaxLineCharacters { get; init; } = 16 << 20;

    /// <summary>Most files of a folder: beyond it the listing alone would fill the memory.</summary>
    public int MaxFiles { get; init; } = 1_000_000;

    /// <summary>Deepest folder below the one named; a loop of links would never end otherwise.</summary>
    public int MaxFolderDepth { get; init; } = 32;
}
