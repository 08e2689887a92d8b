using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Worlds;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Corpora;

/// <summary><c>corpus make</c>: writes a synthetic corpus of any size as JSON lines.</summary>
internal static class CorpusMakeCommand
{
    private const string DirtyWeb = "dirty-web";

    private static readonly IReadOnlyDictionary<string, WorldKind> Worlds = Enum.GetValues<WorldKind>().ToDictionary(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));
    private const int DocumentsBetweenReports = 2_000;

    public static Command Create(CommandConsole console)
    {
        var kind = new Option<string>("--kind", "-k") { Description = "What to write: a web crawl with everything that spoils one, or texts of a world whose entropy is known.", HelpName = string.Join('|', [DirtyWeb, .. Worlds.Keys]), DefaultValueFactory = _ => DirtyWeb };
        kind.AcceptOnlyFromAmong([DirtyWeb, .. Worlds.Keys]);
        var megabytes = new Option<double>("--megabytes", "-m") { Description = "Size of the text in millions of bytes.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same corpus for ever.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var output = new Option<FileInfo>("--output", "-o") { Description = "File of JSON lines to write.", HelpName = "FILE", Required = true };
        var benchmark = new Option<FileInfo>("--benchmark") { Description = "File for the benchmark that the dirty web leaks, a question a line.", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = $"A setting of the world; may be given several times. {WorldSettingsInput.Explanation}", HelpName = "NAME=NUMBER", DefaultValueFactory = _ => [] };
        var json = new Option<bool>("--json") { Description = "Write the result as a line of JSON." };

        var command = new CommandWithExamples("make", "Write a synthetic corpus as JSON lines.",
            "llmcourse corpus make --megabytes 200 --output web.jsonl --benchmark questions.txt",
            "llmcourse corpus make --kind brackets --megabytes 5 --seed 7 --output brackets.jsonl",
            "llmcourse corpus make --kind look-ups --set pairs=4 --set questions=2 --output short.jsonl")
        {
            kind, megabytes, seed, set, output, benchmark, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var size = parsed.GetValue(megabytes);
            if (size is not (> 0 and <= SourceSpec.MaxMegabytes))
                throw new CommandException($"A corpus of {size} megabytes cannot be made; ask for more than 0 and at most a million.");
            var file = parsed.GetRequiredValue(output);
            var world = World(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(set));
            var web = new DirtyWebGenerator(new DirtyWebOptions { Seed = parsed.GetValue(seed) });
            if (parsed.GetValue(benchmark) is { } questions)
                await File.WriteAllLinesAsync(questions.FullName, web.Benchmark, cancellationToken);
            var documents = world?.WriteDocuments(parsed.GetValue(seed), (long)(size * 1e6)) ?? web.Write((long)(size * 1e6));
            var written = Write(documents, file.FullName, size * 1e6, new ProgressLine(console.Error), cancellationToken);
            await console.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { Path = file.FullName, written.Documents, written.Bytes, NatsPerCharacter = world?.Entropy?.NatsPerCharacter }, RunJson.Options)
                : $"Wrote {written.Documents:N0} documents, {written.Bytes:N0} bytes of text, to {file.FullName}.{Floor(world)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static TextWorld? World(string kind, string[] settings)
    {
        if (Worlds.TryGetValue(kind, out var world))
            return WorldSettingsInput.Create(world, settings);
        return settings.Length == 0 ? null : throw new CommandException($"--set is for worlds; {kind} is none. Name one with --kind, or leave it out.");
    }

    private static string Floor(TextWorld? world) =>
        world?.Entropy is { } entropy ? string.Create(CultureInfo.InvariantCulture, $" Their exact entropy is {entropy.NatsPerCharacter:0.0000} nats a character.") : "";

    // A reader never sees half a corpus: it is written under another name and then renamed.
    private static (long Documents, long Bytes) Write(IEnumerable<RawDocument> documents, string path, double expected, ProgressLine progress, CancellationToken cancellationToken)
    {
        var partial = path + ".partial";
        long count = 0, bytes = 0;
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18))
            {
                foreach (var document in documents)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    stream.Write(JsonLines.Write(document));
                    stream.WriteByte((byte)'\n');
                    bytes += Encoding.UTF8.GetByteCount(document.Text);
                    if (++count % DocumentsBetweenReports == 0)
                        progress.Show(bytes / expected, $"{count:N0} documents");
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
            return (count, bytes);
        }
        finally
        {
            progress.Clear();
            File.Delete(partial);
        }
    }
}
