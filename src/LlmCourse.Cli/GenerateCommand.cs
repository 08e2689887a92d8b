using System.CommandLine;
using System.Text.Json;
using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Training.Checkpoints;
using LlmCourse.Runs;

namespace LlmCourse.Cli;

/// <summary><c>generate</c>: lets a trained model write.</summary>
internal static class GenerateCommand
{
    private const string CheckpointFile = "checkpoint.safetensors"; // as a run's folder calls it

    public static Command Create(CommandConsole console)
    {
        var checkpoint = new Option<FileSystemInfo>("--checkpoint", "-m") { Description = "Checkpoint file, or the folder of a run.", HelpName = "FILE|FOLDER", Required = true }.AcceptExistingOnly();
        var prompt = new Option<string>("--prompt", "-p") { Description = "Text to continue; without it a new text begins.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var tokens = new Option<int>("--tokens", "-n") { Description = "Most tokens to write.", HelpName = "COUNT", DefaultValueFactory = _ => 200 };
        var temperature = new Option<double>("--temperature") { Description = "Divides the scores before softmax; 0 always takes the likeliest token.", HelpName = "NUMBER", DefaultValueFactory = _ => 0.8 };
        var topK = new Option<int>("--top-k") { Description = "Keep only this many likeliest tokens; 0 keeps all.", HelpName = "COUNT" };
        var topP = new Option<double>("--top-p") { Description = "Keep the smallest set of likeliest tokens with this probability together; 1 keeps all.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Seeds the picks: the same seed gives the same text.", HelpName = "NUMBER", DefaultValueFactory = _ => 1337 };
        var json = new Option<bool>("--json") { Description = "Write the result as a line of JSON." };

        var command = new CommandWithExamples("generate", "Let a trained model write.",
            "llmcourse generate --checkpoint runs/stories --prompt \"One rainy day, \"",
            "llmcourse generate --checkpoint runs/stories/checkpoint.safetensors --temperature 0.5 --seed 7")
        {
            checkpoint, prompt, tokens, temperature, topK, topP, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SamplingOptions(parsed.GetValue(temperature), parsed.GetValue(topK), parsed.GetValue(topP));
            var written = Generate(PathOf(parsed.GetRequiredValue(checkpoint)), parsed.GetValue(prompt)!, parsed.GetValue(tokens), options, parsed.GetValue(seed), cancellationToken);
            await console.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { written.Prompt, written.Text, written.Ids, written.Ended }, RunJson.Options)
                : written.Prompt + written.Text);
            return ExitCode.Success;
        });
        return command;
    }

    private static GeneratedText Generate(string path, string prompt, int tokens, SamplingOptions options, int seed, CancellationToken cancellationToken)
    {
        try
        {
            using var checkpoint = Checkpoint.Read(path);
            return TextGenerator.Generate(checkpoint.Model, checkpoint.Tokenizer, prompt, tokens, options, seed, checkpoint.StartsDocuments, cancellationToken);
        }
        catch (Exception error) when (error is SafetensorsException or ArgumentOutOfRangeException)
        {
            throw new CommandException(error.Message);
        }
    }

    private static string PathOf(FileSystemInfo checkpoint)
    {
        if (checkpoint is not DirectoryInfo folder)
            return checkpoint.FullName;
        var path = Path.Combine(folder.FullName, CheckpointFile);
        return File.Exists(path) ? path : throw new CommandException($"There is no {CheckpointFile} in {folder.FullName}. Train a run first, or name a checkpoint file.");
    }
}
