namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// The vocabularies of GPT-2, GPT-4 and GPT-4o, read from a folder of tiktoken ranks. A build that wants them brings them
/// by npm (<c>Vocabularies/Vocabularies.targets</c>); they are data, and no part of this library.
/// </summary>
/// <param name="folder">Where the files lie.</param>
public sealed class PublishedVocabularies(string folder)
{
    private const string Gpt2Name = "gpt2";
    private const string Cl100kName = "cl100k_base";
    private const string O200kName = "o200k_base";

    /// <summary>The folder that builds fill, beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "vocabularies");

    /// <summary>Names that <see cref="Read"/> knows, oldest first.</summary>
    public static IReadOnlyList<string> Names { get; } = [Gpt2Name, Cl100kName, O200kName];

    /// <summary>Reads a vocabulary; takes some tenths of a second, so keep what it gives.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TokenizerFileException">There is no such vocabulary, its file is absent, or it is damaged.</exception>
    public RankTokenizer Read(string name)
    {
        var (rule, specials) = name switch
        {
            Gpt2Name => (SplitRule.Gpt2, new Dictionary<string, int> { [SpecialTokens.EndOfText] = 50_256 }),
            Cl100kName => (SplitRule.Cl100k, new Dictionary<string, int>
            {
                [SpecialTokens.EndOfText] = 100_257,
                ["<|fim_prefix|>"] = 100_258,
                ["<|fim_middle|>"] = 100_259,
                ["<|fim_suffix|>"] = 100_260,
                ["<|endofprompt|>"] = 100_276,
            }),
            O200kName => (SplitRule.O200k, new Dictionary<string, int> { [SpecialTokens.EndOfText] = 199_999, ["<|endofprompt|>"] = 200_018 }),
            _ => throw new TokenizerFileException($"There is no vocabulary '{name}'; known are {string.Join(", ", Names)}."),
        };
        var path = Path.Combine(folder, name + ".tiktoken");
        if (!File.Exists(path))
        {
            throw new TokenizerFileException($"The vocabulary {name} is not here: {path} is missing. " +
                "A build with Node.js brings it; install Node.js and build again.");
        }

        try
        {
            using var file = File.OpenRead(path);
            return new RankTokenizer(name, rule, TiktokenFile.Read(file), specials);
        }
        catch (ArgumentException error)
        {
            throw new TokenizerFileException($"The vocabulary {path} is damaged. {error.Message}", error);
        }
    }
}
