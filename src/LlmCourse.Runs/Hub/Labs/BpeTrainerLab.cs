namespace LlmCourse.Runs.Hub.Labs;

/// <summary>What to train a BPE on.</summary>
/// <param name="Corpus"><c>stories</c>, or <c>upload:ID</c>.</param>
/// <param name="VocabularySize">Target vocabulary, from <see cref="MinVocabulary"/> to <see cref="MaxVocabulary"/>.</param>
/// <param name="Probe">Sentence re-cut as the vocabulary grows.</param>
/// <param name="OwnerId">Who asks, as the web tier knows them: an upload is read for those who uploaded it.</param>
public sealed record BpeTrainingRequest(string Corpus, int VocabularySize, string Probe, string OwnerId = "")
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
