using System.CommandLine;
using System.Globalization;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer decode</c>: ids to text.</summary>
internal static class TokenizerDecodeCommand
{
    public static Command Create(CommandConsole console)
    {
        var tokenizerFile = TokenizerOption.Create();
        var ids = new Argument<int[]>("ids") { Description = "Token ids; without them, standard input.", Arity = ArgumentArity.ZeroOrMore };

        var command = new CommandWithExamples("decode", "Turn token ids back into text.",
            "llmcourse tokenizer decode --tokenizer stories.tokenizer.json 77 105 97",
            "llmcourse tokenizer decode --tokenizer stories.tokenizer.json < ids.txt > text.txt")
        {
            tokenizerFile, ids,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tokenizer = TokenizerOption.Read(parsed.GetRequiredValue(tokenizerFile));
            var given = parsed.GetValue(ids) ?? [];
            if (given.Length == 0)
                given = Parse(await InputText.ReadAsync(console, cancellationToken));
            try
            {
                await console.Output.WriteLineAsync(tokenizer.Decode(given));
            }
            catch (ArgumentOutOfRangeException error)
            {
                throw new CommandException(error.Message);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static int[] Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new CommandException($"'{word}' is no token id. Give whole numbers with spaces between them."))];
    }
}
