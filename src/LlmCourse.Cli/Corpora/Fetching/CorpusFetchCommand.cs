using System.CommandLine;
using System.Text.Json;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Corpora.Fetching;

/// <summary><c>corpus fetch</c>: downloads a public corpus of the catalogue, or lists them.</summary>
internal static class CorpusFetchCommand
{
    private const string Checksums = """
        Checksums:
          Where the catalogue knows the SHA-256 of a corpus, nothing else is accepted. Where it knows none,
          the first download is taken as it comes, its SHA-256 is printed and written beside the file, and
          later calls hold the file against it: that shows whether it changed since, and not whether the
          first one was the right one. Compare the printed sum with one that you trust.

        """;

    public static Command Create(CommandConsole console)
    {
        var name = new Argument<string?>("name") { Description = "Which corpus; see --list.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list", "-l") { Description = "List the corpora with licence and size instead." };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "Folder to put it in.", HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("corpora") };
        var catalogue = new Option<FileInfo>("--catalogue") { Description = "A catalogue of your own, in the form of ours.", HelpName = "FILE" };
        var largest = new Option<double>("--max-gigabytes") { Description = "Largest file that is fetched.", HelpName = "NUMBER", DefaultValueFactory = _ => FetchLimits.Default.LargestBytes / 1e9 };
        var json = new Option<bool>("--json") { Description = "Write the result as a line of JSON." };
        catalogue.AcceptExistingOnly();

        var command = new CommandWithExamples("fetch", "Download a public corpus, with its checksum. A broken download goes on where it stopped.",
            "llmcourse corpus fetch --list",
            "llmcourse corpus fetch tiny-shakespeare --output corpora")
        {
            name, list, output, catalogue, largest, json,
        };
        command.Note = Checksums;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var entries = await CorpusCatalogue.ReadAsync(parsed.GetValue(catalogue), cancellationToken);
            if (parsed.GetValue(list) || parsed.GetValue(name) is not { } wanted)
            {
                await ListAsync(console, entries, parsed.GetValue(json));
                return parsed.GetValue(list) ? ExitCode.Success : ExitCode.Usage;
            }

            var entry = entries.FirstOrDefault(entry => entry.Name == wanted)
                ?? throw new CommandException($"The catalogue has no corpus “{wanted}”. It has: {string.Join(", ", entries.Select(known => known.Name))}.");
            var line = new ProgressLine(console.Error);
            try
            {
                using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
                var chosen = FetchLimits.Default with { LargestBytes = (long)(parsed.GetValue(largest) * 1e9) };
                var download = new CorpusDownload(client, chosen, (have, whole) => line.Show(have / (double?)whole, $"{have / 1e6:N0} MB of {entry.Name}"));
                var fetched = await download.FetchAsync(entry, parsed.GetRequiredValue(output).FullName, cancellationToken);
                line.Clear();
                await console.Output.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(fetched, RunJson.Options) : Tell(entry, fetched));
                return ExitCode.Success;
            }
            finally
            {
                line.Clear();
            }
        });
        return command;
    }

    private static string Tell(CatalogueEntry entry, FetchedCorpus fetched) =>
        $"{(fetched.WasThere ? "Already there" : "Fetched")}: {fetched.Bytes:N0} bytes in {fetched.Path}.\n" +
        $"SHA-256 {fetched.Sha256}, {(fetched.IsKnown ? "as the catalogue says" : $"which the catalogue does not know: it was recorded at the first download, in {fetched.Path}.sha256. Compare it with one that you trust")}.\n" +
        $"Licence: {entry.Licence}.";

    private static async Task ListAsync(CommandConsole console, IReadOnlyList<CatalogueEntry> entries, bool json)
    {
        if (json)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(entries, RunJson.Options));
            return;
        }

        foreach (var entry in entries)
            await console.Output.WriteLineAsync($"{entry.Name,-20} {(entry.Bytes is { } bytes ? $"{bytes:N0} bytes" : "size not recorded"),-20} {entry.Licence}\n    {entry.Title}\n    {(entry.Sha256 is { } sum ? $"SHA-256 {sum}" : "no checksum known: the first download's is recorded")}\n    {entry.Address}");
    }
}
