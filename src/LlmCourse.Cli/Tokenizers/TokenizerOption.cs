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

    private TokenizerOption(Command command, bool required, bool several, string purpose)
    {
        tokenizers = new Option<string[]>("--tokenizer", "-t")
        {
            Description = $"{purpose}: {string.Join(", ", PublishedVocabularies.Names)}, or a file or folder in any format that 'tokenizer train' writes.",
            HelpName = "NAME|PATH",
            Required = required,
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

    /// <summary>Adds the options to a command that needs one tokenizer.</summary>
    public static TokenizerOption AddRequired(Command command) => new(command, required: true, several: false, "Tokenizer");

    /// <summary>Adds the options to a command that can do without.</summary>
    /// <param name="command">The command.</param>
    /// <param name="purpose">What it does with a tokenizer, for the help.</param>
    public static TokenizerOption AddOptional(Command command, string purpose) => new(command, required: false, several: false, purpose);

    /// <summary>Adds the options to a command that takes several tokenizers, or else the published ones.</summary>
    public static TokenizerOption AddSeveral(Command command) =>
        new(command, required: false, several: true, "Tokenizer, given as often as there are some; without it, every published one");

    /// <summary>Reads the tokenizer that was given.</summary>
    /// <exception cref="TokenizerFileException">It cannot be read.</exception>
    public ITokenizer Read(ParseResult parsed) => Open(parsed.GetRequiredValue(tokenizers)[0], parsed);

    /// <summary>Reads the tokenizer that was given; null when none was.</summary>
    /// <exception cref="TokenizerFileException">It cannot be read.</exception>
    public ITokenizer? ReadIfGiven(ParseResult parsed) => parsed.GetValue(tokenizers) is [var name, ..] ? Open(name, parsed) : null;

    /// <summary>Reads the tokenizers that were given, or else the published ones, with their names.</summary>
    /// <exception cref="TokenizerFileException">One cannot be read.</exception>
    public IReadOnlyList<(string Name, ITokenizer Tokenizer)> ReadAll(ParseResult parsed)
    {
        var names = parsed.GetValue(tokenizers) is { Length: > 0 } given ? given : PublishedVocabularies.Names;
        return [.. names.Select(name => (name, Open(name, parsed)))];
    }

    private ITokenizer Open(string name, ParseResult parsed) => PublishedVocabularies.Names.Contains(name)
        ? new PublishedVocabularies(PublishedVocabularies.DefaultFolder).Read(name)
        : TokenizerFiles.Open(name, parsed.GetValue(rule) is { } known ? SplitRules.Named(known) : null);
}
