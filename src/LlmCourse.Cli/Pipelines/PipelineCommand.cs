using System.CommandLine;
using System.Text.Json;
using LlmCourse.Cli.Tokenizers;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Pipelines;

/// <summary><c>pipeline run</c>: cleans a corpus as a spec says, and writes tokens when it has a tokenizer.</summary>
internal static class PipelineCommand
{
    private const string ShardName = "corpus" + TokenShardFolder.Extension;

    public static Command Create(CommandConsole console) => new("pipeline", "Clean a corpus, stage by stage.") { Run(console) };

    private static CommandWithExamples Run(CommandConsole console)
    {
        var spec = new Argument<FileInfo>("spec") { Description = "Pipeline in YAML." }.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "Folder for the documents and report of each stage; finished stages in it are taken over.", HelpName = "FOLDER", Required = true };
        var json = new Option<bool>("--json") { Description = "Write the report as a line of JSON." };
        var command = new CommandWithExamples("run", "Run a pipeline, or go on where it stopped.",
            "llmcourse pipeline run web.pipeline.yaml --output cleaned",
            "llmcourse pipeline run web.pipeline.yaml --output cleaned --tokenizer t.json --json > report.json")
        {
            spec, output, json,
        };
        var tokenizer = TokenizerOption.AddOptional(command, "Counts tokens and writes a shard of them");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pipeline = await PipelineFile.ReadAsync(parsed.GetRequiredValue(spec), cancellationToken);
            var folder = parsed.GetRequiredValue(output).FullName;
            var tokens = tokenizer.ReadIfGiven(parsed);
            var report = await RunAsync(pipeline, folder, tokens, console, cancellationToken);
            var shard = tokens is null ? null : await WriteShardAsync(report.Output, folder, tokens, cancellationToken);
            if (parsed.GetValue(json))
                await console.Output.WriteLineAsync(JsonSerializer.Serialize(new { report.Title, report.Stages, report.Output, report.Resumed, Shard = shard }, RunJson.Options));
            else
                Describe(report, shard, console.Output);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<PipelineReport> RunAsync(PipelineSpec spec, string folder, ITokenizer? tokenizer, CommandConsole console, CancellationToken cancellationToken)
    {
        var line = new ProgressLine(console.Error);
        try
        {
            var run = new Pipeline(tokenizer is null ? null : new TokenCounter(TokenizerFile.Fingerprint(tokenizer), text => tokenizer.Encode(text).Length));
            return await run.RunAsync(spec, folder, new Follower(line), cancellationToken);
        }
        catch (PipelineException error)
        {
            throw new CommandException(error.Message);
        }
        finally
        {
            line.Clear();
        }
    }

    private static async Task<TokenShardHeader> WriteShardAsync(string documents, string folder, ITokenizer tokenizer, CancellationToken cancellationToken)
    {
        TokenShardFolder.WriteTokenizer(folder, tokenizer);
        using var writer = new TokenShardWriter(Path.Combine(folder, ShardName), tokenizer);
        await foreach (var document in new DocumentFiles().ReadAsync(documents, cancellationToken))
            writer.Add(document.Text);
        return writer.Finish();
    }

    private static void Describe(PipelineReport report, TokenShardHeader? shard, TextWriter output)
    {
        output.WriteLine($"{"stage",-18} {"documents in",14} {"out",12} {"MB in",9} {"out",9} {"seconds",8} {"MB/s",7}");
        foreach (var stage in report.Stages)
        {
            output.WriteLine($"{stage.Stage,-18} {stage.In.Documents,14:N0} {stage.Out.Documents,12:N0} {stage.In.Bytes / 1e6,9:N1} {stage.Out.Bytes / 1e6,9:N1} {stage.Seconds,8:N1} {stage.MegabytesPerSecond,7:N0}");
            foreach (var (rule, count) in stage.Rules.OrderByDescending(rule => rule.Value))
                output.WriteLine($"  {rule}: {count:N0}");
        }

        if (report.Resumed > 0)
            output.WriteLine($"{report.Resumed} stages were taken over from an earlier run.");
        output.WriteLine($"Documents are in {report.Output}.");
        if (shard is not null)
            output.WriteLine($"Wrote {shard.Tokens:N0} tokens of {shard.TokenBytes} bytes to {ShardName}, with the tokenizer beside it: train takes the folder as --corpus.");
    }

    // Called by the pipeline itself, so that the bar never stands behind the work.
    private sealed class Follower(ProgressLine line) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value) =>
            line.Show(value.Part, $"{value.Index + 1}/{value.Stages} {value.Stage}: {value.In.Documents:N0} read, {value.Kept.Documents:N0} kept");
    }
}
