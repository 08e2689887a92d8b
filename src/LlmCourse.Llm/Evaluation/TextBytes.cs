using System.Text;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Evaluation;

/// <summary>How many bytes of text tokens stand for.</summary>
internal static class TextBytes
{
    /// <summary>
    /// UTF-8 bytes of a stretch of text that was cut into tokens, wherever it begins and ends: a token that holds half a
    /// character counts with its own bytes. End marks are no text.
    /// </summary>
    /// <param name="tokenizer">What cut the text.</param>
    /// <param name="ids">The tokens.</param>
    /// <returns>Null when the vocabulary lacked something: nobody knows any more how long it was.</returns>
    public static long? Of(ITokenizer tokenizer, IReadOnlyCollection<int> ids)
    {
        if (tokenizer.Unknown is { } unknown && ids.Contains(unknown))
            return null;
        int[] text = [.. ids.Where(id => id != tokenizer.EndOfText)];
        return tokenizer switch
        {
            BpeTokenizer bytes => bytes.DecodeBytes(text).Length,
            RankTokenizer bytes => bytes.DecodeBytes(text).Length,
            _ => Encoding.UTF8.GetByteCount(tokenizer.Decode(text)),
        };
    }
}
