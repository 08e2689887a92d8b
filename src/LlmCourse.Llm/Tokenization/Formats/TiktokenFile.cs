using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// Ranks as tiktoken stores them: a line a token, its bytes in base64, a space, its rank. Such a file says neither how text is
/// cut nor which special tokens there are; whoever reads one must know.
/// </summary>
public static class TiktokenFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".tiktoken";

    private const string Name = "This file of tiktoken ranks";

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">The tokenizer's name, for people.</param>
    /// <param name="rule">How its vocabulary cuts text.</param>
    /// <param name="specials">Its special tokens; without them the end of text alone, as the id after the last rank.</param>
    /// <param name="limits">What the file may ask for; the defaults when null.</param>
    /// <exception cref="TokenizerFileException">The file is damaged, or no file of ranks.</exception>
    public static RankTokenizer Read(Stream stream, string name, SplitRule rule, IReadOnlyDictionary<string, int>? specials = null, TokenizerLimits? limits = null)
    {
        var tokens = ReadRanks(stream, limits ?? TokenizerLimits.Default);
        specials ??= new Dictionary<string, int> { [SpecialTokens.EndOfText] = tokens.Count };
        IdHoles.Refuse(tokens, specials, "Nothing was kept. Get the file again.");
        try
        {
            return new RankTokenizer(name, rule, tokens, specials);
        }
        catch (ArgumentException error)
        {
            throw new TokenizerFileException($"{Name} is damaged. {error.Reason()} Nothing was kept. Get the file again.", error);
        }
    }

    /// <summary>Writes the ranks; the rule and the special tokens are not part of the format.</summary>
    /// <param name="tokenizer">A <see cref="BpeTokenizer"/> or a <see cref="RankTokenizer"/>.</param>
    /// <param name="stream">Receives the file.</param>
    /// <exception cref="TokenizerFormatException">Such a file cannot hold it; nothing was written.</exception>
    public static void Write(ITokenizer tokenizer, Stream stream)
    {
        var ranks = RankForm.Of(tokenizer, "A file of tiktoken ranks");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var (rank, bytes) in ranks.Ranks)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(bytes.Span)} {rank}"));
    }

    /// <summary>Whether the first line could be a token and its rank.</summary>
    internal static bool LooksLike(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? content : content[..end];
        var space = line.IndexOf((byte)' ');
        return space > 0 && Base64.IsValid(line[..space]) && space + 1 < line.Length && !line[(space + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static List<byte[]?> ReadRanks(Stream stream, TokenizerLimits limits)
    {
        var tokens = new List<byte[]?>();
        using var reader = new StreamReader(new MemoryStream(limits.ReadAll(stream, Name).ToArray()), Encoding.ASCII);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !int.TryParse(text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || rank > limits.LargestId)
            {
                throw new TokenizerFileException($"This is no file of tiktoken ranks, or damaged: line {line} is not a token in base64, a space and a rank up to " +
                    $"{limits.LargestId:N0} ({nameof(TokenizerLimits.LargestId)}). Nothing was kept. Get the file again.");
            }

            while (tokens.Count <= rank)
                tokens.Add(null);
            if (tokens[rank] is not null)
                throw new TokenizerFileException($"{Name} is damaged: line {line} gives the rank {rank} a second time. Nothing was kept. Get the file again.");
            tokens[rank] = Bytes(text[..space], line, limits);
        }

        return tokens.Count > 0 ? tokens : throw new TokenizerFileException("This is no file of tiktoken ranks: it holds nothing. Get the file again.");
    }

    private static byte[] Bytes(string base64, int line, TokenizerLimits limits)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(base64);
        }
        catch (FormatException error)
        {
            throw new TokenizerFileException($"{Name} is damaged: the token in line {line} is not base64. Nothing was kept. Get the file again.", error);
        }

        return bytes.Length is > 0 && bytes.Length <= limits.TokenBytes
            ? bytes
            : throw new TokenizerFileException($"{Name} is damaged: the token in line {line} has {bytes.Length} bytes; a token has 1 to {limits.TokenBytes} ({nameof(TokenizerLimits.TokenBytes)}). Nothing was kept. Get the file again.");
    }
}
