namespace LlmCourse.Llm.Tokenization;

/// <summary>Turns text into token ids and back. Immutable after construction, so safe to share between threads.</summary>
public interface ITokenizer
{
    /// <summary>Stable lower-case name of the unit: <c>character</c>, <c>word</c> or <c>bpe</c>.</summary>
    string Kind { get; }

    /// <summary>How many ids there are; every id lies in <c>[0, VocabularySize)</c>.</summary>
    int VocabularySize { get; }

    /// <summary>Id of <see cref="SpecialTokens.EndOfText"/>; <see cref="Encode"/> never produces it from text.</summary>
    int EndOfText { get; }

    /// <summary>Id that stands for whatever the vocabulary lacks; null when nothing can be lacking.</summary>
    int? Unknown { get; }

    /// <summary>The ids of a text. A lone surrogate counts as U+FFFD, because it is no Unicode character.</summary>
    int[] Encode(string text);

    /// <summary>The text of ids; special tokens appear by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    string Decode(ReadOnlySpan<int> ids);

    /// <summary>The same cut as <see cref="Encode"/>, each piece with its place in the text.</summary>
    IReadOnlyList<TextPiece> Cut(string text);

    /// <summary>What an id stands for, for display; bytes that are no whole character show as U+FFFD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    string TextOf(int id);
}

/// <summary>Names of the tokens that stand for no text.</summary>
public static class SpecialTokens
{
    /// <summary>Ends a document, and so begins the next (the name that GPT-2 uses).</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>Stands for what a vocabulary lacks.</summary>
    public const string Unknown = "<|unknown|>";
}
