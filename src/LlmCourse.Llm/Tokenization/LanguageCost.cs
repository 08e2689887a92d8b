using System.Text;
using LlmCourse.Llm.Corpora.Languages;

namespace LlmCourse.Llm.Tokenization;

/// <summary>What one sentence costs in one language, under one tokenizer.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Characters">Its Unicode characters.</param>
/// <param name="Bytes">Its bytes as UTF-8.</param>
/// <param name="Tokens">Tokens that it takes.</param>
/// <param name="Unknown">How many of them stand for something outside the vocabulary.</param>
/// <param name="Ratio">Tokens divided by those of the English sentence: the tokenizer's premium of Petrov et al. (2023).</param>
public sealed record LanguageCost(ParallelSentence Sentence, int Characters, int Bytes, int Tokens, int Unknown, double Ratio)
{
    #region language-cost
    /// <summary>Measures the same sentence in many languages.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="sentences">The sentence; the first language is what the others are compared with.</param>
    public static IReadOnlyList<LanguageCost> Measure(ITokenizer tokenizer, IReadOnlyList<ParallelSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(sentences);
        int[][] encoded = [.. sentences.Select(sentence => tokenizer.Encode(sentence.Text))];
        return [.. sentences.Zip(encoded, (sentence, ids) => new LanguageCost(
            sentence,
            sentence.Text.EnumerateRunes().Count(),
            Encoding.UTF8.GetByteCount(sentence.Text),
            ids.Length,
            ids.Count(id => id == tokenizer.Unknown),
            (double)ids.Length / encoded[0].Length))];
    }
    #endregion
}
