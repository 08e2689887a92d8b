using System.CommandLine;
using LlmCourse.Cli.Corpora;
using LlmCourse.Cli.Lessons;
using LlmCourse.Cli.Pipelines;
using LlmCourse.Cli.Tokenizers;
using LlmCourse.Cli.Training;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Cli;

/// <summary><c>llmcourse</c>: its commands, and what becomes of errors.</summary>
internal static class CommandLine
{
    // After Ctrl-C a training run still finishes its step and saves its weights; a large model needs a while for both.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(60);

    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellationToken = default)
    {
        var root = Build(console);
        ExampleHelp.Install(root);
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = GracePeriod,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (error is CommandException or CorpusException or TokenizerFileException or TokenizerFormatException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(error.Message);
            return ExitCode.Failure;
        }
    }

    private static RootCommand Build(CommandConsole console) => new("Build a large language model from scratch, on the command line.")
    {
        TokenizerCommand.Create(console),
        TrainCommand.Create(console),
        GenerateCommand.Create(console),
        CorpusCommand.Create(console),
        PipelineCommand.Create(console),
        LessonsCommand.Create(console),
    };
}
