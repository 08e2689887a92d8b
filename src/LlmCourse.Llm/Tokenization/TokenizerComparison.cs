using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>What one tokenizer makes of a text.</summary>
/// <param name="Name">The tokenizer's name, for people.</param>
/// <param name="VocabularySize">Ids it has.</param>
/// <param name="Tokens">Tokens that the text takes.</param>
/// <param name="Unknown">How many of them stand for something outside the vocabulary.</param>
/// <param name="CharactersPerToken">Unicode characters (scalar values) that a token covers on average; null without tokens.</param>
/// <param name="BytesPerToken">UTF-8 bytes that a token covers on average; null without tokens.</param>
/// <param name="IsLossless">Whether decoding the tokens gives the text back exactly.</param>
public sealed record TokenizerFigures(string Name, int VocabularySize, int Tokens, int Unknown, double? CharactersPerToken, double? BytesPerToken, bool IsLossless);

/// <summary>One text under several tokenizers.</summary>
/// <param name="Characters">Unicode characters (scalar values) of the text.</param>
/// <param name="Bytes">Its bytes as UTF-8.</param>
/// <param name="Tokenizers">Figures in the order asked for.</param>
public sealed record TokenizerComparison(int Characters, int Bytes, IReadOnlyList<TokenizerFigures> Tokenizers)
{
    /// <summary>Encodes a text with each tokenizer and measures.</summary>
    /// <param name="text">The text. A lone surrogate counts as U+FFFD, so a text that holds one comes back changed.</param>
    /// <param name="tokenizers">Tokenizers with a name for each.</param>
    /// <param name="cancellationToken">Stops between tokenizers.</param>
    public static TokenizerComparison Of(string text, IEnumerable<(string Name, ITokenizer Tokenizer)> tokenizers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokenizers);
        var characters = text.EnumerateRunes().Count();
        var bytes = Encoding.UTF8.GetByteCount(text);
        var figures = new List<TokenizerFigures>();
        foreach (var (name, tokenizer) in tokenizers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            figures.Add(Measure(name, tokenizer));
        }

        return new TokenizerComparison(characters, bytes, figures);

        TokenizerFigures Measure(string name, ITokenizer tokenizer)
        {
            var ids = tokenizer.Encode(text);
            return new TokenizerFigures(
                name,
                tokenizer.VocabularySize,
                ids.Length,
                tokenizer.Unknown is { } unknown ? ids.Count(id => id == unknown) : 0,
                PerToken(characters),
                PerToken(bytes),
                string.Equals(tokenizer.Decode(ids), text, StringComparison.Ordinal));

            double? PerToken(int units) => ids.Length > 0 ? (double)units / ids.Length : null;
        }
    }
}
