using System.CommandLine;
using System.Text.Json;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer encode</c>: text to ids.</summary>
internal static class TokenizerEncodeCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new CommandWithExamples("encode", "Cut text into tokens and write their ids.",
            "llmcourse tokenizer encode --tokenizer gpt2 \"Mia found a key.\"",
            "llmcourse tokenizer encode --tokenizer stories.tokenizer.json --file book.txt > ids.txt");
        var tokenizers = TokenizerOption.AddRequired(command);
        var input = new TextInput(command);
        var json = new Option<bool>("--json") { Description = "Write each piece with its id, text, place and bytes as a line of JSON." };
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tokenizer = tokenizers.Read(parsed);
            var text = await input.ReadAsync(parsed, console, cancellationToken);
            if (!parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(string.Join(' ', tokenizer.Encode(text)));
                return ExitCode.Success;
            }

            foreach (var piece in tokenizer.Cut(text))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = new { piece.Id, piece.Text, piece.Start, piece.Length, Bytes = Convert.ToHexStringLower(piece.Bytes.Span), piece.Unknown };
                await console.Output.WriteLineAsync(JsonSerializer.Serialize(line, RunJson.Options));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
