using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs;

/// <summary>Pieces of a text in the words of the hub's contract.</summary>
internal static class LabPieces
{
    public static IReadOnlyList<TokenPiece> Cut(ITokenizer tokenizer, string text) =>
        [.. tokenizer.Cut(text).Select(piece => new TokenPiece(piece.Id, piece.Text, piece.Start, piece.Length, Hexadecimal(piece.Bytes.Span), piece.Unknown))];

    /// <summary>Unicode characters a piece stands for on average; 0 for an empty text.</summary>
    public static double CharactersPerToken(string text, IReadOnlyList<TokenPiece> pieces) =>
        pieces.Count == 0 ? 0 : (double)text.EnumerateRunes().Count() / pieces.Count;

    /// <summary>Bytes as pairs of hexadecimal digits with spaces between them.</summary>
    public static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        var pairs = Convert.ToHexStringLower(bytes);
        return string.Create(Math.Max(0, (bytes.Length * 3) - 1), pairs, static (target, digits) =>
        {
            target.Fill(' ');
            for (var index = 0; index < digits.Length / 2; index++)
            {
                digits.AsSpan(index * 2, 2).CopyTo(target[(index * 3)..]);
            }
        });
    }
}
