using System.CommandLine;
using System.Text;
using System.Text.Json;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Corpora;

/// <summary><c>corpus info</c>: counts what a file or folder holds.</summary>
internal static class CorpusInfoCommand
{
    public static Command Create(CommandConsole console)
    {
        var path = new Argument<string>("path") { Description = "File (.txt, .jsonl, .md, .html), or a folder of them." };
        var json = new Option<bool>("--json") { Description = "Write the counts as a line of JSON." };
        var command = new CommandWithExamples("info", "Count documents, bytes and words.", "llmcourse corpus info web.jsonl", "llmcourse corpus info books/ --json") { path, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            long documents = 0, bytes = 0, words = 0;
            var planted = new SortedDictionary<PlantedKind, long>();
            await foreach (var document in new DocumentFiles().ReadAsync(parsed.GetRequiredValue(path), cancellationToken))
            {
                documents++;
                bytes += Encoding.UTF8.GetByteCount(document.Text);
                words += document.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
                if (document.Truth is { } truth)
                    planted[truth.Kind] = planted.GetValueOrDefault(truth.Kind) + 1;
            }

            await console.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { Documents = documents, Bytes = bytes, Words = words, Planted = planted }, RunJson.Options)
                : string.Join(Environment.NewLine, [$"{documents:N0} documents, {bytes:N0} bytes of text, {words:N0} words.", .. planted.Select(kind => $"  {kind.Key}: {kind.Value:N0}")]));
            return ExitCode.Success;
        });
        return command;
    }
}
