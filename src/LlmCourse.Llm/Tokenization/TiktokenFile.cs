using System.Globalization;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>Ranks as tiktoken stores them: a line a token, its bytes in base64, a space, its rank.</summary>
public static class TiktokenFile
{
    /// <summary>Largest rank accepted: ten times the largest published vocabulary. A wild rank must not take all memory.</summary>
    public const int LargestRank = 2_000_000;

    /// <summary>Reads tokens by rank; ranks that the file leaves out are null.</summary>
    /// <exception cref="TokenizerFileException">A line is not a token and its rank, or a rank stands twice.</exception>
    public static IReadOnlyList<byte[]?> Read(Stream stream)
    {
        var tokens = new List<byte[]?>();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !int.TryParse(text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || rank > LargestRank)
                throw new TokenizerFileException($"This is no file of tiktoken ranks: line {line} is not a token in base64, a space and a rank up to {LargestRank}.");
            while (tokens.Count <= rank)
                tokens.Add(null);
            if (tokens[rank] is not null)
                throw new TokenizerFileException($"This file of tiktoken ranks is damaged: line {line} gives the rank {rank} a second time.");
            tokens[rank] = Bytes(text[..space], line);
        }

        return tokens.Count > 0 ? tokens : throw new TokenizerFileException("This is no file of tiktoken ranks: it holds nothing.");
    }

    /// <summary>Writes tokens by rank.</summary>
    public static void Write(RankTokenizer tokenizer, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var (rank, bytes) in tokenizer.Ranks)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(bytes.Span)} {rank}"));
    }

    private static byte[] Bytes(string base64, int line)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException error)
        {
            throw new TokenizerFileException($"This file of tiktoken ranks is damaged: the token in line {line} is not base64.", error);
        }
    }
}
