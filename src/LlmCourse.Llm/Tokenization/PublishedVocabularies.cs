using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// The vocabularies of GPT-2, GPT-4 and GPT-4o, read from a folder of tiktoken ranks. A build that wants them brings them
/// by npm (<c>Vocabularies/Vocabularies.targets</c>); they are data, and no part of this library.
/// </summary>
/// <param name="folder">Where the files lie.</param>
public sealed class PublishedVocabularies(string folder)
{
    private static readonly Published[] All =
    [
        new("gpt2", SplitRule.Gpt2, 50_256, new Dictionary<string, int> { [SpecialTokens.EndOfText] = 50_256 }),
        new("cl100k_base", SplitRule.Cl100k, 100_256, new Dictionary<string, int>
        {
            [SpecialTokens.EndOfText] = 100_257,
            ["<|fim_prefix|>"] = 100_258,
            ["<|fim_middle|>"] = 100_259,
            ["<|fim_suffix|>"] = 100_260,
            ["<|endofprompt|>"] = 100_276,
        }),
        new("o200k_base", SplitRule.O200k, 199_998, new Dictionary<string, int> { [SpecialTokens.EndOfText] = 199_999, ["<|endofprompt|>"] = 200_018 }),
    ];

    /// <summary>The folder that builds fill, beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "vocabularies");

    /// <summary>Names that <see cref="Read(string)"/> knows, oldest first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(vocabulary => vocabulary.Name)];

    /// <summary>Reads a vocabulary; takes some tenths of a second, so keep what it gives.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TokenizerFileException">There is no such vocabulary, its file is absent, or it is damaged.</exception>
    public RankTokenizer Read(string name)
    {
        if (!Names.Contains(name))
            throw new TokenizerFileException($"There is no vocabulary '{name}'; known are {string.Join(", ", Names)}.");
        var path = Path.Combine(folder, name + TiktokenFile.Extension);
        if (!File.Exists(path))
        {
            throw new TokenizerFileException($"The vocabulary {name} is not here: {path} is missing. " +
                "A build with Node.js brings it; install Node.js and build again.");
        }

        using var file = File.OpenRead(path);
        return Read(name, file, TokenizerLimits.Default);
    }

    /// <summary>Reads one of the vocabularies from its file of ranks, which says neither its rule nor its special tokens.</summary>
    /// <exception cref="TokenizerFileException">It is damaged or cut short.</exception>
    internal static RankTokenizer Read(string name, Stream file, TokenizerLimits limits)
    {
        var published = All.Single(vocabulary => vocabulary.Name == name);
        var tokenizer = TiktokenFile.Read(file, name, published.Rule, published.Specials, limits);
        var tokens = tokenizer.Ranks.Count();
        return tokens == published.Tokens
            ? tokenizer
            : throw new TokenizerFileException($"The vocabulary {name} is damaged: it has {tokens:N0} tokens instead of {published.Tokens:N0}. Nothing was kept. Get the file again.");
    }

    private sealed record Published(string Name, SplitRule Rule, int Tokens, IReadOnlyDictionary<string, int> Specials);
}
