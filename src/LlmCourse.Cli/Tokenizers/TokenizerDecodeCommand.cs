using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LlmCourse.Llm;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer decode</c>: ids to text.</summary>
internal static class TokenizerDecodeCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new CommandWithExamples("decode", "Turn token ids back into text.",
            "llmcourse tokenizer decode --tokenizer gpt2 44 544",
            "llmcourse tokenizer decode --tokenizer stories.tokenizer.json < ids.txt > text.txt");
        var tokenizers = TokenizerOption.AddRequired(command);
        var json = new Option<bool>("--json") { Description = "Write the text as a line of JSON, with nothing added to its end." };
        var ids = new Argument<int[]>("ids") { Description = "Token ids; without them, standard input.", Arity = ArgumentArity.ZeroOrMore };
        command.Add(json);
        command.Add(ids);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tokenizer = tokenizers.Read(parsed);
            var given = parsed.GetValue(ids) ?? [];
            if (given.Length == 0)
                given = Parse(await InputText.ReadAsync(console, cancellationToken));
            try
            {
                var text = tokenizer.Decode(given);
                await console.Output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(new { Text = text }, RunJson.Options) : text);
            }
            catch (ArgumentOutOfRangeException error)
            {
                throw new CommandException(error.Reason());
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
