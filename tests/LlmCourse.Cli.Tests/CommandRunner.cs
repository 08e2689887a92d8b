using System.Text;

namespace LlmCourse.Cli.Tests;

/// <summary>Runs the real command line in this process, in a folder of its own.</summary>
public sealed class CommandRunner : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-cli-");

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs a command.</summary>
    public Task<CommandOutcome> RunAsync(params string[] arguments) => RunAsync(new StringWriter(), "", CancellationToken.None, arguments);

    /// <summary>Runs a command with something on standard input.</summary>
    public Task<CommandOutcome> RunWithInputAsync(string input, params string[] arguments) => RunAsync(new StringWriter(), input, CancellationToken.None, arguments);

    /// <summary>Runs a command whose output a test watches.</summary>
    public async Task<CommandOutcome> RunAsync(StringWriter output, string input, CancellationToken cancellationToken, params string[] arguments)
    {
        var error = new StringWriter();
        var console = new CommandConsole(output, error, () => new MemoryStream(Encoding.UTF8.GetBytes(input)));
        var code = await CommandLine.InvokeAsync(arguments, console, cancellationToken);
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>What a command did.</summary>
public sealed record CommandOutcome(int Code, string Output, string Error)
{
    /// <summary>Lines of the output.</summary>
    public IReadOnlyList<string> Lines => Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
