using System.CommandLine;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>--tokenizer</c>, a file of any format or a published name, with the <c>--rule</c> that tiktoken ranks need.</summary>
internal sealed class TokenizerOption
{
    private readonly Option<string[]> tokenizers;
    private readonly Option<string> rule = new("--rule")
    {
        Description = "How text is cut before merging, for a file of tiktoken ranks, which does not say.",
        HelpName = string.Join('|', SplitRules.Names),
    };

    /// <summary>Adds both options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="several">Whether several tokenizers may be given; then none need be.</param>
    public TokenizerOption(Command command, bool several = false)
    {
        tokenizers = new Option<string[]>("--tokenizer", "-t")
        {
            Description = $"Tokenizer: {string.Join(", ", PublishedVocabularies.Names)}, or a file or folder in any format that 'tokenizer train' writes."
                + (several ? " May be given several times; without it, every published one." : ""),
            HelpName = "NAME|PATH",
            Required = !several,
            Arity = ArgumentArity.OneOrMore,
        };
        tokenizers.Validators.Add(result =>
        {
            if (!several && result.Tokens.Count > 1)
                result.AddError("Give one tokenizer; 'tokenizer compare' takes several.");
            foreach (var token in result.Tokens.Select(token => token.Value).Where(name => !PublishedVocabularies.Names.Contains(name) && !Path.Exists(name)))
                result.AddError($"'{token}' is neither {string.Join(", ", PublishedVocabularies.Names)} nor a file or folder that exists.");
        });
        rule.AcceptOnlyFromAmong([.. SplitRules.Names]);
        command.Add(tokenizers);
        command.Add(rule);
    }

    /// <summary>Reads the tokenizer that was given.</summary>
    /// <exception cref="TokenizerFileException">It cannot be read.</exception>
    public ITokenizer Read(ParseResult parsed) => Open(parsed.GetRequiredValue(tokenizers)[0], parsed);

    /// <summary>Reads the tokenizers that were given, or else the published ones, with their names.</summary>
    /// <exception cref="TokenizerFileException">One cannot be read.</exception>
    public IEnumerable<(string Name, ITokenizer Tokenizer)> ReadAll(ParseResult parsed)
    {
        var names = parsed.GetValue(tokenizers) is { Length: > 0 } given ? given : PublishedVocabularies.Names;
        return names.Select(name => (name, Open(name, parsed)));
    }

    private ITokenizer Open(string name, ParseResult parsed) => PublishedVocabularies.Names.Contains(name)
        ? new PublishedVocabularies(PublishedVocabularies.DefaultFolder).Read(name)
        : TokenizerFiles.Open(name, parsed.GetValue(rule) is { } known ? SplitRules.Named(known) : null);
}
