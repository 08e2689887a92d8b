using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tokenization;

/// <summary>A file is no tokenizer that this version can read. The message says why.</summary>
public sealed class TokenizerFileException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Tokenizers of every kind as JSON: a format name, a version, the kind, and what that kind is made of.</summary>
public static class TokenizerFile
{
    /// <summary>The version this code writes; a reader refuses what is newer than it knows.</summary>
    public const int CurrentVersion = 1;

    internal const string FormatName = "llmcourse-tokenizer";

    private static readonly string Gpt2Pieces = SplitRules.NameOf(SplitRule.Gpt2);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the file is data and is never part of a page
    };

    /// <summary>Writes a tokenizer.</summary>
    /// <exception cref="ArgumentException">It is of a kind that has no file format.</exception>
    public static void Write(ITokenizer tokenizer, Stream stream) => JsonSerializer.Serialize(stream, Describe(tokenizer), Options);

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="limits">What the file may ask for; the defaults when null.</param>
    /// <exception cref="TokenizerFileException">The file is foreign, damaged or newer than this version.</exception>
    public static ITokenizer Read(Stream stream, TokenizerLimits? limits = null)
    {
        var json = (limits ?? TokenizerLimits.Default).ReadAll(stream, "This tokenizer file");
        try
        {
            return Build(JsonSerializer.Deserialize<Content>(json.Span, Options)
                ?? throw new TokenizerFileException("This is no tokenizer file: it holds nothing."));
        }
        catch (JsonException error)
        {
            throw new TokenizerFileException($"This is no tokenizer file, or a damaged one: its JSON breaks off or goes wrong at line {error.LineNumber + 1}.", error);
        }
        catch (Exception error) when (error is ArgumentException or FormatException) // FormatException: a token is no base64
        {
            throw new TokenizerFileException($"This tokenizer file is damaged. {(error is ArgumentException argument ? argument.Reason() : error.Message)}", error);
        }
    }

    /// <summary>
    /// SHA-256 in lower-case hexadecimal of everything that decides how the tokenizer cuts: equal fingerprints mean equal
    /// ids for every text.
    /// </summary>
    /// <exception cref="ArgumentException">It is of a kind that has no file format.</exception>
    public static string Fingerprint(ITokenizer tokenizer) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Describe(tokenizer) with { Name = null }, Options)));

    private static Content Describe(ITokenizer tokenizer)
    {
        var content = new Content { Format = FormatName, Version = CurrentVersion, Kind = tokenizer.Kind };
        return tokenizer switch
        {
            CharacterTokenizer characters => content with { Characters = [.. characters.Characters.Select(rune => rune.ToString())] },
            WordTokenizer words => content with { Words = [.. words.Words] },
            BpeTokenizer bpe => content with { Pieces = Gpt2Pieces, Merges = [.. bpe.Merges.Select(pair => new[] { pair.Left, pair.Right })] },
            RankTokenizer ranks => content with
            {
                Name = ranks.Name,
                Pieces = SplitRules.NameOf(ranks.Rule),
                Tokens = Base64ById(ranks),
                Specials = ranks.SpecialTokens.OrderBy(special => special.Value).ToDictionary(StringComparer.Ordinal),
            },
            _ => throw new ArgumentException($"There is no file format for a tokenizer of the kind '{tokenizer.Kind}'.", nameof(tokenizer)),
        };
    }

    private static ITokenizer Build(Content content)
    {
        if (content.Format != FormatName)
            throw new TokenizerFileException($"This is no tokenizer file: its format is '{content.Format}', not '{FormatName}'.");
        if (content.Version is < 1 or > CurrentVersion)
            throw new TokenizerFileException($"This tokenizer file has version {content.Version}; this program reads up to version {CurrentVersion}. Use a newer program.");
        var rule = SplitRules.Named(content.Pieces ?? "");
        return content switch
        {
            { Kind: CharacterTokenizer.KindName, Characters: { } characters } => new CharacterTokenizer(characters.Select(Character)),
            { Kind: WordTokenizer.KindName, Words: { } words } => new WordTokenizer(words),
            { Kind: BpeTokenizer.KindName, Merges: { } merges } when rule == SplitRule.Gpt2 => new BpeTokenizer([.. merges.Select(Merge)]),
            { Kind: RankTokenizer.KindName, Tokens: { } tokens, Specials: { } specials } when rule is { } known =>
                new RankTokenizer(content.Name ?? RankTokenizer.KindName, known, [.. tokens.Select(token => token is null ? null : Convert.FromBase64String(token))], specials),
            { Kind: BpeTokenizer.KindName or RankTokenizer.KindName } when rule is null || (content.Kind == BpeTokenizer.KindName && rule != SplitRule.Gpt2) =>
                throw new TokenizerFileException($"This tokenizer file cuts pieces by the rule '{content.Pieces}', which this program does not know."),
            { Kind: CharacterTokenizer.KindName or WordTokenizer.KindName or BpeTokenizer.KindName or RankTokenizer.KindName } =>
                throw new TokenizerFileException($"This tokenizer file is damaged: a tokenizer of the kind '{content.Kind}' needs its vocabulary, and there is none."),
            _ => throw new TokenizerFileException($"This tokenizer file is of the kind '{content.Kind}', which this program does not know."),
        };
    }

    private static Rune Character(string text) =>
        Rune.TryGetRuneAt(text, 0, out var rune) && rune.Utf16SequenceLength == text.Length
            ? rune
            : throw new TokenizerFileException($"This tokenizer file is damaged: '{text}' in its characters is not one character.");

    private static string?[] Base64ById(RankTokenizer ranks)
    {
        var tokens = new string?[ranks.Ranks.Max(token => token.Rank) + 1];
        foreach (var (rank, bytes) in ranks.Ranks)
            tokens[rank] = Convert.ToBase64String(bytes.Span);
        return tokens;
    }

    private static BpePair Merge(int[]? pair) =>
        pair is [var left, var right]
            ? new BpePair(left, right)
            : throw new TokenizerFileException($"This tokenizer file is damaged: a merge joins 2 tokens, but one here names {pair?.Length ?? 0}.");

    private sealed record Content
    {
        public string? Format { get; init; }

        public int Version { get; init; }

        public string? Kind { get; init; }

        public string[]? Characters { get; init; }

        public string[]? Words { get; init; }

        public string? Pieces { get; init; }

        public int[]?[]? Merges { get; init; }

        public string? Name { get; init; }

        public string?[]? Tokens { get; init; }

        public Dictionary<string, int>? Specials { get; init; }
    }
}
