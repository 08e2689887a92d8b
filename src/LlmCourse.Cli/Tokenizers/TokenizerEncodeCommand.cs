using System.CommandLine;
using System.Text.Json;
using LlmCourse.Llm.Corpora;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer encode</c>: text to ids.</summary>
internal static class TokenizerEncodeCommand
{
    public static Command Create(CommandConsole console)
    {
        var tokenizerFile = TokenizerOption.Create();
        var file = new Option<FileInfo>("--file", "-f") { Description = "UTF-8 text to encode.", HelpName = "FILE" }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Write each piece with its id, text, place and bytes as a line of JSON." };
        var text = new Argument<string>("text") { Description = "Text to encode; without it and --file, standard input.", Arity = ArgumentArity.ZeroOrOne };

        var command = new CommandWithExamples("encode", "Cut text into tokens and write their ids.",
            "llmcourse tokenizer encode --tokenizer stories.tokenizer.json \"Mia found a key.\"",
            "llmcourse tokenizer encode --tokenizer stories.tokenizer.json --file book.txt > ids.txt")
        {
            tokenizerFile, file, json, text,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is not null && result.GetValue(text) is not null)
                result.AddError("Give a text or --file, not both.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tokenizer = TokenizerOption.Read(parsed.GetRequiredValue(tokenizerFile));
            var input = await ReadAsync(parsed.GetValue(text), parsed.GetValue(file), console, cancellationToken);
            if (!parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(string.Join(' ', tokenizer.Encode(input)));
                return ExitCode.Success;
            }

            foreach (var piece in tokenizer.Cut(input))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = new { piece.Id, piece.Text, piece.Start, piece.Length, Bytes = Convert.ToHexStringLower(piece.Bytes.Span), piece.Unknown };
                await console.Output.WriteLineAsync(JsonSerializer.Serialize(line, RunJson.Options));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string? text, FileInfo? file, CommandConsole console, CancellationToken cancellationToken)
    {
        if (text is not null)
            return text;
        if (file is not null)
            return await Utf8Text.ReadFileAsync(file.FullName, cancellationToken);
        return await InputText.ReadAsync(console, cancellationToken);
    }
}
