namespace LlmCourse.Runs.Hub.Labs;

/// <summary>Text to cut into pieces.</summary>
/// <param name="Text">Any text, at most <see cref="MaxTextLength"/> characters.</param>
public sealed record TokenizeRequest(string Text)
{
    /// <summary>Longest text the lab cuts: every keystroke sends it, and the page draws every piece.</summary>
    public const int MaxTextLength = 4_000;
}

/// <summary>The same text cut by several tokenizers.</summary>
/// <param name="Cuts">One cut a tokenizer, in display order.</param>
/// <param name="Error">Why the text was not cut; null when it was.</param>
public sealed record TokenizeReply(IReadOnlyList<TokenizerCut> Cuts, string? Error = null);

/// <summary>A text as one tokenizer cuts it.</summary>
/// <param name="Tokenizer">Stable name: <c>character</c>, <c>word</c>, <c>bpe</c>.</param>
/// <param name="Title">Display name.</param>
/// <param name="VocabularySize">Tokens it knows.</param>
/// <param name="Pieces">The pieces in order; their texts add up to the input.</param>
/// <param name="CharactersPerToken">Unicode characters divided by pieces; 0 for an empty text.</param>
/// <param name="UnknownCount">Pieces that the vocabulary lacks.</param>
public sealed record TokenizerCut(
    string Tokenizer,
    string Title,
    int VocabularySize,
    IReadOnlyList<TokenPiece> Pieces,
    double CharactersPerToken,
    int UnknownCount);

/// <summary>One piece of a text.</summary>
/// <param name="Id">Its token id.</param>
/// <param name="Text">The text it stands for; a piece that is part of a character shows its bytes in <paramref name="Bytes"/> and has the replacement character here.</param>
/// <param name="Start">First UTF-16 unit of the input it covers.</param>
/// <param name="Length">UTF-16 units it covers; 0 when it continues a character begun by the piece before.</param>
/// <param name="Bytes">Its UTF-8 bytes in hexadecimal, e.g. <c>20 74 68 65</c>.</param>
/// <param name="Unknown">Whether the vocabulary lacks it (out-of-vocabulary).</param>
public sealed record TokenPiece(int Id, string Text, int Start, int Length, string Bytes, bool Unknown = false);

/// <summary>What to train a BPE on.</summary>
/// <param name="Corpus"><c>stories</c>, or <c>upload:ID</c>.</param>
/// <param name="VocabularySize">Target vocabulary, from <see cref="MinVocabulary"/> to <see cref="MaxVocabulary"/>.</param>
/// <param name="Probe">Sentence re-cut as the vocabulary grows.</param>
public sealed record BpeTrainingRequest(string Corpus, int VocabularySize, string Probe)
{
    /// <summary>256 bytes, the end of text, and at least one merge.</summary>
    public const int MinVocabulary = 258;

    /// <summary>Beyond this a list of merges teaches nothing more.</summary>
    public const int MaxVocabulary = 4_096;

    /// <summary>Longest probe sentence.</summary>
    public const int MaxProbeLength = 400;
}

/// <summary>Merges learnt since the last report.</summary>
/// <param name="VocabularySize">Vocabulary so far.</param>
/// <param name="TargetVocabularySize">Vocabulary asked for, or reachable if the corpus gives fewer merges.</param>
/// <param name="Merges">New merges in order.</param>
/// <param name="ProbePieces">The probe sentence as the vocabulary so far cuts it.</param>
/// <param name="CharactersPerToken">Characters per token of the probe.</param>
/// <param name="Error">Why training ended early; null when all is well.</param>
/// <param name="Completed">Whether this is the last report.</param>
public sealed record BpeTrainingProgress(
    int VocabularySize,
    int TargetVocabularySize,
    IReadOnlyList<BpeMerge> Merges,
    IReadOnlyList<TokenPiece> ProbePieces,
    double CharactersPerToken,
    string? Error = null,
    bool Completed = false);

/// <summary>One merge.</summary>
/// <param name="Id">Id of the new token.</param>
/// <param name="Left">Text of the left part, whitespace visible as itself.</param>
/// <param name="Right">Text of the right part.</param>
/// <param name="Count">How often the pair stood in the corpus when it was merged.</param>
public sealed record BpeMerge(int Id, string Left, string Right, long Count);
