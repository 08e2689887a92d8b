using System.CommandLine;
using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Trainer;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Cli.Training;

/// <summary><c>train</c>: executes a run file and streams its events, the same that a page would show.</summary>
internal static class TrainCommand
{
    private const string SpecArtifact = "spec.json";

    public static Command Create(CommandConsole console)
    {
        var specFile = new Option<FileInfo>("--spec", "-s") { Description = "Run file in YAML or JSON.", HelpName = "FILE", Required = true }.AcceptExistingOnly();
        var corpus = new Option<FileSystemInfo>("--corpus", "-c") { Description = "UTF-8 text, or folder of token shards, to learn from in place of the corpus of the run file.", HelpName = "FILE|FOLDER" }.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "Folder for weights, tokenizer and attention maps; without it, runs/NAME after the run file.",
            HelpName = "FOLDER",
        };
        var json = new Option<bool>("--json") { Description = "Write each event of the run as a line of JSON." };

        var command = new CommandWithExamples("train", "Train a model from a run file.",
            "llmcourse train --spec content/specs/stories.run.yaml",
            "llmcourse train --spec content/specs/characters-small.run.yaml --corpus book.txt --json > events.jsonl",
            "llmcourse train --spec shards.run.yaml --corpus cleaned/")
        {
            specFile, corpus, output, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetRequiredValue(specFile);
            var spec = await SpecFile.ReadAsync(file, cancellationToken);
            if (parsed.GetValue(corpus) is { } text)
                spec = spec with { Corpus = Named(spec.Corpus, text) };
            var folder = parsed.GetValue(output) ?? new DirectoryInfo(Path.Combine("runs", NameOf(file)));
            IRunEventSink sink = parsed.GetValue(json) ? new JsonEventSink(console.Output) : new ProgressEventSink(console.Output, spec);
            return await ExecuteAsync(spec, folder, sink, console, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(RunSpec spec, DirectoryInfo folder, IRunEventSink sink, CommandConsole console, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddRunExecution(configuration).BuildServiceProvider();
        SpecFile.Require(spec, configuration.GetSection(RunLimits.Section).Get<RunLimits>() ?? new RunLimits(), services.GetRequiredService<IShardInspector>());
        using var mailbox = new RunMailbox();
        using var stop = cancellationToken.Register(() => mailbox.Post(new StopRun()));

        var artifacts = new FolderArtifactStore(folder.Parent?.FullName ?? folder.FullName);
        var work = new RunWork(folder.Name, spec, LastEvent: 0, sink, mailbox, artifacts);
        await WriteSpecAsync(artifacts, work, cancellationToken);
        var state = await services.GetRequiredService<RunExecutor>().ExecuteAsync(work, CancellationToken.None);
        await console.Error.WriteLineAsync($"Files are in {folder.FullName}.");
        return state switch
        {
            RunState.Completed => ExitCode.Success,
            RunState.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failure,
        };
    }

    private static CorpusSpec Named(CorpusSpec corpus, FileSystemInfo text) => text is DirectoryInfo
        ? corpus with { Kind = CorpusKind.Shards, Shards = text.FullName }
        : corpus with { Kind = CorpusKind.File, Path = text.FullName };

    // Beside the results lies what they are the results of.
    private static async Task WriteSpecAsync(FolderArtifactStore artifacts, RunWork work, CancellationToken cancellationToken)
    {
        try
        {
            await artifacts.WriteAsync(work.RunId, SpecArtifact, WriteAsync, cancellationToken);
        }
        catch (ArgumentException error)
        {
            throw new CommandException($"Results cannot go to that folder. {error.Message} Choose another with --output.");
        }

        async Task WriteAsync(Stream stream, CancellationToken token)
        {
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteLineAsync(RunSpecJson.Write(work.Spec, indented: true).AsMemory(), token);
        }
    }

    // stories.run.yaml is called stories
    private static string NameOf(FileInfo file) => file.Name.Split('.')[0];
}
