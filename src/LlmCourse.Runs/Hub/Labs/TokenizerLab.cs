namespace LlmCourse.Runs.Hub.Labs;

/// <summary>Stable names of the lab's tokenizers.</summary>
public static class TokenizerNames
{
    /// <summary>One token a character of the stories.</summary>
    public const string Character = "character";

    /// <summary>One token a word of the stories.</summary>
    public const string Word = "word";

    /// <summary>Byte pairs learnt from the stories.</summary>
    public const string Bpe = "bpe";

    /// <summary>The vocabulary of GPT-2.</summary>
    public const string Gpt2 = "gpt2";

    /// <summary>The vocabulary of GPT-3.5 and GPT-4, cl100k_base.</summary>
    public const string Cl100k = "cl100k";

    /// <summary>The vocabulary of GPT-4o, o200k_base.</summary>
    public const string O200k = "o200k";

    /// <summary>All of them, in display order.</summary>
    public static IReadOnlyList<string> All { get; } = [Character, Word, Bpe, Gpt2, Cl100k, O200k];
}

/// <summary>Text to cut into pieces.</summary>
/// <param name="Text">Any text, at most <see cref="MaxTextLength"/> characters.</param>
/// <param name="Tokenizers">Which of <see cref="TokenizerNames"/> cut it; null or empty for all. Only these are made ready.</param>
public sealed record TokenizeRequest(string Text, IReadOnlyList<string>? Tokenizers = null)
{
    /// <summary>Longest text the lab cuts: every keystroke sends it, and the page draws every piece.</summary>
    public const int MaxTextLength = 4_000;
}

/// <summary>The same text cut by several tokenizers.</summary>
/// <param name="Cuts">One cut a tokenizer, in display order.</param>
/// <param name="Error">Why the text was not cut; null when it was.</param>
public sealed record TokenizeReply(IReadOnlyList<TokenizerCut> Cuts, string? Error = null)
{
    /// <summary>Whether a tokenizer is still getting ready, so that it is worth asking again.</summary>
    public bool IsPreparing => Cuts.Any(cut => cut.Preparing);
}

/// <summary>A text as one tokenizer cuts it.</summary>
/// <param name="Tokenizer">One of <see cref="TokenizerNames"/>.</param>
/// <param name="Title">Display name.</param>
/// <param name="VocabularySize">Tokens it knows; 0 until it is ready.</param>
/// <param name="Pieces">The pieces in order; their texts add up to the input.</param>
/// <param name="CharactersPerToken">Unicode characters divided by pieces; 0 for an empty text.</param>
/// <param name="UnknownCount">Pieces that the vocabulary lacks.</param>
/// <param name="Preparing">Whether the tokenizer is still being read or learnt; the cut is then empty.</param>
/// <param name="Problem">Why the tokenizer cannot be had, and what to do; null when it can.</param>
/// <param name="Cost">What making it ready took; null until it is ready.</param>
public sealed record TokenizerCut(
    string Tokenizer,
    string Title,
    int VocabularySize,
    IReadOnlyList<TokenPiece> Pieces,
    double CharactersPerToken,
    int UnknownCount,
    bool Preparing = false,
    string? Problem = null,
    PreparationCost? Cost = null);

/// <summary>What making a tokenizer ready took, once for everybody.</summary>
/// <param name="Seconds">Time by the wall.</param>
/// <param name="AllocatedBytes">Memory asked for on the way, of which some is given back.</param>
public sealed record PreparationCost(double Seconds, long AllocatedBytes);

/// <summary>One piece of a text.</summary>
/// <param name="Id">Its token id.</param>
/// <param name="Text">The text it stands for; a piece that is part of a character shows its bytes in <paramref name="Bytes"/> and has the replacement character here.</param>
/// <param name="Start">First UTF-16 unit of the input it covers.</param>
/// <param name="Length">UTF-16 units it covers; 0 when it continues a character begun by the piece before.</param>
/// <param name="Bytes">Its UTF-8 bytes in hexadecimal, e.g. <c>20 74 68 65</c>.</param>
/// <param name="Unknown">Whether the vocabulary lacks it (out-of-vocabulary).</param>
public sealed record TokenPiece(int Id, string Text, int Start, int Length, string Bytes, bool Unknown = false);
